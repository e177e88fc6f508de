"""Knowledge as files, each with its source; read through `memcon.knowledge`."""
