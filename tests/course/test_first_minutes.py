"""Lab 00 as a new learner meets it: on call within two minutes, and the loss within five."""

import json

import pytest

from lablib.teaching.course import repo_root
from lablib.teaching.notebooks.lesson import code_lines
from lablib.teaching.notebooks.lint.reading_time import CODE_LINE_S, RUN_S, count_words

WORDS_PER_MINUTE = 200
"""A tired engineer, and slower than the linter's average reader."""
OPENS_WITHIN_S = 20
"""From `make lab` to the page, where the environment is installed: measured in a browser, not here."""


@pytest.mark.parametrize(("cell", "within_minutes"), [("picture", 2), ("ticket", 5)])
def test_a_cell_of_lab_00_is_reached_within_minutes(cell, within_minutes):
    assert minutes_until(cell) < within_minutes


def minutes_until(name):
    """To read all prose and every line of code that isn't collapsed, and to run each cell, up to this one."""
    seconds = float(OPENS_WITHIN_S)
    notebook = json.loads((repo_root() / "labs/00_start_here.ipynb").read_text("utf-8"))
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            seconds += count_words(source) * 60 / WORDS_PER_MINUTE
        else:
            is_collapsed = cell["metadata"].get("jupyter", {}).get("source_hidden", False)
            seconds += RUN_S + (0 if is_collapsed else code_lines(source) * CODE_LINE_S)
        if cell["id"] == name:
            return seconds / 60
    raise AssertionError(f"lab 00 has no cell {name}")
