"""A lab as a page that is read: the learner's notebook, with what its cells showed when the solution ran.

Cells of the two notebooks have the same ids. The answer to an exercise, a prediction or a question stays
folded until the reader wants it.
"""

from __future__ import annotations

import copy
from base64 import b64decode
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

import nbformat

FOLDED = {
    "predict(": ("cell", "the solution's prediction"),
    "recall(": ("cell", "the answers"),
    "quiz(": ("cell", "the answers"),
    "check(": ("output", "what the check says"),
    "summary(": ("output", "what the summary says"),
}
"""How a cell begins, which part of it is folded, and what a reader finds there."""
COMPARED = ("output", "the result, with the prediction")
SET_UP = ("input", "the set-up code")
Cell = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Pages:
    """Where the pages of labs go."""

    source: Path
    """The site's sources: `labs/`, `solutions/` and `_static/` are in it."""

    def write(self, root: Path, name: str) -> None:
        """Write the lesson of the lab `name` and its solution."""
        lab = nbformat.read(root / "labs" / f"{name}.ipynb", as_version=4)
        solved = nbformat.read(root / "solutions" / f"{name}.ipynb", as_version=4)
        for cell in solved.cells:
            for number, output in enumerate(cell.get("outputs", ())):
                self._picture_as_file(output, f"{name}-{cell.id}-{number}")
        solution = copy.deepcopy(solved)
        solution.cells[0].source += f"\n\nThe answers, as they ran. [Back to the lesson](../labs/{name})."
        self._save(solution, "solutions", name)
        by_id = {cell.id: cell for cell in solved.cells}
        lab.cells = [each for cell in lab.cells for each in _read(cell, by_id[cell.id])]
        lab.cells[0].source += (
            "\n\nThis page is the lab to read. Answers are folded; "
            f"[the solution](../solutions/{name}) has all of them. To do the lab, start it on your machine: "
            "`make lab`."
        )
        self._save(lab, "labs", name)

    def _save(self, notebook: Any, folder: str, name: str) -> None:
        for cell in notebook.cells:
            if cell.cell_type == "markdown":
                cell.source = cell.source.replace("](../docs/", "](/")
        target = self.source / folder
        target.mkdir(parents=True, exist_ok=True)
        nbformat.write(notebook, target / f"{name}.ipynb")

    def _picture_as_file(self, output: Cell, name: str) -> None:
        """Sphinx has one alt text for all pictures of a cell: give each picture its own, as HTML."""
        data = output.get("data", {})
        told = output.get("metadata", {}).get("image/png", {})
        if "image/png" not in data:
            return
        file = Path("_static") / "pictures" / f"{name}.png"
        (self.source / file).parent.mkdir(parents=True, exist_ok=True)
        (self.source / file).write_bytes(b64decode(data["image/png"]))
        alt = escape(told.get("alt") or data["text/plain"], quote=True)
        width = f' width="{told["width"]}"' if "width" in told else ""
        image = f'<img src="../{file.as_posix()}" alt="{alt}"{width} loading="lazy" class="picture">'
        output["data"] = {"text/html": image, "text/plain": data["text/plain"]}
        output["metadata"] = {}


def _read(cell: Cell, solved: Cell) -> list[Cell]:
    """A lab's cell as a reader gets it."""
    if cell["cell_type"] != "code":
        return [cell]
    if cell["metadata"].get("jupyter", {}).get("source_hidden"):
        return [_hidden(solved, *SET_UP)]
    if cell["id"].startswith("exercise-"):
        return [cell, _folded(cell["id"], solved["source"])]
    if "compare(" in cell["source"]:
        return [_hidden(solved, *COMPARED)]
    fold = next((FOLDED[begins] for begins in FOLDED if cell["source"].startswith(begins)), None)
    return [_hidden(solved, *fold) if fold else solved]


def _hidden(cell: Cell, part: str, what: str) -> Cell:
    """The cell with its input, its output or all of it folded; the reader is told what is there."""
    hidden = copy.deepcopy(cell)
    hidden["metadata"].setdefault("tags", []).append(f"hide-{part}")
    hidden["metadata"]["mystnb"] = {"code_prompt_show": f"Show {what}", "code_prompt_hide": f"Hide {what}"}
    return hidden


def _folded(name: str, source: str) -> Cell:
    summary = '<details class="folded"><summary>Show the solution</summary>'
    text = f"{summary}\n\n```python\n{source}\n```\n\n</details>"
    return nbformat.v4.new_markdown_cell(text, id=f"{name}-solution")
