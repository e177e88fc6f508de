"""memcon: read reports of meetings between governments, keep a sourced record of each."""

__version__ = "0.1.0"
