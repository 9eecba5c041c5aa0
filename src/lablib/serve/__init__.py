"""The simulator over HTTP, for clients that aren't Python; one thread owns the world."""
