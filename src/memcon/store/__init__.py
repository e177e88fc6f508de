"""What was read is kept: one seam, SQLite behind it."""
