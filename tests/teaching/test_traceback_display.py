"""What a notebook shows of an error: the learner's lines and the remedy, and no page of a library's."""

import os
import signal
import subprocess
import sys

import pytest
from notebook_kernel import running_kernel
from stop_button import interruptible

from lablib.teaching.traceback_display import own_frames

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def notebook():
    with running_kernel() as running:
        running.run("import lablib, boto3, threading, time\nworld = lablib.start('02')")
        yield running


LIBRARIES = ("site-packages", "lablib/", "lib/python")


def test_an_error_of_the_simulator_inside_botocore_shows_the_call_and_the_remedy(notebook):
    shown = notebook.traceback_of(
        "def send():\n    boto3.client('s3', endpoint_url='https://example.com').list_buckets()\nsend()"
    )
    assert "----> 3 send()" in shown
    assert "----> 2     boto3.client" in shown
    assert "Remedy: use the AWS services that the lab offers" in shown
    assert not [each for each in LIBRARIES if each in shown]


def test_an_error_in_a_thread_shows_the_learner_s_line_and_the_remedy(notebook):
    shown = notebook.traceback_of(
        "import multiprocessing\ndef work():\n    multiprocessing.Process(target=print).start()\n"
        "thread = threading.Thread(target=work, name='sender')\nthread.start()\nthread.join()"
    )
    assert shown.startswith("Exception in thread sender:")
    assert "line 3, in work" in shown
    assert "Remedy: start the function with world.spawn(fn, ...)" in shown
    assert not [each for each in LIBRARIES if each in shown]


@pytest.mark.nightly
def test_a_recursion_without_end_fits_on_a_screen(notebook):
    shown = notebook.traceback_of("def again(n):\n    return again(n + 1)\nagain(0)")
    assert "again(0)" in shown
    assert "RecursionError: maximum recursion depth exceeded" in shown
    assert len(shown.splitlines()) < 40


def test_stop_during_a_check_shows_the_learner_s_lines_alone(notebook):
    shown = notebook.traceback_of(
        "def send_all(kinesis, stream, events):\n    while True:\n        pass\n"
        "lablib.check('02.2', send_all)",
        stopped_after_s=2,
    )
    assert "lablib.check('02.2', send_all)" in shown
    assert "KeyboardInterrupt" in shown
    assert not [each for each in LIBRARIES if each in shown]


def test_all_other_errors_look_as_ever(notebook):
    shown = notebook.traceback_of("import json\njson.loads('{')")
    assert "json/decoder.py" in shown
    assert "JSONDecodeError" in shown


def test_a_function_of_an_older_cell_is_not_judged_after_a_syntax_error(notebook):
    notebook.run("def send_all(kinesis, stream, events):\n    return 0")
    notebook.run("def send_all(kinesis, stream, events):\n    return (0")
    assert "[check.syntax-error]" in notebook.run("print(lablib.check('02.2', send_all))")


def test_a_function_of_an_older_cell_is_not_judged_if_the_newest_stops_above_its_def(notebook):
    newest = "def send_all(kinesis, stream, events):\n    return len(events)\n"
    notebook.run("def send_all(kinesis, stream, events):\n    return 0")
    notebook.run("print(not_there)\n" + newest)
    said = notebook.run("print(lablib.check('02.2', send_all))")
    assert "[check.not-reached]" in said
    assert "before line 2" in said
    notebook.run("not_there = 1\n")
    notebook.run("print(not_there)\n" + newest)
    assert "[check.not-reached]" not in notebook.run("print(lablib.check('02.2', send_all))")


def test_a_check_ends_a_loop_in_a_kernel(notebook):
    notebook.run("from lablib.teaching.checks import time_limit\ntime_limit.LIMIT_CPU_S = 0.5")
    said = notebook.run(
        "def send_all(kinesis, stream, events):\n    while True:\n        pass\n"
        "print(lablib.check('02.2', send_all))"
    )
    assert "send_all, line 2:  while True:" in said or "send_all, line 3:  pass" in said
    assert "[check.never-ends]" in said
    assert notebook.run("1 + 1") == "2"


def test_frames_are_kept_if_none_is_the_learner_s():
    assert own_frames(None) is None
    try:
        os.fsencode(1)
    except TypeError as error:
        library = error.__traceback__.tb_next
        assert own_frames(library) is library


def test_ctrl_c_is_raised_where_a_shell_has_it_ignored():
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with interruptible(), pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.nightly
@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no background jobs that ignore Ctrl-C")
def test_a_test_that_presses_ctrl_c_ends_in_a_background_job():
    """A shell starts those with SIGINT ignored, and what ignores it can't be stopped by it."""
    one = "tests/simulator/clock/test_interrupts.py::test_an_interrupt_in_the_block_is_raised_at_its_end"
    job = f"trap '' INT; {sys.executable} -m pytest -q -p no:cacheprovider -n 0 {one}"
    done = subprocess.run(["sh", "-c", job], capture_output=True, text=True, timeout=120, check=False)
    assert "1 passed" in done.stdout
