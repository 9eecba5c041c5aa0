"""A failed check offers the run behind it: the card prints the call, and the call finds that very trial."""

from __future__ import annotations

import json
import time
from typing import Any

import pytest
from learner import load

from lablib import check
from lablib.simulator.world import recorded_worlds
from lablib.teaching.checks import progress
from lablib.teaching.checks.grading import exercise_called
from lablib.teaching.checks.verdict import Outcome
from lablib.teaching.checks.watched_trial import watchable, watched_trial

CALL = 'To watch this trial, run in a new cell: lablib.watch("02.2", send_all)'


def entries(events: list[Any]) -> list[dict[str, Any]]:
    return [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in events]


def solution_of(number: str) -> Any:
    exercise = exercise_called(number)
    return load(exercise.folder / "solution.py", exercise.facts.answer)


def no_retry(kinesis: Any, stream: str, events: list[Any]) -> None:
    """Right until a shard throttles."""
    for start in range(0, len(events), 500):
        kinesis.put_records(StreamName=stream, Records=entries(events[start : start + 500]))


def nothing(kinesis: Any, stream: str, events: list[Any]) -> None:
    """It has not been written yet."""


def test_the_card_of_a_failed_check_ends_with_the_call():
    verdict = check("02.2", no_retry)
    assert verdict.outcome is Outcome.WRONG
    assert str(verdict).splitlines()[-1] == CALL
    assert CALL in verdict._repr_html_().replace("&quot;", '"')


@pytest.mark.parametrize(
    ("exercise", "answer"),
    [
        ("02.2", nothing),
        ("02.2", None),
        ("02.1", lambda events, answer: []),
        pytest.param("02.2", "solution", marks=pytest.mark.nightly),
    ],
)
def test_a_card_without_a_run_that_failed_has_no_call(exercise, answer):
    answer = solution_of(exercise) if answer == "solution" else answer
    assert "lablib.watch" not in str(check(exercise, answer))


def test_the_first_trial_that_fails_is_watched():
    trial = watched_trial("02.2", no_retry)
    assert trial.name == "burst on one shard"
    totals = trial.world.totals()
    assert (totals["offered"], totals["stored"] + totals["rejected"]) == (1_500, 1_500)
    assert totals["rejected"] > 0
    assert sum(len(call.rows) for call in trial.world.tape.calls) == 1_500


def test_an_answer_that_passes_is_watched_where_most_is_throttled():
    """So it can be compared with an answer that fails there."""
    trial = watched_trial("02.2", solution_of("02.2"))
    assert trial.name == "burst on one shard"
    assert trial.world.totals()["stored"] == 1_500


def test_what_was_given_up_is_so_in_the_ledger_as_well():
    def gives_up(kinesis: Any, stream: str, events: list[Any], dead_letter: Any) -> int:
        given_up = 0
        for start in range(0, len(events), 500):
            batch = events[start : start + 500]
            answer = kinesis.put_records(StreamName=stream, Records=entries(batch))
            for event, result in zip(batch, answer["Records"], strict=True):
                if "ErrorCode" in result:
                    dead_letter(event)
                    given_up += 1
        return given_up

    trial = watched_trial("02.3", gives_up)
    totals = trial.world.totals()
    assert trial.name == "burst on one shard"
    assert totals["given up"] > 0
    assert totals["stored"] + totals["given up"] == totals["offered"]


def test_a_mapping_that_an_answer_sets_up_is_watched():
    def keeps_everything() -> dict[str, Any]:
        return {}

    trial = watched_trial("06.3", keeps_everything)
    assert trial.world.totals()["handled"] == trial.world.totals()["offered"] == 922
    assert 'lablib.watch("06.3", failed_only)' in str(check("06.3", keeps_everything))


def test_watching_grades_nothing_and_keeps_no_progress(tmp_path, monkeypatch):
    monkeypatch.setenv(progress.VARIABLE, str(tmp_path / progress.FILE))
    watched_trial("02.2", no_retry)
    assert not (tmp_path / progress.FILE).exists()


def test_a_check_says_the_same_while_its_worlds_are_recorded():
    alone = str(check("02.2", no_retry))
    with recorded_worlds() as made:
        recorded = str(check("02.2", no_retry))
    assert recorded == alone
    assert all(world.tape is not None for world in made)


@pytest.mark.nightly
def test_every_exercise_that_says_so_has_a_run_of_its_own_solution():
    assert watchable() == ["02.2", "02.3", "06.2", "06.3", "08.3"]
    for number in watchable():
        trial = watched_trial(number, solution_of(number))
        assert trial.exercise.number == number
        assert trial.world.tape.calls


@pytest.mark.parametrize(
    ("exercise", "answer", "message"),
    [
        ("02.1", no_retry, r"check 02\.1 has no run to watch\. Remedy: watch one of 02\.2, "),
        ("99.9", no_retry, r"there is no exercise '99\.9'"),
        ("02.2", ..., r"send_all is Ellipsis, which is no function\. Remedy: run the cell"),
        ("02.2", nothing, r"send_all has written or read nothing in the trial\. Remedy: run check\('02\.2'"),
    ],
)
def test_what_there_is_nothing_to_watch_of_is_refused_with_a_remedy(exercise, answer, message):
    with pytest.raises(ValueError, match=message):
        watched_trial(exercise, answer)


def test_a_function_that_never_ends_is_watched_until_it_is_ended():
    def forever(kinesis: Any, stream: str, events: list[Any]) -> None:
        while True:
            kinesis.put_records(StreamName=stream, Records=entries(events[:10]))
            time.sleep(3_600)

    trial = watched_trial("02.2", forever)
    assert trial.world.tape.calls
    assert not trial.world.is_open
