"""What leaves the store for others to use: one file a format."""
