"""From a file to a trace: what is in it, which columns matter, and where it is not what it should be."""
