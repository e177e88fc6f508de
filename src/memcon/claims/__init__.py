"""Reports taken apart into single comparable claims, and two claims compared."""
