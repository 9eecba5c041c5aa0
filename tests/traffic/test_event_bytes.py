"""What an event is written as is what Python's own JSON and datetime would write."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lablib.traffic.events import from_json, iso, to_json

EPOCH = datetime.fromisoformat("1970-01-01")
TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(st.dictionaries(TEXT, TEXT | st.integers(-(10**15), 10**15)))
def test_an_event_is_the_json_that_python_writes_without_spaces(event: dict[str, str | int]):
    assert to_json(event) == json.dumps(event, separators=(",", ":"), ensure_ascii=False).encode()


@given(st.dictionaries(TEXT, TEXT | st.integers(-(10**15), 10**15)))
def test_what_was_written_is_read_as_it_was(event: dict[str, str | int]):
    read = from_json(to_json(event))
    assert list(read.items()) == list(event.items())


@given(st.datetimes(EPOCH))
def test_a_moment_is_the_one_that_python_writes(moment: datetime):
    at_us = (moment - EPOCH) // timedelta(microseconds=1)
    assert iso(at_us) == moment.isoformat(timespec="microseconds") + "Z"
