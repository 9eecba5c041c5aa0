"""A cell that was skipped, or forgotten by a restart, is answered in one line; other errors aren't."""

import json
from pathlib import Path

import pytest
from notebook_kernel import running_kernel

import lablib.cli
from lablib.teaching.skipped_cells import REMEDY, names_of

KERNEL = Path(lablib.cli.__file__).parent / "jupyter/kernels/python3/kernel.json"


@pytest.fixture(scope="module")
def kernel():
    """As `lablib start` gives it to a notebook, before any cell has run."""
    (option,) = [part for part in json.loads(KERNEL.read_text())["argv"] if "extensions" in part]
    with running_kernel(extra_arguments=[option]) as notebook:
        yield notebook


def said(notebook, code):
    """The error, and what stands under it."""
    return notebook.run(code)


def test_from_a_restart_to_a_lab_in_which_a_cell_is_missing(kernel):
    assert said(kernel, "kinesis") == (
        "NameError: name 'kinesis' is not defined"
        f"'kinesis' isn't defined: this kernel hasn't run the set-up cells yet. {REMEDY}"
    )
    kernel.run('import boto3, lablib\nfrom lablib import recall\nworld = lablib.start("02")')
    assert said(kernel, "read_all") == (
        "NameError: name 'read_all' is not defined"
        f"'read_all' isn't defined: a cell above makes it, and hasn't run in this kernel. {REMEDY}"
    )
    assert said(kernel, "send_all") == (
        "NameError: name 'send_all' is not defined"
        f"'send_all' isn't defined: a cell above makes it, and hasn't run in this kernel. {REMEDY}"
    )
    read = "boto3.client('kinesis').list_shards(StreamName='usage-events')"
    assert said(kernel, read).endswith(
        f"What this cell asks for doesn't exist. If a cell above makes it, that one hasn't run. {REMEDY}"
    )
    assert said(kernel, "kinesiss") == "NameError: name 'kinesiss' is not defined"
    assert said(kernel, 'recall("02", b, "c", "a")').endswith(
        'b isn\'t in quotes, so Python takes it for a variable. Write "b".'
    )
    assert said(kernel, "b") == "NameError: name 'b' is not defined"
    assert said(kernel, "1 / 0") == "ZeroDivisionError: division by zero"


def test_the_names_of_a_lab_are_what_its_cells_define():
    assert {"kinesis", "served", "read_all", "json", "Counter", "answer"} <= names_of("02")
    assert names_of("99") == frozenset()
