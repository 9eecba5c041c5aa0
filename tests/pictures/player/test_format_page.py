"""docs/player.md names every member that a document has, in its order, and its examples can be read."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import boto3
import pytest
from read_document import STORED, calls, given_up, offers, together

from lablib.pictures.player.document import document
from lablib.scenarios.replay.incident import make_stream
from lablib.simulator.world import World
from lablib.traffic import feed, incident

PAGE = (Path(__file__).parents[3] / "docs" / "player.md").read_text("utf-8")
BLOCKS = [json.loads(block) for block in re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)]
EXAMPLES = {shown["kind"]: shown for shown in BLOCKS}


def names(shown: dict[str, Any]) -> list[str]:
    """Of all members, with those of `step`, `call`, `offer` and `limit`; not what is named by data."""
    inside = ("step", "call", "offer", "limit", "limits", "gave_up")
    return [
        name
        for member, value in shown.items()
        for name in (member, *(f"{member}.{each}" for each in (value if member in inside else ())))
    ]


@pytest.fixture(scope="module")
def written() -> dict[str, dict[str, Any]]:
    """A document of each kind, as it is written now."""
    with World(seed=7) as world:
        world.record()
        make_stream(2)
        world.deploy(lambda event, context: None, name="bill")
        boto3.client("lambda").create_event_source_mapping(
            FunctionName="bill",
            EventSourceArn=world.kinesis.streams["usage-events"].arn,
            StartingPosition="TRIM_HORIZON",
        )
        world.sleep(60)
        feed(world, "usage-events", incident(gateways=1, seconds=5, start_us=world.clock.now_us)[0]).join()
        world.sleep(5)
        return {kind: document(world, kind) for kind in ("writes", "mapping")}


@pytest.mark.parametrize("kind", ["writes", "mapping"])
def test_the_example_has_the_members_of_a_document_in_their_order(written, kind):
    assert names(EXAMPLES[kind]) == names(written[kind])
    assert EXAMPLES[kind]["alphabet"] == written[kind]["alphabet"]
    assert list(EXAMPLES[kind]["totals"]) == list(written[kind]["totals"])


@pytest.mark.parametrize("kind", ["writes", "mapping"])
def test_the_tables_name_each_member(written, kind):
    described = set(re.findall(r"`([a-z_.]+)`", PAGE))
    for name in written[kind]:
        inside = [each for each in names(written[kind]) if each.startswith(f"{name}.")]
        assert name in described or all(each in described for each in inside), name


def test_the_example_of_writes_adds_up():
    shown = EXAMPLES["writes"]
    stored = Counter(
        row
        for call in calls(shown)
        for row, (_, did) in zip(call.rows, call.did or [], strict=call.did is not None)
        if did == STORED
    )
    sent = {row for call in calls(shown) for row in call.rows}
    offered = {row for _, _, rows in offers(shown) for row in rows}
    assert sent == offered == set(range(shown["totals"]["offered"]))
    assert len(stored) == shown["totals"]["stored"]
    assert len(given_up(shown)) == shown["totals"]["given up"]
    assert [call.reason for call in calls(shown)] == ["", "", "InternalFailureException"]


def test_the_example_of_a_mapping_adds_up():
    shown = EXAMPLES["mapping"]
    expired = sum(
        count for did, count in zip(shown["step"]["did"], shown["step"]["records"], strict=True) if did == "E"
    )
    assert expired == shown["totals"]["expired"]
    assert sum(len(together(values)) for values in shown["arrived"]) == shown["totals"]["offered"]
