"""A learner's value in the words of a message: short, and whatever its `repr` does."""

from __future__ import annotations

from typing import Any

MOST_CHARS = 70
AROUND_CHARS = 20
"""So much is shown on both sides of the first difference of two values, if there is so much."""


def shown(value: Any, most_chars: int = MOST_CHARS) -> str:
    """The value as Python writes it, cut at the end; of what can't be written, the type."""
    return _cut(_written(value), 0, most_chars)


def shown_apart(one: Any, other: Any, most_chars: int = MOST_CHARS) -> tuple[str, str]:
    """Two values, both cut so that the first difference between them is in sight."""
    texts = _written(one), _written(other)
    pairs = enumerate(zip(*texts, strict=False))
    place = next((place for place, (a, b) in pairs if a != b), min(map(len, texts)))
    longest = max(map(len, texts))
    from_the_start = longest <= most_chars or place < most_chars - AROUND_CHARS
    start = 0 if from_the_start else min(place - AROUND_CHARS, longest - most_chars)
    return _cut(texts[0], start, most_chars), _cut(texts[1], start, most_chars)


def _written(value: Any) -> str:
    try:
        return repr(value)
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - the repr is the learner's
        return f"an object of type {type(value).__name__}, which can't be shown"


def _cut(text: str, start: int, most_chars: int) -> str:
    """So many characters from `start` on, with dots in place of what is left out."""
    head = "..." if start else ""
    body = text[start + len(head) :]
    room = most_chars - len(head)
    return head + (body if len(body) <= room else f"{body[: room - 3]}...")
