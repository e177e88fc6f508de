"""Who did what to whom: the codebook, the coder that reads predicates from syntax, and the events stage."""
