"""What `play` shows: in a notebook a picture and a player, elsewhere the numbers."""

from __future__ import annotations

import boto3
import pytest
from player_documents import mapping

from lablib import World, play
from lablib.pictures.player.document import document, to_json
from lablib.pictures.player.still import still
from lablib.scenarios.replay.incident import make_stream


@pytest.fixture
def world():
    """A producer that sends 1,200 records in a moment to a shard that takes 1,000, and doesn't look."""
    with World(seed=7) as world:
        world.record()
        make_stream(1, "usage-events")
        kinesis = boto3.client("kinesis")
        for start in range(0, 1_200, 400):
            numbers = range(start, start + 400)
            records = [{"Data": f"event {number}", "PartitionKey": "t-busy"} for number in numbers]
            kinesis.put_records(StreamName="usage-events", Records=records)
        yield world


@pytest.fixture
def shown(monkeypatch):
    """What a notebook is given, in order."""
    given = []
    monkeypatch.setattr("lablib.pictures.player.play.shell", lambda: "a shell")
    monkeypatch.setattr("IPython.display.display", lambda data, **more: given.append(data))
    return given


def test_a_notebook_gets_the_picture_first_and_then_the_player(world, shown):
    play(world)
    picture, player = shown
    assert picture["image/png"].startswith(b"\x89PNG")
    assert "text/html" not in picture
    assert f"data-run='{to_json(document(world))}'" in player["text/html"]
    lost = 1_200 - world.totals()["stored"]
    assert player["text/plain"].startswith(
        f"main: {lost} of 1,200 records lost, shard 0 throttled in 1 of 1 second"
    )
    assert f"stored {1_200 - lost:,}" in player["text/plain"]
    assert "\n" not in player["text/plain"]


def test_a_terminal_gets_the_numbers(world, capsys):
    play(world)
    printed = capsys.readouterr().out
    assert printed.splitlines()[1].split() == ["1,200", "offered"]


def test_a_world_without_a_tape_is_told_what_to_do(shown):
    with World(seed=7) as world, pytest.raises(ValueError, match=r"record\(\)"):
        play(world)
    assert shown == []


def test_the_picture_of_a_mapping_is_how_old_its_records_became():
    picture = still(mapping())
    assert "shardId-000000000001 up to 24.1 hours old" in picture.alt
    assert "the others up to 0.0" in picture.alt
