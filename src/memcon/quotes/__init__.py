"""Quotations: find them, attribute them to a speaker, name the channel."""
