"""Typed, lazy access to the knowledge files under `data/`."""
