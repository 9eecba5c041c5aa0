"""A learner's value in the words of a message: short, and whatever its `repr` does."""

from __future__ import annotations

from typing import Any

MOST_CHARS = 70


def shown(value: Any, most_chars: int = MOST_CHARS) -> str:
    """The value as Python writes it, cut at the end; of what can't be written, the type."""
    try:
        text = repr(value)
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - the repr is the learner's
        return f"an object of type {type(value).__name__}, which can't be shown"
    return text if len(text) <= most_chars else f"{text[: most_chars - 3]}..."
