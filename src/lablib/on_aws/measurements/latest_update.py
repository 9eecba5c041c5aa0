"""LATEST: which records are missed while a mapping begins, and while it is updated."""

from __future__ import annotations

import time

from lablib.conformance.environment import Environment, Stream
from lablib.conformance.handlers import succeed
from lablib.conformance.mapping_runs import delivered_by
from lablib.on_aws.measurement import Behavior, Makes, Measurement, Seen

SETTLES_S = 10
"""After Enabled the first poll still has to come."""
BEGINS_WITHIN = 120
UPDATES_WITHIN = 60
"""Records, one a second, after which nobody waits for Enabled any longer."""


def observe(env: Environment) -> Seen:
    """A record a second, from before the mapping is made until some time after it was updated."""
    stream, function = env.stream(), env.deploy(succeed)
    sent: list[Seen] = []
    uuid = env.mapping(stream, function, StartingPosition="LATEST", BatchSize=10)["UUID"]
    _put_while(env, stream, uuid, "creating", sent, BEGINS_WITHIN)
    _put(env, stream, "settling", sent, SETTLES_S)
    _put(env, stream, "enabled", sent, SETTLES_S)
    env.lambda_.update_event_source_mapping(UUID=uuid, BatchSize=20)
    _put_while(env, stream, uuid, "updating", sent, UPDATES_WITHIN)
    _put(env, stream, "updated", sent, 2 * SETTLES_S)
    env.wait(30)
    arrived = {name for batch in delivered_by(function) for name in batch}
    began_s = sent[0]["at_s"]
    return {
        "sent": [
            each | {"at_s": round(each["at_s"] - began_s, 1), "arrived": each["name"] in arrived}
            for each in sent
        ]
    }


def _put(env: Environment, stream: Stream, phase: str, sent: list[Seen], records: int = 1) -> None:
    for _ in range(records):
        name = f"r{len(sent)}"
        env.put(stream, name.encode())
        sent.append({"name": name, "phase": phase, "at_s": time.time()})
        env.wait(1)


def _put_while(env: Environment, stream: Stream, uuid: str, phase: str, sent: list[Seen], most: int) -> None:
    """At least one record, and then one a second until the mapping is Enabled."""
    for _ in range(most):
        _put(env, stream, phase, sent)
        if env.lambda_.get_event_source_mapping(UUID=uuid)["State"] == "Enabled":
            return


def _missed(seen: Seen, *phases: str) -> str:
    of_phases = [each["arrived"] for each in seen["sent"] if each["phase"] in phases]
    if not of_phases:
        raise KeyError(phases)
    return "none" if all(of_phases) else "some"


MEASUREMENT = Measurement(
    id="latest_update",
    asks="Which records does a mapping with LATEST miss, at its beginning and at an update?",
    closes="LATEST",
    does="puts a record a second while a mapping is created and updated, and looks which arrive",
    minutes=8,
    makes=Makes(functions=1, mappings=1, queues=1, records=220),
    observe=observe,
    behaviors=(
        Behavior("beginning", "records missed before it is Enabled", lambda seen: _missed(seen, "creating")),
        Behavior(
            "update",
            "records missed from an update on",
            lambda seen: _missed(seen, "enabled", "updating", "updated"),
        ),
    ),
)
