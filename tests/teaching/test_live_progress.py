"""A cell that takes longer than a second says what it does; none of it stays."""

import json
import re
from pathlib import Path

import pytest
from notebook_kernel import CELL_TIMEOUT_S, running_kernel

import lablib.cli
from lablib.simulator.clock import activity

KERNEL = Path(lablib.cli.__file__).parent / "jupyter/kernels/python3/kernel.json"
BUSY = """
from threading import Event
with doing("the gateways write", lambda: 0.42):
    Event().wait(1.75)  # it ends between two looks
print("done")
"""


@pytest.fixture(scope="module")
def kernel():
    """As `lablib start` gives it to a notebook."""
    (option,) = [part for part in json.loads(KERNEL.read_text())["argv"] if "extensions" in part]
    with running_kernel(extra_arguments=[option]) as notebook:
        notebook.run("from lablib.simulator.clock.activity import doing")
        yield notebook


def messages(notebook, code):
    """What the cell sent to its own output: the kinds of messages and their texts."""
    told = []

    def hook(message):
        if message["msg_type"] in {"display_data", "update_display_data"}:
            told.append((message["msg_type"], message["content"]["data"].get("text/plain")))
        if message["msg_type"] == "stream":
            told.append(("stream", message["content"]["text"]))

    notebook.client.execute_interactive(code, timeout=CELL_TIMEOUT_S, output_hook=hook)
    return told


def test_a_long_cell_says_what_it_does_in_one_place_and_takes_it_away(kernel):
    told = messages(kernel, BUSY)
    line = [each for each in told if each[0] != "stream"]
    assert line[0][0] == "display_data"
    assert {kind for kind, _ in line[1:]} == {"update_display_data"}
    assert all(re.fullmatch(r"\d+ s · the gateways write, 42%", text) for _, text in line[:-1])
    assert line[-1] == ("update_display_data", None)
    assert [text for kind, text in told if kind == "stream"] == ["done\n"]


def test_a_quick_cell_says_nothing(kernel):
    assert messages(kernel, "print(1)") == [("stream", "1\n")]


@pytest.mark.nightly
def test_a_kernel_of_a_build_says_nothing():
    with running_kernel() as plain:
        plain.run("from lablib.simulator.clock.activity import doing")
        assert messages(plain, BUSY) == [("stream", "done\n")]


def test_activities_are_told_from_the_outermost_on_and_end_with_their_block():
    with activity.doing("check 02.3", lambda: 0.5), activity.doing("the gateways write", lambda: 0.125):
        assert activity.now() == "check 02.3, 50% · the gateways write, 12%"
    assert activity.now() == ""
