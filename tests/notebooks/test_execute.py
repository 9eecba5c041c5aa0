"""Running a notebook with nobody watching: parameters, and every way to fail."""

from __future__ import annotations

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from lablib.notebooks import CellFailed, NotebookError, execute


def notebook(*sources: str):
    cells = [
        new_code_cell(source, id=f"cell-{number}", metadata={"tags": ["parameters"]} if number == 1 else {})
        for number, source in enumerate(sources, 1)
    ]
    return new_notebook(cells=cells)


def test_parameters_replace_what_the_tagged_cell_assigns(tmp_path):
    original = notebook("seed, load = 7, 60", "print(seed, load)")
    executed = execute(original, tmp_path, {"seed": 11})
    assert executed.cells[-1].outputs[0].text == "11 60\n"
    assert original.cells[-1].outputs == []


def test_a_parameter_that_the_notebook_does_not_have_is_refused(tmp_path):
    with pytest.raises(NotebookError, match="no parameter sead; it has load, seed"):
        execute(notebook("seed, load = 7, 60"), tmp_path, {"sead": 1})


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("1 / 0", "cell 'cell-2' failed: ZeroDivisionError: division by zero"),
        ("import time\nwhile True: time.sleep(0.1)", "cell 'cell-2' failed: still running after 2 s"),
        ("import os\nos._exit(3)", "cell 'cell-2' failed: the kernel died"),
    ],
)
def test_a_failure_names_the_cell_and_what_happened(tmp_path, source, what):
    with pytest.raises(CellFailed) as caught:
        execute(notebook("x = 1", source), tmp_path, cell_timeout_s=2)
    assert what in str(caught.value)


def test_the_users_own_ipython_settings_do_not_reach_it(tmp_path, monkeypatch):
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "mine.py").write_text("seed = 99\n")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    with pytest.raises(CellFailed, match="NameError"):
        execute(notebook("x = 1", "print(seed)"), tmp_path)
