"""Without an open world no part of a scenario asks boto3 for anything: it raises, and says what to do."""

import ast
from datetime import UTC, datetime
from pathlib import Path

import boto3
import pytest

import lablib
from lablib import World
from lablib.scenarios.mapping import map_usage, queue_arn, two_hours, waiting_in, write_usage
from lablib.scenarios.mapping.blocked_consumer import Consumer
from lablib.scenarios.mapping.blocked_consumer import start as start_consumer
from lablib.scenarios.mapping.malformed_hour import write_hour
from lablib.scenarios.replay.dashboard import dashboard
from lablib.scenarios.replay.exact_engine import replay
from lablib.scenarios.replay.incident import make_stream, play, replay_incident
from lablib.scenarios.shards.alarms import rang, transitions
from lablib.scenarios.shards.hot_tenant import by_minute, serve
from lablib.simulator.network.aws_guard import NoWorldOpen
from lablib.simulator.network.clients import world_client
from lablib.traffic import incident
from lablib.traffic.gateways import USAGE_EVENTS
from lablib.traffic.load_generator import feed
from lablib.traffic.producers import careful, naive, put_once
from lablib.traffic.reading.row_by_row import read_trace

ROOT = Path(lablib.__file__).parent
BEGIN = datetime(2026, 11, 2, tzinfo=UTC)
ENTRIES = [{"Data": b"one", "PartitionKey": "k"}]


class Untouchable:
    """A client that nobody may call."""

    def __getattr__(self, name):
        raise AssertionError(f"boto3 was asked for {name}")


@pytest.fixture
def closed(monkeypatch):
    """A closed world, after which nobody may ask boto3 for anything."""
    with World() as world:
        pass
    for name in ("client", "resource", "Session"):
        monkeypatch.setattr(boto3, name, Untouchable().__getattr__)
    return world


@pytest.mark.parametrize(
    "call",
    [
        lambda closed: world_client("kinesis"),
        lambda closed: make_stream(4),
        lambda closed: play(closed, incident(gateways=1), print),
        lambda closed: replay(closed, read_trace(USAGE_EVENTS), naive, shards=1),
        lambda closed: replay_incident(closed, print),
        lambda closed: dashboard(closed, 1),
        lambda closed: queue_arn("given-up"),
        lambda closed: waiting_in("given-up"),
        lambda closed: map_usage("bill"),
        lambda closed: two_hours("Errors", "Sum"),
        lambda closed: write_usage(closed, 0.2, 86_400, 3_600),
        lambda closed: write_hour(closed, 60),
        lambda closed: start_consumer(closed, [], shards=1, pace_s=1.0),
        lambda closed: Consumer(closed).update(BatchSize=1),
        lambda closed: transitions("a", BEGIN),
        lambda closed: rang("a", BEGIN),
        lambda closed: by_minute(BEGIN, "IncomingRecords"),
        lambda closed: serve(closed, [], 1),
        lambda closed: feed(closed, "usage-events", []),
        lambda closed: naive(Untouchable(), "usage-events", ENTRIES),
        lambda closed: careful(Untouchable(), "usage-events", ENTRIES),
        lambda closed: put_once(Untouchable(), "usage-events", ENTRIES),
    ],
)
def test_without_a_world_it_raises_with_the_remedy_and_asks_boto3_for_nothing(closed, call):
    with pytest.raises(NoWorldOpen, match=r"Remedy: open a world, or call lablib\.real_aws\(\)"):
        call(closed)


@pytest.mark.parametrize(
    "call",
    [lambda closed: play(closed, incident(gateways=1), print), lambda closed: replay_incident(closed, print)],
)
def test_a_closed_world_does_not_play_what_another_would_answer(call):
    closed = World()
    with World(seed=3), pytest.raises(NoWorldOpen, match="the world with seed 0 is closed"):
        call(closed)


@pytest.mark.parametrize("wing", ["scenarios", "traffic"])
def test_scenarios_and_traffic_have_their_clients_from_an_open_world(wing):
    """Whoever imports boto3 there could go around `world_client`."""
    imports = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in sorted((ROOT / wing).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module])
        if name.partition(".")[0] == "boto3" or name == "botocore.session"
    ]
    assert imports == []
