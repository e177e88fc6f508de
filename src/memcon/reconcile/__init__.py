"""One story's Readings become its memcon: aligned, compared, decided, composed."""
