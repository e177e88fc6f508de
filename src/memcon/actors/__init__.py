"""Actors: who is named in a report, and who that was on the day."""
