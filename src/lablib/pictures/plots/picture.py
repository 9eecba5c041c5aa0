"""A drawn picture: PNG bytes, the line of numbers under it, and a sentence for who cannot see it."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from html import escape
from io import BytesIO
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, NamedTuple, ParamSpec

from lablib.pictures.plots.style import PAGE_DPI
from lablib.simulator.network.ipython_shell import somebody_watches

if TYPE_CHECKING:
    from matplotlib.figure import Figure

P = ParamSpec("P")

LINE_CHARS = 96
"""So much of a line fits a page of JupyterLab beside its panels."""


class Drawing(NamedTuple):
    """What a drawing function makes: `picture` turns it into a `Picture`."""

    figure: Figure
    summary: str
    alt: str


@dataclass(frozen=True, slots=True, repr=False)
class Picture:
    """In a notebook it shows itself, with `summary` as text under it; anywhere else it is its summary."""

    png: bytes
    """The alternative text is in it as well, under the PNG keyword Description."""
    summary: str
    """One line of numbers: what a test compares, as bytes of pictures may differ between processors."""
    alt: str
    """What the picture shows, in words."""
    width_px: int
    """How wide a page shows it; the PNG has more pixels than that."""

    def save(self, path: str | Path) -> None:
        """Write the PNG, whole or not at all. Raises OSError."""
        path = Path(path)
        if not path.absolute().parent.is_dir():
            raise FileNotFoundError(
                f"{path}: the folder {path.parent} does not exist. Remedy: make it, or name another"
            )
        unfinished = path.with_name(f".{path.name}.part")
        try:
            unfinished.write_bytes(self.png)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)

    def __repr__(self) -> str:
        return self.summary

    def _ipython_display_(self) -> None:
        """Show the picture and print the summary.

        Where no image can be shown, `alt` stands in its place. The key `alt` is the one that nbconvert reads.
        JupyterLab 4.6 doesn't read it, so who sits before a kernel gets the image as HTML too. A stored
        notebook would hold the image twice.
        """
        from IPython.display import display

        look = {"image/png": {"width": self.width_px, "alt": self.alt}}
        shown = {"image/png": self.png, "text/plain": self.alt}
        display(shown | self._for_a_screen_reader(), metadata=look, raw=True)
        print(fill(self.summary, LINE_CHARS, break_on_hyphens=False))

    def _for_a_screen_reader(self) -> dict[str, str]:
        if not somebody_watches():
            return {}
        source = f"data:image/png;base64,{b64encode(self.png).decode()}"
        look = f'width="{self.width_px}" style="max-width:100%;height:auto"'
        return {"text/html": f'<img alt="{escape(self.alt)}" src="{source}" {look}>'}


def picture(draw: Callable[P, Drawing]) -> Callable[P, Picture]:
    """Decorate a drawing function: it returns a `Picture`, the same bytes for the same data.

    Whatever the user told matplotlib to do with figures neither changes the picture nor is changed.
    """

    @wraps(draw)
    def drawn(*args: P.args, **kwargs: P.kwargs) -> Picture:
        from matplotlib import rc_context, rcdefaults

        with rc_context():
            rcdefaults()
            figure, summary, alt = draw(*args, **kwargs)
            png = BytesIO()
            figure.savefig(png, format="png", metadata={"Software": None, "Description": alt})
        return Picture(png.getvalue(), summary, alt, round(figure.get_figwidth() * PAGE_DPI))

    return drawn
