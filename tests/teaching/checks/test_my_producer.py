"""The learner's own producer: kept when 02.2 passes, used where it can be, and never lost."""

import dataclasses
from functools import cache

import pytest
from learner import cell

from lablib import World, check, my_producer
from lablib.scenarios.producer import fleet_run
from lablib.teaching.checks import grading, progress
from lablib.teaching.checks.learners_producer import ASIDE, FILE, keep, reference
from lablib.teaching.course import find_exercise, labs

EXERCISE = find_exercise((each for lab in labs() for each in lab.exercises), "02.2")
SOLUTION = EXERCISE.solution
WITH_HELPERS = """
import random as chance
from time import sleep
from botocore.exceptions import ClientError

LONGEST_S = 5
log = logging.getLogger("gateway")


def wait(longest_s):
    sleep(chance.uniform(0, longest_s))


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        pending, longest_s = events[start : start + 500], 0.1
        while pending:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            try:
                answer = kinesis.put_records(StreamName=stream, Records=records)
            except ClientError:
                continue
            pending = [event for event, result in zip(pending, answer["Records"]) if "ErrorCode" in result]
            if pending:
                log.info("%d are throttled", len(pending))
                wait(longest_s)
                longest_s = min(2 * longest_s, LONGEST_S)
"""


ENDLESS = """
import time


def send_all(kinesis, stream, events):
    while True:
        time.sleep(1)
"""


def send_all_of(source):
    return cell(source, "send_all", imports="import json, logging, random, time")


def run(producer):
    return fleet_run(producer, seed=7, shards=1, gateways=2)


@cache
def run_of_the_reference():
    return str(run(reference()))


@pytest.fixture
def first_trial_alone(monkeypatch):
    """`check` runs one trial; all of them run in the solution's notebook."""
    grader = grading.grader_of(EXERCISE.folder / "grader.py").__self__
    short = dataclasses.replace(grader, trials=lambda: list(grader.trials())[:1])
    monkeypatch.setattr(grading, "grader_of", lambda _: short.grade)


@pytest.mark.usefixtures("first_trial_alone")
def test_the_producer_that_passes_is_saved_and_the_learner_is_shown_where(work, capsys):
    check("02.2", send_all_of(SOLUTION))
    told = capsys.readouterr().out
    assert f"Your send_all is saved as {work / FILE}. Labs 03, 04 and 05 run it." in told
    my_producer()
    assert f"Your own send_all runs, from {work / FILE}." in capsys.readouterr().out


def test_one_that_does_not_pass_is_not_saved(work):
    check("02.2", send_all_of("def send_all(kinesis, stream, events):\n    pass\n"))
    assert not (work / FILE).exists()


def test_what_it_uses_of_other_cells_is_saved_with_it(work, capsys):
    own = send_all_of(WITH_HELPERS)
    keep(own)
    loaded = my_producer()
    assert "Your own send_all runs" in capsys.readouterr().out
    assert str(run(loaded)) == str(run(own))


def test_what_a_file_cannot_hold_is_named_and_nothing_is_saved(work, capsys):
    source = "client = object()\n\n\ndef send_all(kinesis, stream, events):\n    client.send(events)\n"
    keep(send_all_of(source))
    assert "wasn't saved. A file of its own can't hold this: client" in capsys.readouterr().out
    assert not (work / FILE).exists()


def test_a_newer_pass_replaces_the_file(work):
    keep(send_all_of(WITH_HELPERS))
    keep(send_all_of(SOLUTION))
    assert "chance" not in (work / FILE).read_text()
    assert not (work / ASIDE).exists()


def test_a_file_edited_by_hand_stays_beside_a_newer_pass(work, capsys):
    keep(send_all_of(WITH_HELPERS))
    edited = (work / FILE).read_text() + "\n# mine\n"
    (work / FILE).write_text(edited)
    keep(send_all_of(SOLUTION))
    assert (work / ASIDE).read_text() == edited
    assert f"your version is now {ASIDE} beside it" in capsys.readouterr().out


def test_the_same_pass_again_changes_nothing(work):
    keep(send_all_of(SOLUTION))
    before = (work / FILE).stat().st_mtime_ns
    keep(send_all_of(SOLUTION))
    assert (work / FILE).stat().st_mtime_ns == before


@pytest.mark.parametrize(
    ("file", "why"),
    [
        ("import no_such_module\n", "It raised: <module>, line 1"),
        ("def send_all(\n", "It raised:"),
        ("sender = 1\n", "NameError: my_producer.py defines no function send_all"),
        ("def send_all(kinesis, stream, events):\n    return events[0]['no']\n", "send_all, line 2"),
        ("def send_all(kinesis, stream, events):\n    ...\n", "It sends nothing."),
        (ENDLESS, "It never ends"),
    ],
)
def test_a_file_that_cannot_be_used_is_named_with_the_reason_and_the_reference_runs(work, capsys, file, why):
    (work / FILE).write_text(file)
    producer = my_producer()
    told = capsys.readouterr().out
    assert f"{work / FILE} can't be used." in told
    assert why in told
    assert str(run(producer)) == run_of_the_reference()


@pytest.mark.nightly
def test_a_file_that_never_ends_when_it_is_read_is_ended(work, capsys):
    (work / FILE).write_text("while True:\n    pass\n")
    my_producer()
    assert "It never ends: <module>, line 1" in capsys.readouterr().out


def test_the_reference_takes_over_from_the_flush_that_raises(work, capsys):
    raises_later = SOLUTION + "\n\nright, flushes = send_all, []\n\n\n"
    raises_later += "def send_all(kinesis, stream, events):\n    flushes.append(1)\n"
    raises_later += "    if len(flushes) == 3:\n        raise RuntimeError('no more')\n"
    raises_later += "    right(kinesis, stream, events)\n"
    (work / FILE).write_text("import json\nimport time\n" + raises_later)
    assert run(my_producer()).lost == 0
    told = capsys.readouterr().out
    assert told.count("RuntimeError: no more") == 1


def test_without_a_folder_of_a_learner_the_reference_runs(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    my_producer()
    assert capsys.readouterr().out.startswith("This cell runs the solution of 02.2.")
    keep(send_all_of(SOLUTION))
    assert not list(tmp_path.iterdir())


def test_in_a_run_that_names_its_own_progress_the_reference_runs(work, capsys, monkeypatch):
    keep(send_all_of(SOLUTION))
    monkeypatch.setenv(progress.VARIABLE, str(work / progress.FILE))
    capsys.readouterr()
    my_producer()
    assert capsys.readouterr().out.startswith("This cell runs the solution of 02.2.")


def test_the_world_that_is_open_stays_as_it_is(work):
    keep(send_all_of(SOLUTION))
    with World(seed=7) as world:
        my_producer()
        assert world.is_open
        assert world.elapsed_s == 0
