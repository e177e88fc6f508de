"""Places named in a report: found, told apart, kept from the governments that sit in them."""
