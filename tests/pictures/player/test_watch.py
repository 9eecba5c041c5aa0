"""The learner's own run as a document: under the name of the function, and with the trial that it is from."""

from __future__ import annotations

import json
from typing import Any

import pytest

import lablib
from lablib.pictures.player.document import table, to_json
from lablib.pictures.player.watch import watched


def send_all(kinesis: Any, stream: str, events: list[Any]) -> None:
    """Right until a shard throttles."""
    for start in range(0, len(events), 500):
        records = [
            {"Data": json.dumps(event), "PartitionKey": event["tenant"]}
            for event in events[start : start + 500]
        ]
        kinesis.put_records(StreamName=stream, Records=records)


def test_a_wrong_send_all_is_shown_with_its_name_its_trial_and_its_loss():
    shown = watched("02.2", send_all)
    assert shown["by"] == ["send_all"]
    assert shown["title"] == "send_all: 486 of 1,500 records lost, shard 0 throttled in 1 of 1 second"
    assert shown["totals"]["rejected"] == 486
    assert shown["caption"][0] == 'This is your send_all in check 02.2, in the trial "burst on one shard".'
    assert shown["call"]["did"].count("(") >= 3


@pytest.mark.nightly
def test_the_same_answer_gives_the_same_bytes():
    assert to_json(watched("02.2", send_all)) == to_json(watched("02.2", send_all))


def test_the_settings_of_a_mapping_are_shown_as_the_mapping():
    shown = watched("06.3", dict)
    assert (shown["kind"], shown["function"]) == ("mapping", "consumer")
    assert shown["caption"][0].startswith("This is your failed_only in check 06.3")


@pytest.mark.nightly
def test_the_call_on_the_card_shows_it(capsys):
    """Outside a notebook, as its table."""
    card = str(lablib.check("02.2", send_all))
    call = card.splitlines()[-1].removeprefix("To watch this trial, run in a new cell: ")
    assert eval(call, {"lablib": lablib, "send_all": send_all}) is None
    assert capsys.readouterr().out.strip() == table(watched("02.2", send_all))
