"""The command line: a thin edge that parses, calls and prints."""
