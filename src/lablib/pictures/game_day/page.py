"""A page of game day as one file of HTML: no script of others, no font, no request, in light and in dark.

Whatever comes from a game or from a learner is escaped.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files

from lablib.pictures.plots.sheet import Sheet
from lablib.pictures.widgets.svg import svg_of

STYLE = files(__package__) / "page.css"


def page(title: str, body: Iterable[str], script: str = "") -> str:
    """The whole file."""
    style = " ".join(STYLE.read_text("utf-8").split())
    parts = [
        "<!doctype html>",
        '<html lang="en">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>",
        f"<style>{style}</style>",
        "</head>",
        "<body>",
        "<main>",
        f"<h1>{escape(title)}</h1>",
        *body,
        "</main>",
        *([f"<script>{script}</script>"] if script else []),
        "</body>",
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def heading(text: str) -> str:
    """Of a section."""
    return f"<h2>{escape(text)}</h2>"


def paragraphs(text: str, look: str = "") -> str:
    """A text with empty lines between its paragraphs. A line stays one; lines with a star are a list."""
    kind = f' class="{look}"' if look else ""
    return "\n".join(_block(part.strip(), kind) for part in text.split("\n\n") if part.strip())


def _block(text: str, kind: str) -> str:
    lines = text.splitlines()
    if all(line.startswith("* ") for line in lines):
        return listed(line.removeprefix("* ") for line in lines)
    return f"<p{kind}>{'<br>'.join(map(escape, lines))}</p>"


def listed(texts: Iterable[str]) -> str:
    """A list."""
    return "<ul>" + "".join(f"<li>{escape(text)}</li>" for text in texts) + "</ul>"


def table(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table with a caption; its first column names the row."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    label = f'tabindex="0" role="region" aria-label="{escape(name)}"'
    return (
        f'<div class="scroll" {label}><table><caption>{escape(name)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def figure(sheet: Sheet, alt: str, name: str) -> str:
    """A picture with its line of numbers."""
    return f"<figure>{svg_of(sheet, alt, name)}<figcaption>{escape(sheet.summary)}</figcaption></figure>"
