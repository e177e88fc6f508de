"""The nouns: frozen, typed, without input or output. Import each from its own module."""
