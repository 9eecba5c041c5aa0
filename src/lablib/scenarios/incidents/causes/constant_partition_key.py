"""Cause 2: a release of the gateways gives every record the same partition key."""

from __future__ import annotations

from lablib.scenarios.incidents.cause import Cause, OnCall, Sign
from lablib.scenarios.incidents.evidence import Evidence
from lablib.scenarios.incidents.gateways import GATEWAY
from lablib.scenarios.incidents.system import System

SHARDS = [f"shardId-{number:012d}" for number in range(3)]
SILENT_MIN = 5
"""A shard that got nothing for so long gets nothing: three minutes is what metrics are late, at most."""
NEEDED_TO_CATCH_UP = ("shards", "rows", "schema")
"""Parts that others change. What one key leaves on one shard is worked off in its order, for most of an hour:
with a shard that is blocked or slow as well, no setting would be enough."""


def _begin(system: System, minute: float) -> None:
    def deploy() -> None:
        system.deploy(GATEWAY, "g8")
        system.tell("g8 writes every record under one partition key, so one shard gets all of them")

    system.at(minute - 9, lambda: system.changed("switched the test stream to on-demand"))
    system.at(minute, deploy)


def _reference(game: OnCall) -> None:
    game.look("metric", name="IncomingRecords", shard=SHARDS[0])
    game.look("metric", name="IncomingRecords", shard=SHARDS[1])
    game.look("deploys")
    game.act("deploy", what=GATEWAY, version="previous")


def _split(game: OnCall) -> None:
    game.act("reshard", shards=2 * len(SHARDS))


def _one_key_or_nothing(evidence: Evidence) -> bool:
    """In the newest minute all records have one key; or the shard has got nothing for minutes."""
    newest = {key for at, key, _ in evidence.rows if at == evidence.rows[-1][0]}
    return evidence.silent_min() > SILENT_MIN or len(newest) == 1


def _gets_nothing(evidence: Evidence) -> bool:
    return evidence.silent_min() > SILENT_MIN


CAUSE = Cause(
    id="constant-partition-key",
    says="a release of the gateways gives all records one partition key, so one shard has to take them all",
    begin=_begin,
    reference=_reference,
    parts=frozenset({"gateways", *NEEDED_TO_CATCH_UP}),
    worse={"split the shard": _split},
    signs=(
        Sign(
            "shard",
            {},
            "one shard's new records all have the same key, and the others get none",
            _one_key_or_nothing,
            is_shared=True,
        ),
        *(
            Sign(
                "metric",
                {"name": "IncomingRecords", "shard": shard},
                "IncomingRecords of two shards stops while the stream's goes on",
                _gets_nothing,
                is_shared=True,
            )
            for shard in SHARDS
        ),
    ),
    false_trail="a change to on-demand stands in the change log, minutes before",
    cases=(
        "https://github.com/heroku/log-shuttle/issues/59",
        "https://github.com/cisco-open/forge/pull/556",
        "https://github.com/awslabs/kinesis-kafka-connector/issues/81",
    ),
)
