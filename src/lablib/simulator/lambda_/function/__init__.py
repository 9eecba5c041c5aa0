"""A function: a plain Python handler, and what happens when it is invoked. Nothing here knows a mapping."""
