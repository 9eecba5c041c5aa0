"""Python's garbage collector, slowed down while a world is open.

A run makes millions of records, and hardly any cycle. By default Python looks for one after every 700 new
objects, which takes 10 to 25 % of a run.
"""

from __future__ import annotations

import gc

NEW_OBJECTS = 50_000


class RareCollections:
    """Raises the collector's threshold, and puts back the one that it found."""

    def __init__(self) -> None:
        self._found = gc.get_threshold()

    def enter(self) -> None:
        """From now on Python looks for cycles after every `NEW_OBJECTS` new objects."""
        self._found = gc.get_threshold()
        gc.set_threshold(max(NEW_OBJECTS, self._found[0]), *self._found[1:])

    def leave(self) -> None:
        """Python looks as often as before."""
        gc.set_threshold(*self._found)
