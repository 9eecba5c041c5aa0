"""The limiter of a shard: how much it takes at once after a rest, and how fast it recovers."""

from __future__ import annotations

import time
from functools import partial

from lablib.conformance.environment import Environment, Stream
from lablib.on_aws.measurement import Behavior, Makes, Measurement, Seen
from lablib.simulator.call_forms import called_as

RESTS_S = 5
RECORDS_PER_CALL = 500
CALLS_AT_ONCE = 6
CALLS_AFTER_A_PAUSE = 2
PAUSES_S = (0.25, 0.5)
LARGE = bytes(1_000_000)


def observe(env: Environment) -> Seen:
    """3,000 small records at once, more after two pauses, and after a rest five large ones in a call."""
    stream = env.stream()
    env.wait(RESTS_S)
    call = partial(_call, env, stream, time.monotonic())
    calls = env.at_once(*[call] * CALLS_AT_ONCE)
    for pause_s in PAUSES_S:
        env.wait(pause_s)
        calls += env.at_once(*[call] * CALLS_AFTER_A_PAUSE)
    env.wait(RESTS_S)
    entries = env.put(stream, *[LARGE] * 5)["Records"]
    return {"calls": calls, "large": ["stored" if "ShardId" in entry else "throttled" for entry in entries]}


def _call(env: Environment, stream: Stream, began_s: float) -> Seen:
    at_s = time.monotonic() - began_s
    answer = env.put(stream, *[b"."] * RECORDS_PER_CALL)
    return {
        "at_s": round(at_s, 3),
        "ended_s": round(time.monotonic() - began_s, 3),
        "sent": RECORDS_PER_CALL,
        "stored": RECORDS_PER_CALL - answer["FailedRecordCount"],
    }


@called_as('groups(run.entries["burst"].seen)')
def groups(seen: Seen) -> list[Seen]:
    """The calls made at once, as one: the pause before them, what they sent, and what was stored."""
    found, began, ended_s = [], 0, -float(RESTS_S)
    for calls in (CALLS_AT_ONCE, *[CALLS_AFTER_A_PAUSE] * len(PAUSES_S)):
        group = seen["calls"][began : began + calls]
        pause_s = min(call["at_s"] for call in group) - ended_s
        sent, stored = (sum(call[what] for call in group) for what in ("sent", "stored"))
        found.append({"pause_s": round(pause_s, 3), "sent": sent, "stored": stored})
        began, ended_s = began + calls, max(call["ended_s"] for call in group)
    return found


def stored_at_once(seen: Seen) -> int:
    """Records stored of those that were sent together."""
    return sum(call["stored"] for call in seen["calls"][:CALLS_AT_ONCE])


def recovered_per_s(seen: Seen) -> float:
    """Records per second that the shard takes afterwards."""
    calls = seen["calls"]
    first, later = calls[:CALLS_AT_ONCE], calls[CALLS_AT_ONCE:]
    took_s = max(call["ended_s"] for call in later) - max(call["ended_s"] for call in first)
    return float(round(sum(call["stored"] for call in later) / took_s))


MEASUREMENT = Measurement(
    id="burst",
    asks="How many records does a rested shard take at once, and how fast does it recover?",
    closes="`SHARD_WRITE_BURST_RECORDS`",
    does="puts 3,000 small records at once, 1,000 more after each of two pauses, and five large ones",
    minutes=3,
    makes=Makes(records=5_005),
    observe=observe,
    behaviors=(
        Behavior("at_once", "records stored of 3,000 that were sent at once", stored_at_once, within=0.15),
        Behavior("recovers", "records per second that it takes after that", recovered_per_s, within=0.25),
        Behavior(
            "large", "large records stored of a call with five", lambda seen: seen["large"].count("stored")
        ),
        Behavior("first_large", "the first of them is stored", lambda seen: seen["large"][0] == "stored"),
    ),
)
