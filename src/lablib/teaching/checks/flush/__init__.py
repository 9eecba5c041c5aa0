"""For exercises whose answer is a retry loop: a flush by a script, and what the loop must not do in it."""
