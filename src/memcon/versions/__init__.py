"""One report in several versions: which texts are one report, in what order, and what became of each span."""
