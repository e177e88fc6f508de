"""Actors over time: what all stories together say of two of them, who visited whom, what was pledged."""
