"""The desk: routes and templates over `memcon.api`."""
