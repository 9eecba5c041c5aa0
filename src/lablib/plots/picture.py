"""A drawn picture: PNG bytes, the line of numbers under it, and a sentence for who cannot see it."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@dataclass(frozen=True, slots=True, repr=False)
class Picture:
    """In a notebook it shows itself, with `summary` as text under it; anywhere else it is its summary."""

    png: bytes
    summary: str
    """One line of numbers: what a test compares, as bytes of pictures may differ between processors."""
    alt: str
    """What the picture shows, in a sentence."""

    def save(self, path: Path) -> None:
        """Write the PNG, whole or not at all. Raises OSError."""
        unfinished = path.with_name(f".{path.name}.part")
        try:
            unfinished.write_bytes(self.png)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)

    def __repr__(self) -> str:
        return self.summary

    def _ipython_display_(self) -> None:
        from IPython.display import display

        display({"image/png": self.png, "text/plain": self.alt}, raw=True)
        print(self.summary)


def draw(figure: Figure, summary: str, alt: str) -> Picture:
    """The finished figure as a picture; the same figure gives the same bytes."""
    png = BytesIO()
    figure.savefig(png, format="png", metadata={"Software": None})
    return Picture(png.getvalue(), summary, alt)
