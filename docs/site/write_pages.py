"""Write the sources of the site: `python docs/site/write_pages.py build/site-source`.

The labs and their solutions, the pages of docs/, the map of the course, and the API. Sphinx builds the site
from them (`make site`).
"""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path

from lablib.pictures.player.embed import script
from lablib.teaching.course import Lab, labs

from api_page import api_page
from lab_pages import Pages

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
DOCS = ROOT / "docs"
LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)\s]+)\)")
FIELD_CARD = "field-card.html"
"""No page of Sphinx: it has a layout of its own, for two sides of paper."""
NOTEBOOK = re.compile(r'"\.\./((?:labs|solutions)/\w+)\.ipynb')
PLAYER = """\
// The code of the player, started in each player of the page. A page on disk can't import a file of its own.
import(URL.createObjectURL(new Blob([{code}], {{ type: "text/javascript" }}))).then((player) => {{
  for (const each of document.querySelectorAll("[data-lablib-player]")) player.start(each);
}});
"""
CHAPTERS = {
    "The incident": ("00",),
    "The producer's side": ("01", "02", "03", "04", "05"),
    "The mapping's side": ("06", "07", "08"),
    "On your own": ("09", "10", "11"),
}


def main(source: Path) -> None:
    """Write everything anew."""
    shutil.rmtree(source, ignore_errors=True)
    (source / "_static").mkdir(parents=True)
    for lab in labs():
        Pages(source).write(ROOT, lab.folder.name)
    for page in sorted(DOCS.rglob("*.md")):
        where = page.relative_to(DOCS)
        if where.parts[0] not in ("site", "example-lab"):
            target = source / where
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_links(page.read_text("utf-8"), page, source), "utf-8")
    shutil.copytree(DOCS / "images", source / "images")
    (source / "_extra").mkdir()
    card = (DOCS / FIELD_CARD).read_text("utf-8")
    (source / "_extra" / FIELD_CARD).write_text(NOTEBOOK.sub(r'"\1.html', card), "utf-8")
    for name in ("site.css", "site.js"):
        shutil.copy(HERE / name, source / "_static" / name)
    shutil.copy(HERE / "conf.py", source / "conf.py")
    (source / "_static" / "player.js").write_text(PLAYER.format(code=json.dumps(script())), "utf-8")
    (source / "api.md").write_text(api_page(), "utf-8")
    index = (HERE / "index.md").read_text("utf-8").replace("<!-- map -->", _map())
    pages = sorted(page.relative_to(source).with_suffix("").as_posix() for page in source.rglob("*.md"))
    teaching = [page for page in pages if page.startswith("instructor/")]
    trees = (
        _tree("For instructors", teaching),
        _tree("Reference", [page for page in pages if page not in teaching]),
    )
    (source / "index.md").write_text(index.replace("<!-- pages -->", "\n\n".join(trees)), "utf-8")


def _links(text: str, page: Path, source: Path) -> str:
    """Links into the repository that lead to no page of the site become plain words."""

    def relinked(found: re.Match[str]) -> str:
        target = found[1].partition("#")[0]
        file = (page.parent / target).resolve()
        if file.name == FIELD_CARD:
            return "](card)"
        if file.is_relative_to(DOCS) and file.suffix in (".md", ".svg", ".png"):
            return found[0]
        if file.parent.name in ("labs", "solutions"):
            return f"](/{file.parent.name}/{file.name})"
        return "](repository)"

    text = LINK.sub(relinked, text)
    up = "../" * (len(page.relative_to(DOCS).parts) - 1)
    text = re.sub(r"\[([^\]]+)\]\(card\)", rf'<a href="{up}{FIELD_CARD}">\1</a>', text)
    return re.sub(r"(?<!!)\[([^\]]+)\]\(repository\)", r"\1", text)


def _map() -> str:
    """The course by chapters: what each lab explains, and in how many minutes."""
    by_number = {lab.number: lab for lab in labs()}
    parts = []
    for chapter, numbers in CHAPTERS.items():
        rows = [_row(by_number[number]) for number in numbers if number in by_number]
        parts.append(
            f"### {chapter}\n\n| lab | what it explains | minutes |\n|---|---|---|\n" + "\n".join(rows)
        )
    names = [lab.folder.name for lab in labs()]
    trees = (
        _tree(where.capitalize(), [f"{where}/{name}" for name in names]) for where in ("labs", "solutions")
    )
    return "\n\n".join([*parts, *trees])


def _tree(caption: str, pages: list[str]) -> str:
    """What stands at the side of every page."""
    return "\n".join(["```{toctree}", ":hidden:", f":caption: {caption}", "", *pages, "```"])


def _row(lab: Lab) -> str:
    link = f"[{lab.number} {lab.facts.title}](/labs/{lab.folder.name}.ipynb)"
    return f"| {link} | {lab.facts.explains} | {lab.facts.minutes} |"


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
