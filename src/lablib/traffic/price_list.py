"""What the company of the story charges for tokens. The prices are the story's own, and nobody's real ones.

AWS's prices are in `billing/prices.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from math import fsum
from typing import Any

from lablib.traffic.usage_events import usage_events

USD_PER_MILLION_TOKENS = {
    "chat-swift": (0.80, 4.00),
    "chat-sage": (3.00, 15.00),
    "chat-deep": (9.00, 45.00),
    "code-swift": (1.20, 6.00),
    "code-sage": (4.50, 22.50),
}
"""Model -> dollars for a million tokens in, and for a million tokens out."""


def dollars(events: Iterable[Mapping[str, Any]]) -> float:
    """What usage events are worth on an invoice. Raises KeyError for a model that isn't on the list."""
    return fsum(_cost(event["model"], event["tokens_in"], event["tokens_out"]) for event in events)


@cache
def mean_dollars() -> float:
    """The price of the mean event of the incident's hour, for runs that count records and know no tokens."""
    hour = usage_events()
    return fsum(_cost(event.model, event.tokens_in, event.tokens_out) for event in hour) / len(hour)


def _cost(model: str, tokens_in: int, tokens_out: int) -> float:
    per_in, per_out = USD_PER_MILLION_TOKENS[model]
    return (tokens_in * per_in + tokens_out * per_out) / 1_000_000
