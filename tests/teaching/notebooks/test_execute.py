"""Running a notebook with nobody watching: parameters, and every way to fail."""

from __future__ import annotations

import asyncio
import json
import signal
import threading

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from lablib.teaching.notebooks import CellFailed, NotebookError, execute
from lablib.teaching.notebooks.execute import execute_async, finish


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
    with pytest.raises(
        NotebookError, match="has no parameter sead: give parameters that it has, which are load, seed"
    ):
        execute(notebook("seed, load = 7, 60"), tmp_path, {"sead": 1})


@pytest.mark.parametrize(
    ("source", "what"),
    [
        ("1 / 0", "cell 'cell-2' failed, none after it ran: ZeroDivisionError: division by zero"),
        (
            "import time\nwhile True: time.sleep(0.1)",
            "cell 'cell-2' failed, none after it ran: still running after 2 s",
        ),
        ("import os\nos._exit(3)", "cell 'cell-2' failed, none after it ran: the kernel died"),
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


def test_the_users_own_matplotlib_settings_do_not_reach_it(tmp_path, monkeypatch):
    (tmp_path / "matplotlibrc").write_text("figure.dpi: 33\n")
    monkeypatch.setenv("MATPLOTLIBRC", str(tmp_path / "matplotlibrc"))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    executed = execute(notebook('import matplotlib\nprint(matplotlib.rcParams["figure.dpi"])'), elsewhere)
    assert executed.cells[0].outputs[0].text == "100.0\n"


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"nbformat": 4, "nbformat_minor": 5, "cells": 1}'])
def test_a_file_that_is_no_notebook_is_refused_by_name(tmp_path, text):
    (tmp_path / "02.ipynb").write_text(text)
    with pytest.raises(NotebookError, match=r"02\.ipynb isn't a valid notebook"):
        execute(tmp_path / "02.ipynb", tmp_path)


def test_a_file_that_is_not_there_is_refused_by_name(tmp_path):
    with pytest.raises(NotebookError, match=r"There is no notebook .*02\.ipynb"):
        execute(tmp_path / "02.ipynb", tmp_path)


def test_a_notebook_older_than_cell_ids_names_the_cell_by_its_number(tmp_path):
    old = {
        "cells": [
            {"cell_type": "code", "source": "1 / 0", "metadata": {}, "outputs": [], "execution_count": None}
        ]
    }
    (tmp_path / "02.ipynb").write_text(json.dumps(old | {"metadata": {}, "nbformat": 4, "nbformat_minor": 4}))
    with pytest.raises(CellFailed, match="02: cell 'number 1' failed"):
        execute(tmp_path / "02.ipynb", tmp_path)


def test_what_is_interrupted_is_cancelled_and_cleans_up():
    """As Ctrl-C does it: the signal reaches the main thread, which waits for work that never ends."""
    seen = []

    async def endless():
        try:
            await asyncio.sleep(0.2)  # until the main thread waits
            signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
            await asyncio.Event().wait()
        finally:
            seen.append("kernel shut down")

    with pytest.raises(KeyboardInterrupt):
        finish(endless())
    assert seen == ["kernel shut down"]


def test_a_notebook_that_is_stopped_is_told_as_stopped_and_not_as_a_kernel_that_died(tmp_path):
    endless = "import time\nfrom pathlib import Path\nPath('began').touch()\nwhile True: time.sleep(0.1)"

    async def stopped():
        running = asyncio.create_task(execute_async(notebook("x = 1", endless), tmp_path))
        while not (tmp_path / "began").exists():
            await asyncio.sleep(0.05)
        running.cancel()
        await running

    with pytest.raises(asyncio.CancelledError):
        asyncio.run(stopped())
