"""What the game refused, as a card: value, rule and remedy in the game's words, and what it took."""

from __future__ import annotations

from botocore.exceptions import ClientError

from lablib.teaching.checks.cards import Said, Tone, card_html, paragraph, wrap

TITLE = "That can't be done"
OURS = (ValueError, TypeError, RuntimeError)
"""What a game raises says what to do instead."""
NOTHING_DONE = "Nothing was done, and no minute of the night has passed."


def refusal_card(error: Exception, minutes: float) -> Said:
    """The card of an error after which so many minutes of the night have passed."""
    passed = NOTHING_DONE if minutes < 0.5 else f"It took {minutes:.0f} minutes of the night."
    told = [_words(error), passed]
    return Said("\n".join([TITLE, "", *map(wrap, told)]), card_html(Tone.WRONG, TITLE, *map(paragraph, told)))


def _words(error: Exception) -> str:
    if isinstance(error, ClientError):
        answer = error.response["Error"]
        return f"AWS refuses {error.operation_name}, {answer['Code']}: {answer['Message']}"
    return str(error) if isinstance(error, OURS) else f"{type(error).__name__}: {error}"
