"""What the service's model demands of one value, such as a length or a pattern, in the words that AWS uses.

The texts are as the authors of kinesalite recorded them from AWS (https://github.com/mhart/kinesalite).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from botocore.model import Shape

Path = tuple[str, ...]
Violation = tuple[Path, str, str]
"""(where below the value that was checked, the value as AWS prints it, the rule it breaks)."""
Check = Callable[[Any], Sequence[Violation]]
Rule = tuple[str, Callable[[Any], bool]]
"""(AWS's text, does a value satisfy it?)"""
FINE: Sequence[Violation] = ()
RECORDED_ORDER = {
    "EventSourcePosition": ["LATEST", "AT_TIMESTAMP", "TRIM_HORIZON"],
    "StateValue": ["INSUFFICIENT_DATA", "ALARM", "OK"],
}
"""By shape: the order in which AWS lists an enumeration, where it was recorded. The model has another one.

https://github.com/localstack/localstack/blob/main/tests/aws/services/lambda_/event_source_mapping/
test_api.snapshot.json; of an alarm's state in events of CloudTrail and in moto.
"""


def rules_of(shape: Shape) -> list[Rule]:
    """What the model demands of a value itself, in the order in which AWS names the rules."""
    rules: list[Rule] = []
    metadata = shape.metadata
    if "pattern" in metadata:
        pattern = unanchored(metadata["pattern"])
        matches = _compiled(pattern).fullmatch
        rules.append(
            (
                f"Member must satisfy regular expression pattern: {pattern}",
                lambda value: matches(value) is not None,
            )
        )
    is_number = shape.type_name in ("integer", "long")
    rules += _bounds(metadata, "value", int) if is_number else _bounds(metadata, "length", len)
    if "enum" in metadata:
        names = RECORDED_ORDER.get(shape.name, metadata["enum"])
        allowed = frozenset(names)
        rules.append(
            (f"Member must satisfy enum value set: [{', '.join(names)}]", lambda value: value in allowed)
        )
    return rules


def _bounds(metadata: dict[str, Any], measured: str, measure: Callable[[Any], int]) -> list[Rule]:
    """The most and the least that a length or a value may be."""
    rules: list[Rule] = []
    if "max" in metadata:
        most: int = metadata["max"]
        text = f"Member must have {measured} less than or equal to {most}"
        rules.append((text, lambda value: measure(value) <= most))
    if "min" in metadata:
        least: int = metadata["min"]
        text = f"Member must have {measured} greater than or equal to {least}"
        rules.append((text, lambda value: measure(value) >= least))
    return rules


def _compiled(pattern: str) -> re.Pattern[str]:
    """Java's classes of letters, numbers and spaces are those of Python's Unicode patterns, near enough."""
    if r"\p{" not in pattern:
        return re.compile(pattern, re.ASCII)
    return re.compile(pattern.replace(r"\p{L}", r"\w").replace(r"\p{N}", r"\w").replace(r"\p{Z}", r"\s"))


def unanchored(pattern: str) -> str:
    """`^(x)$` as `x`: the whole value must match in any case, and AWS's texts were recorded in this form."""
    return pattern[2:-2] if pattern.startswith("^(") and pattern.endswith(")$") else pattern


def broken(rules: Sequence[Rule], value: Any) -> Sequence[Violation]:
    """A violation for each rule that the value itself breaks."""
    return [((), f"'{_shown(value)}'", text) for text, holds in rules if not holds(value)]


def keeps(rules: Sequence[Rule], value: Any) -> bool:
    """Whether a value satisfies them all."""
    return all(holds(value) for _, holds in rules)


def joined(rules: Sequence[Rule]) -> str:
    """Their texts as one, as AWS writes the rules for the elements of a list or a map."""
    return f"[{', '.join(text for text, _ in rules)}]"


def _shown(value: Any) -> str:
    """A value as the service prints it. Model: a list of structures is abbreviated to [...]."""
    if isinstance(value, bytes):
        return f"java.nio.HeapByteBuffer[pos=0 lim={len(value)} cap={len(value)}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}={item}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[...]" if any(isinstance(item, dict) for item in value) else f"[{', '.join(map(str, value))}]"
    return str(value)
