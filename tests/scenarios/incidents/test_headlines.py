"""The headline of a look is the number that matters with one to compare it to, and never raw data."""

from __future__ import annotations

import uuid

import pytest

from lablib.scenarios.incidents import incident
from lablib.scenarios.incidents.evidence import Evidence, Row
from lablib.scenarios.incidents.headlines import MOST_CHARS, headline


def look(source: str, rows: list[Row], text: str = "", **which: object) -> str:
    """The headline of rows that were seen at 02:10."""
    return headline(Evidence("look 1", source, which, 0.0, "02:10", text, rows))


ERRORS = {"name": "Errors", "minutes": 60}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (look("metric", [], **ERRORS), "no datapoint in 60 minutes"),
        (look("metric", [("02:08", 4.0)], **ERRORS), "4 at 02:08, the only datapoint"),
        (look("metric", [("02:07", 0.0), ("02:08", 0.0)], **ERRORS), "0 in each of 2 minutes, until 02:08"),
        (
            look("metric", [("02:05", 1.0), ("02:06", 1.0), ("02:07", 7.0), ("02:08", 2.0)], **ERRORS),
            "2 at 02:08; before that a median of 1, and at most 7 at 02:07",
        ),
        (
            look("metric", [("01:50", 4_500.0)], name="IteratorAge", minutes=60),
            "no datapoint for 20 minutes; 4.5 s at 01:50, the only datapoint",
        ),
        (
            look("alarms", [("d: throttled", "ALARM", "02:01"), ("e: fails", "OK", "00:01")]),
            "1 of 2 in ALARM: d: throttled since 02:01",
        ),
        (
            look("logs", [("02:01", "Traceback"), ("02:01", "[ERROR] KeyError: 'x'"), ("02:02", "done")]),
            "errors: 1 of 3 lines; the newest at 02:01: [ERROR] KeyError: 'x'",
        ),
        (
            look("books", [("02:00", 9, 9), ("02:01", 8, 3)], "2 events twice\nminute"),
            "5 of 17 events aren't booked, short minutes: 1 of 2, 02:01 to 02:01; 2 events twice",
        ),
        (
            look("logs", [("02:02", f"2026-11-02T02:02:03.028Z {uuid.UUID(int=7)} Task timed out")]),
            "errors: 1 of 1 lines; the newest at 02:02: Task timed out",
        ),
        (
            look("logs", [("02:02", "\x1f\x8b\x08")]),
            r"no error, lines: 1; the newest at 02:02: \x1f\x8b\x08",
        ),
    ],
)
def test_each_source_has_its_number_and_comparison(said: str, told: str) -> None:
    assert said == told


def test_no_look_at_a_night_of_gzip_shows_a_control_character_or_a_dump() -> None:
    with incident(7, causes=("filter-drops-gzip",)) as game:
        seen = [game.look(source) for source in game.sources() if source != "metric"]
        shard = next(each for each in seen if each.source == "shard")
        assert headline(shard).endswith(
            "records in 15 minutes, 79 partition keys; the newest is gzip, 130 bytes"
        )
        assert shard.text.splitlines()[-1].endswith("gzip, 130 bytes")
        assert str(shard.rows[-1][2]).startswith("\x1f")  # the rows have the data as they are
        for each in seen:
            assert headline(each).isprintable()
            assert len(headline(each)) <= MOST_CHARS + 2
            assert each.text.replace("\n", "").isprintable()
        looked = [text for _, kind, text in game.timeline if kind == "looked"]
        assert [text.endswith(headline(each)) for text, each in zip(looked, seen, strict=True)] == [True] * 8
