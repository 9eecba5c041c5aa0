"""What a cell shows at once: an answer to a prediction, or to the questions of a quiz."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lablib.simulator.network.ipython_shell import shell


@dataclass(frozen=True, slots=True, repr=False)
class Said:
    """Some sentences and the card that says the same."""

    text: str
    html: str

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__

    def _repr_html_(self) -> str:
        return self.html


def show(said: Said, *, is_updated: bool = False) -> Any:
    """Show it in a notebook; anywhere else print its text.

    Of one that `is_updated` later, a handle is returned: `handle.update(said)` shows another in its place.
    """
    if shell() is None:
        print(said)
        return None
    from IPython.display import display

    return display(said, display_id=True) if is_updated else display(said)
