"""A first round of looks at a night, as one dict: what exercise 09.1 gives to its learner's function.

Everything in it is what `game.look` shows to anybody. The round is long; on call one would stop earlier.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from botocore.exceptions import ClientError

from lablib.scenarios.incidents.night import Night
from lablib.simulator.call_forms import called_as, require_a

MINUTES = 20
"""Metrics and books are those of so many minutes."""
ERROR = re.compile(r"ERROR|timed out|gave up")
EVENT_ID = re.compile(r'"event_id": "([^"]+)"')
FIRST_CHARS = 30
NO_LINE = ""


@called_as("first_round(game)")
def first_round(night: Night) -> dict[str, Any]:
    """Look at everything once; it takes most of half an hour of the night. Raises TypeError for no night."""
    require_a(Night, night, "first_round", "a game, as in first_round(lablib.incident(seed=7, level=2))")
    books = night.look("books", minutes=MINUTES).rows
    stream: dict[str, Any] = dict(night.look("describe", what="stream").rows)
    mappings = night.look("describe", what="mapping").rows
    function: dict[str, Any] = dict(night.look("describe", what="function").rows)
    shards = str(stream["Shards"]).split(", ")
    back = {shard: _read_back(night, shard) for shard in shards}
    ids = Counter(found[1] for rows in back.values() for row in rows if (found := EVENT_ID.search(row[2])))
    newest = max((row for rows in back.values() for row in rows), default=("", "", ""))
    return {
        "served": [served for _, served, _ in books],
        "booked": [booked for _, _, booked in books],
        "throttled": _metric(night, "PutRecords.ThrottledRecords"),
        "incoming": {shard: sum(_metric(night, "IncomingRecords", shard=shard)[-8:]) for shard in shards},
        "read_throttled": _metric(night, "ReadProvisionedThroughputExceeded"),
        "age_s": [each // 1_000 for each in _metric(night, "IteratorAge", "Maximum")],
        "errors": _metric(night, "Errors"),
        "invocations": _metric(night, "Invocations"),
        "longest_s": max((each // 1_000 for each in _metric(night, "Duration", "Maximum")), default=0),
        "timeout_s": function["Timeout"],
        "undelivered": sum(_metric(night, "DestinationDeliveryFailures")),
        "log": _newest_error(night, "book-usage"),
        "gateway_log": _newest_error(night, "gateway"),
        "newest_data": newest[2][:FIRST_CHARS],
        "stored_again": sum(count > 1 for count in ids.values()),
        "mode": stream["StreamMode"],
        "retention_h": stream["RetentionPeriodHours"],
        "readers": [value for name, value in mappings if name == "mapping of"],
        "position": next((value for name, value in mappings if name == "StartingPosition"), ""),
        "changes": [text for _, text in night.look("deploys").rows],
    }


def _metric(night: Night, name: str, statistic: str = "Sum", **which: Any) -> list[int]:
    found = night.look("metric", name=name, statistic=statistic, minutes=MINUTES, **which)
    return [round(value) for _, value in found.rows]


def _read_back(night: Night, shard: str) -> list[Any]:
    """Nothing where other readers leave no room for one more."""
    try:
        return night.look("shard", shard=shard).rows
    except ClientError:
        return []


def _newest_error(night: Night, function: str) -> str:
    lines = [str(text) for _, text in night.look("logs", function=function).rows if ERROR.search(str(text))]
    return lines[-1] if lines else NO_LINE
