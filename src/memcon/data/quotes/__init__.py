"""Words of speech, as files."""
