"""From course/ to labs/ and solutions/: the same bytes at every build, and nothing half-written."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from lablib.teaching.notebooks import CellFailed, LessonError, NotebookError, UnstableOutput, build_all
from lablib.teaching.notebooks.compare import difference

LAB, SOLUTION = "labs/02_small.ipynb", "solutions/02_small.ipynb"


def states(built):
    return [(each.path.as_posix(), each.state) for each in built]


def outputs(notebook: str) -> list[str]:
    cells = json.loads(notebook)["cells"]
    return [
        "".join(output.get("text") or output["data"]["text/plain"])
        for cell in cells
        for output in cell.get("outputs", [])
    ]


def test_a_lab_has_the_starter_and_no_outputs_and_its_solution_has_both(course):
    assert states(build_all(course.root)) == [(LAB, "written"), (SOLUTION, "written")]
    built = course.notebooks()
    assert "return None" in built[LAB]
    assert outputs(built[LAB]) == []
    assert "return lost + 1" in built[SOLUTION]
    assert outputs(built[SOLUTION]) == ["lost 14\n", "8"]


def test_the_set_up_is_collapsed_below_a_line_that_says_what_it_does(course):
    course.edit('print("lost", seed * 2)', 'print("lost", seed * 2)\n\n# %% name="start"\nworld = None')
    course.build()
    cells = json.loads(course.notebooks()[LAB])["cells"]
    collapsed = [cell["id"] for cell in cells if cell["metadata"].get("jupyter") == {"source_hidden": True}]
    assert collapsed == ["parameters", "start"]
    above = cells[[cell["id"] for cell in cells].index("parameters") - 1]
    assert "".join(above["source"]).startswith("**Set-up.** Run the next two cells.")


def test_a_second_build_changes_nothing_and_a_check_agrees(course):
    course.build()
    before = course.notebooks()
    assert states(build_all(course.root)) == [(LAB, "same"), (SOLUTION, "same")]
    assert states(build_all(course.root, check=True)) == [(LAB, "same"), (SOLUTION, "same")]
    assert course.notebooks() == before


@pytest.mark.nightly  # make test compares the real ones, run by nbval with another hash seed and time zone
def test_the_bytes_are_the_same_under_any_hash_seed_and_in_any_time_zone(course):
    course.edit('print("lost", seed * 2)', 'print(hash("a") % 2 >= 0, sorted({"b", "a"}))')
    built = []
    for hash_seed, zone in (("0", "UTC"), ("4242", "Asia/Kolkata")):
        script = (
            "from pathlib import Path; from lablib.teaching.notebooks import build_all; build_all(Path())"
        )
        environment = os.environ | {"PYTHONHASHSEED": hash_seed, "TZ": zone}
        subprocess.run([sys.executable, "-c", script], cwd=course.root, env=environment, check=True)
        built.append(course.notebooks())
        for path in built[-1]:
            (course.root / path).unlink()
    assert built[0] == built[1]


def test_a_notebook_edited_by_hand_is_found_and_the_cell_is_shown(course):
    course.build()
    path = course.root / SOLUTION
    path.write_text(path.read_text().replace("lost 14", "lost 15"))
    lab, solution = build_all(course.root, check=True)
    assert lab.state == "same"
    assert solution.state == "different"
    assert solution.difference.startswith("cell 4, 'count', differs:")
    assert "lost 15" in solution.difference
    assert path.read_text().count("lost 15") == 1  # a check writes nothing


def test_a_cell_that_fails_leaves_the_old_notebooks_as_they_were(course):
    course.build()
    before = course.notebooks()
    course.edit("mend(seed)\n", "mend(1 / 0)\n")
    with pytest.raises(
        CellFailed,
        match="02_small: cell 'use' failed, none after it ran: ZeroDivisionError: division by zero",
    ):
        build_all(course.root)
    assert course.notebooks() == before


def test_an_output_that_no_second_run_can_repeat_is_refused(course):
    course.edit("mend(seed)\n", "print(object())\n")
    with pytest.raises(UnstableOutput, match="cell 'use' shows a memory address, 0x"):
        build_all(course.root)
    assert course.notebooks() == {}


def test_notebooks_without_a_source_are_named_by_a_check_and_removed_by_a_build(course):
    course.build()
    (course.root / "labs/99_gone.ipynb").write_text("{}")
    stray = "labs/99_gone.ipynb"
    assert states(build_all(course.root, check=True)) == [
        (LAB, "same"),
        (stray, "different"),
        (SOLUTION, "same"),
    ]
    assert states(build_all(course.root)) == [(LAB, "same"), (stray, "removed"), (SOLUTION, "same")]
    assert sorted(course.notebooks()) == [LAB, SOLUTION]


def test_a_lab_that_does_not_exist_is_refused_with_those_that_do(course):
    with pytest.raises(NotebookError, match="No lab is called '07'; there are 02_small"):
        build_all(course.root, only="07")


def test_what_became_of_a_notebook_is_told_also_when_another_lab_is_wrong(course):
    course.write("../03_wrong/lesson.py", "# %%\n1\n")
    told = []
    with pytest.raises(LessonError, match="03_wrong: its source breaks the rules"):
        build_all(course.root, on_built=told.append)
    assert states(told) == [(LAB, "written"), (SOLUTION, "written")]
    assert sorted(course.notebooks()) == [LAB, SOLUTION]


def test_a_picture_may_be_a_shade_lighter_but_must_be_there():
    committed = '{"cells": [{"id": "plot", "data": {"image/png": "iVBORw0"}, "source": "x"}]}'
    assert difference(committed, committed.replace("iVBORw0", "iVBORw1")) is None
    assert "cell 1, 'plot'," in difference(committed, committed.replace("image/png", "image/gif"))
    assert "cell 1, 'plot'," in difference(committed, committed.replace('"x"', '"y"'))


def test_pieces_of_a_text_are_joined_and_a_widgets_model_is_left_out(course):
    course.edit(
        "mend(seed)\n",
        "from IPython.display import display\n"
        "print(1, flush=True)\n"
        "print(2)\n"
        'view = "application/vnd.jupyter.widget-view+json"\n'
        'display({view: {"model_id": "5d" + "3f"}, "text/plain": "a slider"}, raw=True)\n',
    )
    build_all(course.root)
    solution = course.notebooks()[SOLUTION]
    assert outputs(solution)[1:] == ["1\n2\n", "a slider"]
    assert "5d3f" not in solution


def test_progress_counts_the_cells(course):
    seen = []
    build_all(course.root, on_progress=lambda *step: seen.append(step))
    assert seen == [("02_small", done, 4) for done in (1, 2, 3, 4)]
