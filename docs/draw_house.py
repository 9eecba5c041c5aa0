"""Draw docs/images/house.svg: `python docs/draw_house.py`.

The floors are the layers of the import contracts in pyproject.toml, top first. The sentence beside a folder
is the first line of its docstring. So the picture says what the tools enforce; a test draws it again and
compares.
"""

from __future__ import annotations

import ast
import math
import textwrap
import tomllib
from html import escape
from pathlib import Path

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs/images/house.svg"
WIDE_PX, MARGIN_PX, GAP_PX = 1000, 16, 10
LINE_PX, TITLE_PX, PAD_PX = 16, 20, 10
CHARS_PER_PX = 1 / 6.9
INK, PAPER, WING, ROOM = "#1f2933", "#ffffff", "#eef2f6", "#ffffff"
MOST_IN_A_ROW = 5  # or names don't fit
ALT = "The folders of src/lablib, drawn from top to bottom. A wing imports only wings below it."
LEGEND = (
    "Imports only go down: from wing to wing, and in the simulator from row to row.",
    "Other folders of a wing may import one another, never in a circle; wings side by side don't.",
)


def floors(container: str) -> list[list[str]]:
    """The layers inside a package, top first; those side by side stand in one list."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    [contract] = [
        each for each in contracts if each["type"] == "layers" and each["containers"] == [container]
    ]
    return [[name.strip() for name in layer.replace(":", "|").split("|")] for layer in contract["layers"]]


def says(module: str) -> str:
    """The first line of a module's docstring."""
    path = ROOT / "src" / module.replace(".", "/")
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    return (ast.get_docstring(ast.parse(file.read_text("utf-8"))) or "").partition("\n")[0].replace("`", "")


def folders(wing: str) -> list[str]:
    """The packages inside a wing, by name."""
    place = ROOT / "src" / wing.replace(".", "/")
    return sorted(file.parent.name for file in place.glob("*/__init__.py"))


def in_rows(modules: list[str]) -> list[list[str]]:
    """A wing's folders in rows of about the same length, so that each has room for its name."""
    rows = math.ceil(len(modules) / MOST_IN_A_ROW)
    size = math.ceil(len(modules) / rows)
    return [modules[begin : begin + size] for begin in range(0, len(modules), size)]


class Page:
    """SVG elements, from the top of the page downwards."""

    def __init__(self) -> None:
        self.elements: list[str] = []

    def box(self, x: float, y: float, wide: float, high: float, fill: str) -> None:
        """A rectangle with an outline."""
        self.elements.append(
            f'<rect x="{x:g}" y="{y:g}" width="{wide:g}" height="{high:g}" rx="6" '
            f'fill="{fill}" stroke="{INK}"/>'
        )

    def text(self, x: float, y: float, line: str, *, title: bool = False) -> None:
        """A line of words; a title is set as code."""
        style = 'font-family="monospace" font-weight="bold" font-size="15"' if title else 'font-size="12.5"'
        self.elements.append(f'<text x="{x:g}" y="{y:g}" {style} fill="{INK}">{escape(line)}</text>')

    def svg(self, high: float) -> str:
        """The whole picture."""
        head = (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE_PX} {high:g}" role="img" '
            'aria-labelledby="house-title" font-family="Helvetica, Arial, sans-serif">'
            f'<title id="house-title">{escape(ALT)}</title><rect width="100%" height="100%" fill="{PAPER}"/>'
        )
        return "\n".join([head, *self.elements, "</svg>"]) + "\n"


def wrapped(module: str, wide: float) -> list[str]:
    """What a module says, in lines that fit."""
    return textwrap.wrap(says(module), int((wide - 2 * PAD_PX) * CHARS_PER_PX))


def row(page: Page, y: float, x: float, wide: float, modules: list[str], fill: str) -> float:
    """Boxes side by side, all as high as the highest; returns where the next row begins."""
    each = (wide - GAP_PX * (len(modules) - 1)) / len(modules)
    lines = [wrapped(module, each) for module in modules]
    high = 2 * PAD_PX + TITLE_PX + LINE_PX * max(map(len, lines)) - 4
    for place, module in enumerate(modules):
        left = x + place * (each + GAP_PX)
        page.box(left, y, each, high, fill)
        name = module.rpartition(".")[2]
        is_folder = (ROOT / "src" / module.replace(".", "/")).is_dir()
        page.text(left + PAD_PX, y + PAD_PX + 12, name + ("/" if is_folder else ".py"), title=True)
        for number, line in enumerate(lines[place]):
            page.text(left + PAD_PX, y + PAD_PX + TITLE_PX + 12 + LINE_PX * number, line)
    return y + high + GAP_PX


def wing(page: Page, y: float, name: str, rows: list[list[str]]) -> float:
    """A wing with its rooms in it; returns where the next one begins."""
    inside = Page()
    wide = WIDE_PX - 2 * MARGIN_PX
    lines = wrapped(name, wide)
    top = y + PAD_PX + TITLE_PX + LINE_PX * len(lines) + 4
    end = top
    for modules in rows:
        end = row(inside, end, MARGIN_PX + PAD_PX, wide - 2 * PAD_PX, modules, ROOM)
    page.box(MARGIN_PX, y, wide, end - y, WING)
    page.text(MARGIN_PX + PAD_PX, y + PAD_PX + 12, name.rpartition(".")[2] + "/", title=True)
    for number, line in enumerate(lines):
        page.text(MARGIN_PX + PAD_PX, y + PAD_PX + TITLE_PX + 12 + LINE_PX * number, line)
    page.elements += inside.elements
    return end + GAP_PX


def draw() -> str:
    """The house as SVG."""
    page, y = Page(), float(MARGIN_PX)
    for names in floors("lablib"):
        wings = [f"lablib.{name}" for name in names]
        inner = [f"{wings[0]}.{each}" for each in folders(wings[0])]
        if wings == ["lablib.simulator"]:
            y = wing(page, y, *wings, [[f"{wings[0]}.{each}" for each in floor] for floor in floors(*wings)])
        elif len(wings) == 1 and inner:
            y = wing(page, y, *wings, in_rows(inner))
        else:
            y = row(page, y, MARGIN_PX, WIDE_PX - 2 * MARGIN_PX, wings, WING)
    for line in LEGEND:
        page.text(MARGIN_PX, y + 8, line)
        y += LINE_PX
    return page.svg(y + MARGIN_PX)


if __name__ == "__main__":
    PICTURE.write_text(draw(), "utf-8")
