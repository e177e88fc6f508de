"""Addresses in, pages out: politely, within bounds, and never to a machine that is not on the public network."""
