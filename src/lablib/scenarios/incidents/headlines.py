"""What matters in a piece of evidence, in one line: a number, and what to compare it with.

The desk's list, the timeline and a postmortem have this line; the evidence itself has everything.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from statistics import median

from lablib.scenarios.incidents.evidence import Evidence, printable

MOST_CHARS = 150
LATE_MIN = 4
"""CloudWatch is two minutes late; a series that ends earlier than this has stopped."""
ERROR = re.compile(r"ERROR|WARN|\w+(Error|Exception)\b|timed out|gave up")
LAMBDAS_OWN = re.compile(r"^\S+Z [0-9a-f-]{36} ")
"""Time and request id before a line that Lambda writes."""
IN_MS = ("IteratorAge", "Duration", "Latency")
"""Metrics whose names have one of these are in milliseconds."""


def headline(evidence: Evidence) -> str:
    """The line, without control characters, and cut if it is long."""
    text = printable(_HEADLINES[evidence.source](evidence))
    return text if len(text) <= MOST_CHARS else text[:MOST_CHARS].rsplit(" ", 1)[0] + " …"


def _alarms(seen: Evidence) -> str:
    firing = [f"{name} since {since}" for name, state, since in seen.rows if state == "ALARM"]
    if not firing:
        return f"none of {len(seen.rows)} in ALARM"
    return f"{len(firing)} of {len(seen.rows)} in ALARM: {'; '.join(firing)}"


def _metric(seen: Evidence) -> str:
    if not seen.rows:
        return f"no datapoint in {seen.which['minutes']} minutes"
    *earlier, (at, newest) = seen.rows
    shown = _in_seconds if any(part in seen.which["name"] for part in IN_MS) else _number
    silent = seen.silent_min()
    stopped = f"no datapoint for {silent} minutes; " if silent > LATE_MIN else ""
    values = [value for _, value in earlier]
    if not values:
        return f"{stopped}{shown(newest)} at {at}, the only datapoint"
    if {*values} == {newest}:
        return f"{stopped}{shown(newest)} in each of {len(seen.rows)} minutes, until {at}"
    peak_at, peak = max(earlier, key=lambda row: row[1])
    usual = f"before that a median of {shown(median(values))}, and at most {shown(peak)} at {peak_at}"
    return f"{stopped}{shown(newest)} at {at}; {usual}"


def _logs(seen: Evidence) -> str:
    errors = [row for row in seen.rows if ERROR.search(row[1])]
    if not seen.rows:
        return "no line"
    at, line = (errors or seen.rows)[-1]
    count = (
        f"errors: {len(errors)} of {len(seen.rows)} lines" if errors else f"no error, lines: {len(seen.rows)}"
    )
    return f"{count}; the newest at {at}: {LAMBDAS_OWN.sub('', line)}"


def _failure_queue(seen: Evidence) -> str:
    waiting = seen.text.partition("\n")[0]
    if not seen.rows:
        return waiting
    shard, records, why = seen.rows[-1]
    return f"{waiting}; {why}: {records} records of {shard}"


def _describe(seen: Evidence) -> str:
    if seen.which["what"] == "mapping":
        return _mappings(seen)
    about: dict[str, object] = dict(seen.rows)
    if seen.which["what"] == "function":
        return f"Timeout {about['Timeout']} s, {about['MemorySize']} MB, changed {about['LastModified']}"
    shards, hours = about["OpenShardCount"], about["RetentionPeriodHours"]
    return f"{about['StreamMode']}, {shards} open shards, {hours} hours of retention"


def _mappings(seen: Evidence) -> str:
    """One reader with the settings that most often matter, or who they are."""
    readers: list[dict[str, object]] = []
    for name, value in seen.rows:
        if name == "mapping of":
            readers.append({})
        readers[-1][name] = value
    if not readers:
        return "no mapping"
    if readers[1:]:
        return f"{len(readers)} read the stream: {', '.join(str(each['mapping of']) for each in readers)}"
    [only] = readers
    told = [f"{only['mapping of']} from {only['StartingPosition']}", only["State"]]
    told += ["with a filter"] if only.get("FilterCriteria") else []
    told += [f"last {only['LastProcessingResult']}"] if only.get("LastProcessingResult") else []
    return ", ".join(map(str, told))


def _shard(seen: Evidence) -> str:
    throttled = "; then GetRecords was throttled" if "ProvisionedThroughputExceeded" in seen.text else ""
    return seen.text.partition("\n")[0] + throttled


def _books(seen: Evidence) -> str:
    served = sum(row[1] for row in seen.rows)
    short = [row for row in seen.rows if row[2] < row[1]]
    twice = seen.text.partition("\n")[0]
    more = "" if twice.startswith("0 ") else f"; {twice}"
    if not short:
        return f"all {served:,} events of {len(seen.rows)} minutes are booked{more}"
    missing = sum(row[1] - row[2] for row in short)
    minutes = f"short minutes: {len(short)} of {len(seen.rows)}, {short[0][0]} to {short[-1][0]}"
    return f"{missing:,} of {served:,} events aren't booked, {minutes}{more}"


def _deploys(seen: Evidence) -> str:
    if not seen.rows:
        return "no change"
    at, change = seen.rows[-1]
    return f"{change}, at {at}, is the newest of {len(seen.rows)}"


def _code(seen: Evidence) -> str:
    head = seen.text.partition("\n")[0].removeprefix("# ")
    return f"{head}, {len(seen.rows)} lines" if seen.rows else head


_HEADLINES: dict[str, Callable[[Evidence], str]] = {
    "alarms": _alarms,
    "metric": _metric,
    "logs": _logs,
    "failure queue": _failure_queue,
    "describe": _describe,
    "shard": _shard,
    "books": _books,
    "deploys": _deploys,
    "code": _code,
}
"""By source."""


def _number(value: float) -> str:
    return f"{value:,.6g}"


def _in_seconds(value_ms: float) -> str:
    seconds = value_ms / 1_000
    if seconds < 120:
        return f"{seconds:,.1f} s"
    return f"{seconds / 60:,.0f} min" if seconds < 7_200 else f"{seconds / 3_600:,.1f} h"
