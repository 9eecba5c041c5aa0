"""What somebody on call can look at: each source reads what is there, through the calls that AWS has for it.

`look` returns text and rows. It knows the system, and never the cause.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from lablib.scenarios.incidents import choices, handlers, producers, slo
from lablib.scenarios.incidents.evidence import Row, printable
from lablib.scenarios.incidents.gateways import GATEWAY
from lablib.scenarios.incidents.logged import clock_text
from lablib.scenarios.incidents.system import QUEUE, System
from lablib.scenarios.replay.incident import STREAM
from lablib.simulator import limits
from lablib.simulator.call_forms import there_are
from lablib.simulator.network.clients import world_client

Seen = tuple[str, list[Row]]
RECENT_MIN = 60
LINES = 40
PAGE = 1_000
DATA_CHARS = 60


def chosen(source: str, which: dict[str, Any], says: choices.Says = choices.nothing) -> dict[str, Any]:
    """What is looked at, with what the source shows unless told otherwise.

    Raises ValueError for a source that there isn't, and TypeError for a choice that the source hasn't; `says`
    tells in it what a parameter may be.
    """
    if source not in list(SOURCES):
        raise ValueError(f"there is no source {source!r} to look at{there_are(source, SOURCES)}")
    return choices.chosen(source, SOURCES[source], which, says)


def that_counts(source: str, which: dict[str, Any]) -> dict[str, Any]:
    """`which` without what has no say in this look: a metric of the stream is no function's."""
    if source == "metric" and _is_streams(which["name"], which["shard"]):
        return {name: value for name, value in which.items() if name != "function"}
    return which


def look(system: System, source: str, which: dict[str, Any]) -> Seen:
    """Read a source. `which` is what `chosen` returned, and what `rules.check` allows."""
    return SOURCES[source](system, **which)


def _alarms(system: System) -> Seen:
    """Every alarm's state, and since when."""
    found = world_client("cloudwatch").describe_alarms()["MetricAlarms"]
    rows = [
        (each["AlarmName"], each["StateValue"], f"{each['StateUpdatedTimestamp']:%H:%M}") for each in found
    ]
    return _table(("alarm", "state", "since"), rows), rows


def _metric(
    system: System,
    name: str,
    statistic: str = "Sum",
    shard: str | None = None,
    minutes: int = RECENT_MIN,
    function: str = handlers.FUNCTION,
) -> Seen:
    """One metric, minute by minute. `shard` asks for a shard's own, `function` for another function's."""
    namespace, dimensions = _where(system, name, shard, function)
    now = datetime.fromtimestamp(system.now_s, UTC)
    answer = world_client("cloudwatch").get_metric_statistics(
        Namespace=namespace,
        MetricName=name,
        Dimensions=[{"Name": key, "Value": value} for key, value in dimensions.items()],
        StartTime=now - timedelta(minutes=minutes),
        EndTime=now,
        Period=limits.METRIC_PERIOD_S,
        Statistics=[statistic],
    )
    points = sorted(answer["Datapoints"], key=lambda point: point["Timestamp"])
    rows: list[Row] = [(f"{point['Timestamp']:%H:%M}", point[statistic]) for point in points]
    where = f" of {shard}" if shard else ""
    return _table(("minute", f"{name} {statistic}{where}"), rows), rows


def _where(system: System, name: str, shard: str | None, function: str) -> tuple[str, dict[str, str]]:
    """Namespace and dimensions of a metric of the company's."""
    if _is_streams(name, shard):
        return "AWS/Kinesis", {"StreamName": STREAM} | ({"ShardId": shard} if shard else {})
    if name.endswith("EventCount"):
        return "AWS/Lambda", {"EventSourceMappingUUID": system.mapping_of(function)}
    return "AWS/Lambda", {"FunctionName": function}


def _is_streams(name: str, shard: str | None) -> bool:
    """Whether a metric is of the stream or one of its shards."""
    of_kinesis = ("PutRecord", "GetRecords", "Incoming", "Outgoing", "ReadProv", "WriteProv")
    return shard is not None or name.startswith(of_kinesis)


def _logs(system: System, function: str = handlers.FUNCTION, containing: str = "") -> Seen:
    """The newest lines of a function's log, or of the gateways'; without Lambda's own START and END."""
    if function == GATEWAY:
        lines = [(clock_text(at_s), text) for at_s, text in system.gateways.log]
    else:
        lines = [(clock_text(at_us / limits.US_PER_S), line) for at_us, line in _written(system, function)]
    rows: list[Row] = [row for row in lines if containing in row[1]][-LINES:]
    return _table(("time", f"log of {function}"), rows), rows


def _written(system: System, function: str) -> list[tuple[int, str]]:
    """Each line with its time, oldest first. What Lambda says at the end of an invocation is of its end."""
    lines = [
        (log.ended_us if log.ended_us is not None and line in log.ending else log.began_us, line)
        for log in system.world.logs(function)
        for line in log.lines
        if not line.startswith(("START", "END", "REPORT"))
    ]
    return sorted(lines, key=lambda each: each[0])


def _failure_queue(system: System) -> Seen:
    """How many messages wait, and the first ten."""
    sqs = world_client("sqs")
    url = sqs.get_queue_url(QueueName=QUEUE)["QueueUrl"]
    about = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["ApproximateNumberOfMessages"])
    waiting = about["Attributes"]["ApproximateNumberOfMessages"]
    answer = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, VisibilityTimeout=0)
    rows: list[Row] = []
    for message in answer.get("Messages", []):
        body = json.loads(message["Body"])
        batch, why = body["KinesisBatchInfo"], body["requestContext"]["condition"]
        rows.append((batch["shardId"], batch["batchSize"], why))
    return f"{waiting} messages wait\n" + _table(("shard", "records", "condition"), rows), rows


def _describe(system: System, what: str = "mapping") -> Seen:
    """Settings of the stream, the mappings, the function, or who reads the stream."""
    rows: list[Row] = [(name, _plain(value)) for name, value in DESCRIBED[what](system)]
    return _table(("setting", what), rows), rows


def _stream_settings(system: System) -> list[tuple[str, Any]]:
    kinesis = world_client("kinesis")
    about = kinesis.describe_stream_summary(StreamName=STREAM)["StreamDescriptionSummary"]
    names = ("StreamStatus", "RetentionPeriodHours", "OpenShardCount", "ConsumerCount")
    shards = [each["ShardId"] for each in kinesis.list_shards(StreamName=STREAM)["Shards"]]
    mode = about["StreamModeDetails"]["StreamMode"]
    return [("StreamMode", mode), *((name, about[name]) for name in names), ("Shards", ", ".join(shards))]


def _mapping_settings(system: System) -> list[tuple[str, Any]]:
    found = world_client("lambda").list_event_source_mappings()["EventSourceMappings"]
    left_out = ("EventSourceMappingArn", "EventSourceArn", "StateTransitionReason", "ResponseMetadata")
    rows = []
    for mapping in found:
        rows.append(("mapping of", mapping["FunctionArn"].rpartition(":")[2]))
        rows += [(name, value) for name, value in mapping.items() if name not in (*left_out, "FunctionArn")]
    return rows


def _function_settings(system: System) -> list[tuple[str, Any]]:
    about = world_client("lambda").get_function_configuration(FunctionName=handlers.FUNCTION)
    return [(name, about[name]) for name in ("FunctionName", "Timeout", "MemorySize", "LastModified")]


DESCRIBED: dict[str, Callable[[System], list[tuple[str, Any]]]] = {
    "stream": _stream_settings,
    "mapping": _mapping_settings,
    "function": _function_settings,
}


def _shard(system: System, shard: str | None = None, minutes: int = 15) -> Seen:
    """Read a shard back: when each record arrived, its key, and how its data begins.

    The rows have the data as they are; the text tells what kind of data it is where they are no text.
    """
    kinesis = world_client("kinesis")
    shard = shard or kinesis.list_shards(StreamName=STREAM)["Shards"][0]["ShardId"]
    since = datetime.fromtimestamp(system.now_s, UTC) - timedelta(minutes=minutes)
    iterator = kinesis.get_shard_iterator(
        StreamName=STREAM, ShardId=shard, ShardIteratorType="AT_TIMESTAMP", Timestamp=since
    )["ShardIterator"]
    rows: list[Row] = []
    shown: list[Row] = []
    refused = ""
    while iterator:
        try:
            answer = kinesis.get_records(ShardIterator=iterator, Limit=PAGE)
        except kinesis.exceptions.ProvisionedThroughputExceededException as error:
            refused = f"{error}\n"
            break
        for each in answer["Records"]:
            at, key, data = f"{each['ApproximateArrivalTimestamp']:%H:%M}", each["PartitionKey"], each["Data"]
            rows.append((at, key, data.decode(errors="replace")))
            shown.append((at, key, _readable(data)))
        iterator = answer.get("NextShardIterator") if answer["MillisBehindLatest"] else None
    keys = len({key for _, key, _ in rows})
    head = f"{shard}: {len(rows):,} records in {minutes:,} minutes, {keys:,} partition keys"
    newest = f"; the newest is {shown[-1][2]}" if shown and not shown[-1][2].startswith("{") else ""
    return f"{head}{newest}\n{refused}" + _table(("arrived", "key", "data"), shown[-LINES:]), rows


def _readable(data: bytes) -> str:
    """How a record's data begins; what is no text, by its kind and size."""
    if data.startswith(handlers.GZIP):
        return f"gzip, {len(data):,} bytes"
    try:
        return data.decode()[:DATA_CHARS]
    except UnicodeDecodeError:
        return f"no text, {len(data):,} bytes"


def _books(system: System, minutes: int = RECENT_MIN) -> Seen:
    """For each minute how many events the gateways served, and how many of those are booked by now."""
    until_s = system.now_s - system.now_s % 60 - slo.SEEN_AFTER_S
    rows: list[Row] = []
    begin_s = max(until_s - minutes * 60, system.night_us / limits.US_PER_S)
    while begin_s < until_s:
        served = list(system.gateways.served(begin_s, begin_s + 60))
        booked = sum(event_id in system.books.lines for event_id, _ in served)
        rows.append((clock_text(begin_s), len(served), booked))
        begin_s += 60
    twice = f"{system.books.twice} events have more than one line\n"
    return twice + _table(("minute", "served", "booked"), rows), rows


def _deploys(system: System) -> Seen:
    """The change log."""
    rows: list[Row] = [(clock_text(at_s), text) for at_s, text in system.changes]
    return _table(("time", "change"), rows), rows


def _code(system: System, what: str = handlers.FUNCTION) -> Seen:
    """The code that is in service."""
    version = system.deployed[what][-1]
    known = producers.VERSIONS if what == GATEWAY else handlers.VERSIONS
    if version not in known:
        return f"{what} {version}: your own code", []
    code = inspect.getsource(known[version][0]).replace("  # noqa: T201", "").replace("  # noqa: BLE001", "")
    return f"# {what} {version}\n{code}", [(line,) for line in code.splitlines()]


SOURCES: dict[str, Callable[..., Seen]] = {
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


def _plain(value: Any) -> Any:
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else value


def _table(head: tuple[str, ...], rows: list[Row]) -> str:
    """Rows under a head, aligned."""
    cells = [[_cell(value) for value in row] for row in rows]
    wide = [max(map(len, column)) for column in zip(head, *cells, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, wide, strict=True)).rstrip()
        for row in [head, *cells]
    ]
    return "\n".join(lines if rows else [*lines, "(nothing)"])


def _cell(value: Any) -> str:
    return f"{value:,.6g}" if isinstance(value, float) else printable(str(value))
