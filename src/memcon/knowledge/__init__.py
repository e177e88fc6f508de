"""What memcon knows before it reads: states, persons, offices and who held them when."""
