"""What a cell shows at once: an answer to a prediction, or to the questions of a quiz."""

from __future__ import annotations

from dataclasses import dataclass

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


def show(said: Said) -> None:
    """Show it in a notebook; anywhere else print its text."""
    if shell() is None:
        print(said)
        return
    from IPython.display import display

    display(said)
