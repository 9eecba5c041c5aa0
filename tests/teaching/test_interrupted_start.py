"""The start cell of a lab, interrupted at ten moments: nothing leaves, and a second run works.

The cells are those of `labs/`, as learners have them. A recorder stands in for AWS. In make test a start
is interrupted within one process (test_notebook_world.py); in make nightly every lab's at all of them.
"""

import contextlib
import time
from functools import cache
from typing import NamedTuple

import nbformat
import pytest
from aws_recorder import Recorder
from notebook_kernel import running_kernel

from lablib.teaching.checks.progress import VARIABLE
from lablib.teaching.course import labs, repo_root

MOMENTS = 10
SURELY_BEFORE_ITS_END = 3
"""The moments before this one hit a cell that is three times as quick as the one that was measured."""
STARTED = "The simulator runs with seed"
LIST = "import boto3\nprint(boto3.client('kinesis').list_streams()['StreamNames'])"


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
    with running_kernel(warm=False, env=recorder.environment() | own) as notebook:
        for source in cells.above:
            notebook.run(source)
        yield notebook


@pytest.fixture(scope="module")
def seconds_of_the_start_cell(tmp_path_factory):
    """Of a lab, when nobody interrupts it."""

    @cache
    def measured(lab):
        cells = cells_of(lab)
        with (
            Recorder(tmp_path_factory.mktemp(lab)) as recorder,
            at_the_start_cell(recorder, cells) as notebook,
        ):
            began_s = time.monotonic()
            assert STARTED in notebook.run(cells.start)
            return time.monotonic() - began_s

    return measured


@pytest.mark.nightly
@pytest.mark.parametrize("moment", range(MOMENTS))
@pytest.mark.parametrize("lab", [lab.name for lab in labs()])
def test_whenever_the_start_cell_is_interrupted_nothing_leaves_and_a_second_run_works(
    tmp_path, seconds_of_the_start_cell, lab, moment
):
    cells = cells_of(lab)
    press_s = seconds_of_the_start_cell(lab) * (moment + 0.5) / MOMENTS
    with Recorder(tmp_path) as recorder, at_the_start_cell(recorder, cells) as notebook:
        told = notebook.interrupt_after(press_s, cells.start)
        assert "KeyboardInterrupt" in told or moment >= SURELY_BEFORE_ITS_END
        for source in [*cells.below, LIST]:
            notebook.run(source)
        assert recorder.seen == []
        assert STARTED in notebook.run(cells.start)
        assert notebook.run(LIST) == "[]"


PRESSED_TWICE = """
import signal, sys

class Press:
    def find_spec(name, path, target=None):
        if name == {module!r}:
            sys.meta_path.remove(Press)
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGINT)

sys.meta_path.insert(0, Press)
"""


@pytest.mark.nightly
@pytest.mark.parametrize(
    "module", ["lablib.simulator", "lablib.simulator.clock.interrupts", "botocore.httpsession"]
)
def test_two_presses_while_lablib_is_imported_leave_boto3_guarded(tmp_path, module):
    with Recorder(tmp_path) as recorder, running_kernel(warm=False, env=recorder.environment()) as notebook:
        notebook.run(PRESSED_TWICE.format(module=module))
        assert notebook.run("import lablib\nprint('went on')") == "KeyboardInterrupt:"
        assert notebook.run(LIST).startswith("NetworkRefused")
        assert recorder.seen == []
        assert STARTED in notebook.run("import lablib\nworld = lablib.start('01')")
        assert notebook.run(LIST) == "[]"
