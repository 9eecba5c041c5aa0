"""What the forms of the desk ask for: the parameters of each source and act, and the choices there are.

The names and defaults come from the game's own functions; this file knows the choices.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from typing import Any

from lablib.pictures.game_day.desk_form import Parameter
from lablib.scenarios.incidents import Game, acting, handlers, looking, producers
from lablib.scenarios.incidents.system import GATEWAY
from lablib.scenarios.replay.incident import STREAM

METRICS = (
    "PutRecords.Success",
    "PutRecords.FailedRecords",
    "PutRecords.ThrottledRecords",
    "WriteProvisionedThroughputExceeded",
    "ReadProvisionedThroughputExceeded",
    "IncomingRecords",
    "IteratorAgeMilliseconds",
    "IteratorAge",
    "Invocations",
    "Errors",
    "Duration",
    "Throttles",
    "FilteredOutEventCount",
    "DroppedEventCount",
    "DestinationDeliveryFailures",
)
STATISTICS = ("Sum", "Average", "Maximum", "SampleCount")
POSITIONS = ("LATEST", "TRIM_HORIZON", "AT_TIMESTAMP")
MAPPING_SETTINGS = {
    "BatchSize": Parameter("BatchSize"),
    "MaximumRetryAttempts": Parameter("MaximumRetryAttempts"),
    "MaximumRecordAgeInSeconds": Parameter("MaximumRecordAgeInSeconds"),
    "ParallelizationFactor": Parameter("ParallelizationFactor"),
    "BisectBatchOnFunctionError": Parameter("BisectBatchOnFunctionError", (True, False)),
    "Enabled": Parameter("Enabled", (True, False)),
}


def of_source(game: Game, name: str) -> dict[str, Parameter]:
    """The fields of a look."""
    return _parameters(game, name, looking.SOURCES[name])


def of_act(game: Game, name: str) -> dict[str, Parameter]:
    """The fields of an act."""
    return _parameters(game, name, acting.ACTS[name])


def _parameters(game: Game, of: str, function: Callable[..., Any]) -> dict[str, Parameter]:
    """All but the system itself; `**settings` are those of a mapping."""
    _, *parameters = inspect.signature(function).parameters.values()
    fields: dict[str, Parameter] = {}
    for each in parameters:
        if each.kind is each.VAR_KEYWORD:
            fields |= MAPPING_SETTINGS
            continue
        default = "" if each.default in (each.empty, None) else each.default
        fields[each.name] = Parameter(each.name, choices(game, of, each.name), default)
    return fields


def choices(game: Game, of: str, parameter: str) -> tuple[Any, ...]:
    """What there is to choose from; empty where anything can be typed."""
    known: Mapping[str, tuple[Any, ...]] = {
        "name": METRICS,
        "statistic": STATISTICS,
        "position": POSITIONS,
        "function": (handlers.FUNCTION, handlers.MISSING, handlers.COPY),
        "version": ("previous", *handlers.VERSIONS, *producers.VERSIONS),
    }
    if parameter == "shard":
        return tuple(each.id for each in game.world.kinesis.streams[STREAM].shards)
    if parameter == "what":
        return tuple(looking.DESCRIBED) if of == "describe" else (handlers.FUNCTION, GATEWAY)
    if parameter == "function" and of == "logs":
        return (*known["function"], GATEWAY)
    return known.get(parameter, ())
