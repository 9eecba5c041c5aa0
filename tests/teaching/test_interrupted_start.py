"""The start cell of a lab, interrupted at several moments: nothing leaves, and a second run works.

The cells are those of `labs/`, as learners have them. A recorder stands in for AWS.
"""

import contextlib
import time
from typing import NamedTuple

import nbformat
import pytest
from aws_recorder import Recorder
from notebook_kernel import running_kernel

from lablib.teaching.checks.progress import VARIABLE
from lablib.teaching.course import labs, repo_root

MOMENTS = 10
QUICK = ("01_storage_first", 3)
"""The lab and the number of moments in make test."""
STARTED = "A fresh region on virtual time"
LIST = "import lablib, boto3\nprint(boto3.client('kinesis').list_streams()['StreamNames'])"


class Cells(NamedTuple):
    above: list[str]
    start: str
    below: list[str]


def cells_of(lab):
    notebook = nbformat.read(repo_root() / "labs" / f"{lab}.ipynb", as_version=4)
    code = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    place = next(number for number, source in enumerate(code) if "lablib.start(" in source)
    return Cells(code[:place], code[place], code[place + 1 :])


@contextlib.contextmanager
def at_the_start_cell(recorder, cells):
    """A kernel of its own, in which the cells above the start cell have run."""
    own = {"MPLBACKEND": "agg", VARIABLE: str(recorder.folder / "progress.json")}
    with running_kernel(env=recorder.environment() | own) as notebook:
        for source in cells.above:
            notebook.run(source)
        yield notebook


def seconds_of_the_start_cell(recorder, cells):
    with at_the_start_cell(recorder, cells) as notebook:
        began_s = time.monotonic()
        told = notebook.run(cells.start)
        assert STARTED in told
        return time.monotonic() - began_s


@pytest.fixture
def recorder(tmp_path):
    with Recorder(tmp_path) as running:
        yield running


@pytest.mark.parametrize(
    ("lab", "moments"),
    [QUICK, *(pytest.param(lab.name, MOMENTS, marks=pytest.mark.nightly) for lab in labs())],
)
def test_whenever_the_start_cell_is_interrupted_nothing_leaves_and_a_second_run_works(recorder, lab, moments):
    cells = cells_of(lab)
    length_s = seconds_of_the_start_cell(recorder, cells)
    hits = 0
    for number in range(moments):
        with at_the_start_cell(recorder, cells) as notebook:
            told = notebook.interrupt_after(length_s * (number + 0.5) / moments, cells.start)
            hits += "KeyboardInterrupt" in told
            for source in [*cells.below, LIST]:
                notebook.run(source)
            assert recorder.seen == []
            assert STARTED in notebook.run(cells.start)
            assert notebook.run(LIST) == "[]"
    assert hits > moments // 2
