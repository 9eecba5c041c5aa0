"""What somebody on call can do, by name. Each act does what the API or the pipeline does.

An act is a function of the system and its parameters. It checks them first, and returns how many minutes it
takes and a function that does it: a deploy is in service when it is through, an API call is made at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from lablib.scenarios.incidents import choices, costs, handlers, rules
from lablib.scenarios.incidents.redrive import redrive
from lablib.scenarios.incidents.rules import time_of
from lablib.scenarios.incidents.system import QUEUE, System
from lablib.scenarios.replay.incident import STREAM
from lablib.simulator import limits
from lablib.simulator.call_forms import there_are
from lablib.simulator.network.clients import world_client


class Plan(NamedTuple):
    """An act that can be carried out: `first` at once, `then` when the minutes are over."""

    minutes: float
    first: Callable[[], str]
    """Returns what the act is, as text."""
    then: Callable[[], str | None] = lambda: None
    """May return it as well, if it is only known now."""


def chosen(system: System, name: str, params: dict[str, Any]) -> dict[str, Any]:
    """The parameters with their defaults.

    Raises ValueError for an act that there isn't, and TypeError for parameters that it hasn't.
    """
    if name not in list(ACTS):
        raise ValueError(f"there is no act {name!r}{there_are(name, ACTS)}")
    return choices.chosen(name, ACTS[name], params, rules.says_of(system, name, params))


def plan(system: System, name: str, **params: Any) -> Plan:
    """An act as it would be carried out now. Raises as `chosen`, and ValueError for what can't be."""
    rules.check(system, name, chosen(system, name, params))
    return ACTS[name](system, **params)


def _deploy(system: System, what: str = handlers.FUNCTION, version: str = rules.PREVIOUS) -> Plan:
    """Put another version of `book-usage` or of the gateway into service.

    The previous version is the one before the one in service; in a night without a deploy there is none.
    """
    name = system.deployed[what][-2] if version == rules.PREVIOUS else version
    return Plan(costs.ACT_MINUTES["deploy"], lambda: f"{what} {name}", lambda: system.deploy(what, name))


def _update_mapping(system: System, **settings: Any) -> Plan:
    """UpdateEventSourceMapping of the booking function's mapping, with members of that call."""

    def update() -> str:
        system.lambda_.update_event_source_mapping(UUID=system.mapping, **settings)
        system.changed(f"updated the mapping: {_told(settings)}")
        return f"the mapping of {handlers.FUNCTION}: {_told(settings)}"

    return Plan(costs.ACT_MINUTES["update mapping"], update)


def _second_mapping(
    system: System, function: str = handlers.MISSING, since: str | None = None, position: str | None = None
) -> Plan:
    """CreateEventSourceMapping for another function: from the time `since` ("02:05"), or from a position.

    As AWS does, it wants to be told where to begin, and takes one mapping of a stream for each function.
    """
    if not since and not position:
        raise ValueError(
            "'second mapping': since and position are empty, and a new mapping has to know where it begins. "
            'Give since="02:05", a time, or position="TRIM_HORIZON", all that the stream has, or '
            'position="LATEST", only what comes from now on'
        )
    position = position or "AT_TIMESTAMP"
    if (position == "AT_TIMESTAMP") != (since is not None):
        raise ValueError(
            f"'second mapping': position is {position!r}, and since is {since!r}. AT_TIMESTAMP needs a time, "
            'as in since="02:05", and no other position takes one'
        )
    if system.has_mapping(function):
        raise ValueError(
            f"'second mapping': {function} has a mapping of this stream already, and AWS takes one for each "
            "function and stream (ResourceConflictException). Remedy: delete it first, with "
            f"'delete mapping', function={function!r}"
        )
    where: dict[str, Any] = {"StartingPosition": position}
    if since is not None:
        where["StartingPositionTimestamp"] = time_of(system, since)

    def create() -> str:
        system.lambda_.create_event_source_mapping(
            FunctionName=function,
            EventSourceArn=system.stream_arn,
            BatchSize=system.setup.batch_size,
            **where,
        )
        system.changed(f"mapped the stream to {function}")
        return f"{function} reads the stream, {position} {since or ''}".rstrip()

    return Plan(costs.ACT_MINUTES["second mapping"], create)


def _remove_mapping(system: System, function: str) -> None:
    """Delete the mapping of a function, if there is one, and wait until it is gone."""
    if system.has_mapping(function):
        system.lambda_.delete_event_source_mapping(UUID=system.mapping_of(function))
    while system.has_mapping(function):
        system.world.sleep(1)


def _recreate_mapping(system: System, position: str) -> Plan:
    """Delete the booking function's mapping and create it again."""

    def recreate() -> str:
        _remove_mapping(system, handlers.FUNCTION)
        system.create_mapping(position)
        system.changed(f"created the mapping again, at {position}")
        return f"the mapping of {handlers.FUNCTION} begins at {position}"

    return Plan(costs.ACT_MINUTES["recreate mapping"], recreate)


def _reshard(system: System, shards: int) -> Plan:
    """UpdateShardCount."""
    before = len(system.world.kinesis.streams[STREAM].open_shards)

    def reshard() -> str:
        system.kinesis.update_shard_count(
            StreamName=STREAM, TargetShardCount=shards, ScalingType="UNIFORM_SCALING"
        )
        system.changed(f"resharded from {before} to {shards} shards")
        return f"from {before} to {shards} shards"

    return Plan(costs.RESHARD_PER_SHARD * max(before, shards), reshard)


def _retention(system: System, hours: int) -> Plan:
    """IncreaseStreamRetentionPeriod or DecreaseStreamRetentionPeriod."""
    before = system.world.kinesis.streams[STREAM].retention_h

    def change() -> str:
        name = "increase" if hours > before else "decrease"
        getattr(system.kinesis, f"{name}_stream_retention_period")(
            StreamName=STREAM, RetentionPeriodHours=hours
        )
        system.changed(f"retention from {before:.0f} to {hours} hours")
        return f"from {before:.0f} to {hours} hours"

    return Plan(costs.ACT_MINUTES["retention"], change)


def _purge(system: System) -> Plan:
    """PurgeQueue of the failure queue."""

    def purge() -> str:
        sqs = world_client("sqs")
        sqs.purge_queue(QueueUrl=sqs.get_queue_url(QueueName=QUEUE)["QueueUrl"])
        system.changed(f"purged {QUEUE}")
        return QUEUE

    return Plan(costs.ACT_MINUTES["purge"], purge)


def _delete_mapping(system: System, function: str) -> Plan:
    """DeleteEventSourceMapping of a function's mapping: it reads the stream no more."""
    uuid = system.mapping_of(function)

    def delete() -> str:
        system.lambda_.delete_event_source_mapping(UUID=uuid)
        system.changed(f"deleted the mapping of {function}")
        return f"{function} reads the stream no more"

    return Plan(costs.ACT_MINUTES["delete mapping"], delete)


def _fan_out(system: System, function: str) -> Plan:
    """RegisterStreamConsumer for another team's function: its mapping is made anew, on its own consumer."""
    uuid = system.mapping_of(function)

    def register() -> str:
        made = system.kinesis.register_stream_consumer(StreamARN=system.stream_arn, ConsumerName=function)
        system.lambda_.delete_event_source_mapping(UUID=uuid)
        arn = made["Consumer"]["ConsumerARN"]
        system.world.sleep(limits.REGISTER_CONSUMER_S)
        system.add_reader(function, EventSourceArn=arn)
        system.changed(f"{function} reads by enhanced fan-out")
        return f"{function} has a consumer of its own"

    return Plan(costs.ACT_MINUTES["enhanced fan-out"], register)


def _capacity_mode(system: System, mode: str) -> Plan:
    """UpdateStreamMode: PROVISIONED or ON_DEMAND; the shards stay as many."""

    def change() -> str:
        system.kinesis.update_stream_mode(StreamARN=system.stream_arn, StreamModeDetails={"StreamMode": mode})
        system.changed(f"capacity mode {mode}")
        return mode

    return Plan(costs.ACT_MINUTES["capacity mode"], change)


def _policy(system: System) -> Plan:
    """Let the booking function's role write to the failure queue: sqs:SendMessage."""

    def allow() -> str:
        system.allow_queue()
        system.changed(f"granted sqs:SendMessage on {QUEUE}")
        return f"the role may write to {QUEUE}"

    return Plan(costs.ACT_MINUTES["policy"], allow)


def _update_function(system: System, **settings: Any) -> Plan:
    """UpdateFunctionConfiguration of the booking function: Timeout, MemorySize."""

    def update() -> str:
        system.lambda_.update_function_configuration(FunctionName=handlers.FUNCTION, **settings)
        system.changed(f"updated {handlers.FUNCTION}: {_told(settings)}")
        return f"{handlers.FUNCTION}: {_told(settings)}"

    return Plan(costs.ACT_MINUTES["update function"], update)


def _redrive(system: System) -> Plan:
    """Read what the failure queue points at back from the stream, and book it unless it is booked."""

    def read_back() -> str:
        booked, failed = redrive(QUEUE, STREAM)
        system.changed(f"redrove {QUEUE}")
        return f"{booked:,} events booked, {failed:,} that can't be"

    return Plan(costs.ACT_MINUTES["redrive"], read_back)


def _replay_spool(system: System, since: str, until: str | None = None, missing_only: bool = False) -> Plan:
    """Let the gateways send once more what they served in a span of time; or only what the books lack."""
    since_s, until_s = time_of(system, since), system.now_s if until is None else time_of(system, until)
    if until_s <= since_s:
        raise ValueError(f"'replay spool': until is {until!r}, and has to be after since, which is {since!r}")

    def resend() -> str:
        booked = system.books.lines if missing_only else ()
        count = system.gateways.resend(since_s, until_s, but=booked)
        system.changed(f"the gateways sent {count:,} events again")
        return f"{count:,} events of {since} to {until or 'now'}"

    return Plan(costs.ACT_MINUTES["replay spool"], resend)


ACTS: dict[str, Callable[..., Plan]] = {
    "deploy": _deploy,
    "update mapping": _update_mapping,
    "second mapping": _second_mapping,
    "recreate mapping": _recreate_mapping,
    "delete mapping": _delete_mapping,
    "update function": _update_function,
    "enhanced fan-out": _fan_out,
    "capacity mode": _capacity_mode,
    "policy": _policy,
    "reshard": _reshard,
    "retention": _retention,
    "purge": _purge,
    "redrive": _redrive,
    "replay spool": _replay_spool,
}
"""What there is, by name."""


def _told(settings: dict[str, Any]) -> str:
    return ", ".join(f"{name}={value}" for name, value in settings.items())
