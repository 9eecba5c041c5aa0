"""What each parameter of a look or an act may be, checked before a minute is charged and anything is done.

The desk makes its fields from the same rules. What AWS's own model says of a setting is taken from there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from lablib.scenarios.incidents import handlers, looking, producers
from lablib.scenarios.incidents.gateways import GATEWAY
from lablib.scenarios.incidents.metric_names import METRICS
from lablib.scenarios.incidents.system import System
from lablib.scenarios.replay.incident import STREAM
from lablib.simulator import limits
from lablib.simulator.api.service_model import model_of
from lablib.simulator.call_forms import near, there_are

PREVIOUS = "previous"
"""The version before the one in service."""
MOST_MINUTES = 24 * 60
FLAGS = (True, False)
STATISTICS = ("Sum", "Average", "Maximum", "Minimum", "SampleCount")
MODES = ("PROVISIONED", "ON_DEMAND")
POSITIONS = ("LATEST", "TRIM_HORIZON", "AT_TIMESTAMP")
SETTINGS_OF = {"update mapping": "UpdateEventSourceMapping", "update function": "UpdateFunctionConfiguration"}
"""The operation whose members an act takes as settings."""
NO_READER = "a function that reads the stream, and none does"
NO_OTHER_READER = "another team's function that reads the stream, and there is none"
NOT_SETTINGS = ("UUID", "FunctionName")


class Rule(NamedTuple):
    """What one parameter may be."""

    says: str
    """Such as: a whole number from 1 to 10."""
    allows: Callable[[Any], bool]
    choices: tuple[Any, ...] = ()
    """All that there are; empty where anything can be typed that the rule allows."""
    why: str = ""
    """What is so now, and why there are no other choices."""


def check(system: System, name: str, given: Mapping[str, Any]) -> None:
    """Hold what was given against the rules: every parameter of the look or the act, with its default.

    Raises ValueError with the value, the rule and the choices, and TypeError for a setting that AWS hasn't.
    """
    if name in SETTINGS_OF:
        _check_settings(name, given)
    for parameter, value in given.items():
        rule = rule_of(system, name, parameter, given)
        if rule is not None and value is not None and not rule.allows(value):
            raise ValueError(_refusal(name, parameter, value, rule))


def rule_of(system: System, name: str, parameter: str, given: Mapping[str, Any]) -> Rule | None:
    """The rule of a parameter now; None where AWS alone decides."""
    make = _RULES.get(f"{name}: {parameter}", _RULES.get(parameter))
    if make is not None:
        return make(system, given)
    return _setting(SETTINGS_OF[name], parameter) if name in SETTINGS_OF else None


def says_of(system: System, name: str, given: Mapping[str, Any]) -> Callable[[str], str]:
    """What a parameter may be, to put behind its name in a refusal."""

    def says(parameter: str) -> str:
        rule = rule_of(system, name, parameter, given)
        if rule is None:
            return ""
        return f", one of: {', '.join(map(str, rule.choices))}" if rule.choices else f", {rule.says}"

    return says


def one_of(*choices: Any, says: str = "") -> Rule:
    """One of a few; `says` is for a time in which there is none."""

    def allows(value: Any) -> bool:
        return any(type(value) is type(each) and value == each for each in choices)

    return Rule(says, allows, choices)


def whole(least: int, most: int | None = None) -> Rule:
    """A whole number, and no flag."""
    upper = f"of at least {least:,}" if most is None else f"from {least:,} to {most:,}"

    def allows(value: Any) -> bool:
        is_whole = isinstance(value, int) and not isinstance(value, bool)
        return is_whole and value >= least and (most is None or value <= most)

    return Rule(f"a whole number {upper}", allows)


def time_of(system: System, text: str) -> float:
    """Seconds since the epoch of a time of today's, "02:05", or of a whole one in ISO 8601; UTC if not said.

    Raises ValueError for anything else.
    """
    now = datetime.fromtimestamp(system.now_s, UTC)
    try:
        whole_time = text if "-" in text else f"{now:%Y-%m-%d}T{text}"
        at = datetime.fromisoformat(whole_time)
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
    except ValueError:
        raise ValueError(f'{text!r} isn\'t a time: give hours and minutes, as in "02:05"') from None


def _time(system: System, given: Mapping[str, Any]) -> Rule:
    """A time until now."""
    now = datetime.fromtimestamp(system.now_s, UTC)

    def allows(value: Any) -> bool:
        try:
            return isinstance(value, str) and time_of(system, value) <= system.now_s
        except ValueError:
            return False

    says = f'a time until now, {now:%H:%M}, as in "02:05"; one of another day as in "2026-11-01T23:50"'
    return Rule(says, allows)


def _functions(system: System, given: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(system.world.lambda_.functions.by_name)


def _beside(system: System, given: Mapping[str, Any]) -> Rule:
    """A function that isn't the booking function."""
    return one_of(*(each for each in _functions(system, given) if each != handlers.FUNCTION))


def _mapped(system: System, given: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.function.name for each in system.world.lambda_.mappings.values()))


def _with_metrics(system: System, given: Mapping[str, Any]) -> Rule:
    """A metric of a mapping needs a mapping."""
    is_mappings = str(given.get("name", "")).endswith("EventCount")
    return one_of(*(_mapped if is_mappings else _functions)(system, given))


def _versions(system: System, what: str) -> Rule:
    """What can be deployed. There is a previous version once something was deployed."""
    known = producers.VERSIONS if what == GATEWAY else handlers.VERSIONS
    *before, now = system.deployed[what]
    told = f"{before[-1]} was before it" if before else "no other was tonight"
    choices = one_of(*([PREVIOUS] if before else []), *known, *system.own_versions(what))
    return choices._replace(why=f"{now} is in service, and {told}")


def _shard_count(system: System, given: Mapping[str, Any]) -> Rule:
    """UpdateShardCount doubles at most, and halves at most."""
    now = len(system.world.kinesis.streams[STREAM].open_shards)
    return _another(whole(-(-now // 2), 2 * now), now)


def _hours(system: System, given: Mapping[str, Any]) -> Rule:
    before = system.world.kinesis.streams[STREAM].retention_h
    return _another(whole(limits.RETENTION_MIN_H, limits.RETENTION_MAX_H), before)


def _another(rule: Rule, before: float) -> Rule:
    """The same without what it is already, which would change nothing and cost minutes."""
    says = f"{rule.says}, and not {before:,.0f}, which it is"
    return Rule(says, lambda value: rule.allows(value) and value != before)


def _always(rule: Rule) -> Callable[[System, Mapping[str, Any]], Rule]:
    return lambda system, given: rule


_RULES: dict[str, Callable[[System, Mapping[str, Any]], Rule]] = {
    "name": _always(one_of(*METRICS)),
    "statistic": _always(one_of(*STATISTICS)),
    "minutes": _always(whole(1, MOST_MINUTES)),
    "shard": lambda system, given: one_of(*(each.id for each in system.world.kinesis.streams[STREAM].shards)),
    "containing": _always(Rule("text", lambda value: isinstance(value, str))),
    "metric: function": _with_metrics,
    "logs: function": lambda system, given: one_of(*_functions(system, given), GATEWAY),
    "describe: what": _always(one_of(*looking.DESCRIBED)),
    "what": lambda system, given: one_of(*system.deployed),
    "version": lambda system, given: _versions(system, given["what"]),
    "second mapping: function": _beside,
    "delete mapping: function": lambda system, given: one_of(*_mapped(system, given), says=NO_READER),
    "enhanced fan-out: function": lambda system, given: one_of(*system.readers, says=NO_OTHER_READER),
    "position": _always(one_of(*POSITIONS)),
    "recreate mapping: position": _always(one_of(*POSITIONS[:2])),
    "since": _time,
    "until": _time,
    "shards": _shard_count,
    "hours": _hours,
    "mode": _always(one_of(*MODES)),
    "missing_only": _always(one_of(*FLAGS)),
    "Timeout": _always(whole(1, limits.FUNCTION_TIMEOUT_MAX_S)),
    "MemorySize": _always(whole(limits.FUNCTION_MEMORY_DEFAULT_MB, limits.FUNCTION_MEMORY_MAX_MB)),
}
"""By parameter, or by look or act and parameter."""


def _setting(operation: str, name: str) -> Rule | None:
    """What AWS's model says of a number or a flag."""
    shape = model_of("lambda").operation_model(operation).input_shape.members[name]
    if shape.type_name == "boolean":
        return one_of(*FLAGS)
    return whole(shape.metadata["min"], shape.metadata["max"]) if shape.type_name == "integer" else None


def _check_settings(name: str, given: Collection[str]) -> None:
    """Raises ValueError without a setting, and TypeError for one that the operation hasn't."""
    members = model_of("lambda").operation_model(SETTINGS_OF[name]).input_shape.members
    known = [each for each in members if each not in NOT_SETTINGS]
    if not given:
        raise ValueError(f"{name!r} changes nothing: give at least one setting, such as {_usual(name)}")
    for unknown in [each for each in given if each not in known]:
        raise TypeError(
            f"{name!r} has no setting {unknown!r}; the usual ones: {_usual(name)}{near(unknown, known)}"
        )


def _usual(name: str) -> str:
    return ", ".join(USUAL_SETTINGS[name])


USUAL_SETTINGS = {
    "update mapping": (
        "BatchSize",
        "MaximumRetryAttempts",
        "MaximumRecordAgeInSeconds",
        "ParallelizationFactor",
        "BisectBatchOnFunctionError",
        "Enabled",
    ),
    "update function": ("Timeout", "MemorySize"),
}
"""Those that the desk has a field for."""


def _refusal(name: str, parameter: str, value: Any, rule: Rule) -> str:
    if not rule.choices:
        return f"{name!r}: {parameter} is {value!r}, and has to be {rule.says}"
    return f"{name!r}: there is no {parameter} {value!r}{_choices(rule, value)}"


def _choices(rule: Rule, value: Any) -> str:
    """What there is in the place of a value, to put behind its refusal."""
    if not rule.why:
        return there_are(value, rule.choices)
    return f": {rule.why}{near(value, rule.choices) or '.'} There are: {', '.join(map(str, rule.choices))}"
