"""Clean text with an offset map to the stored text, language, sentences and syntax (the parser seam)."""
