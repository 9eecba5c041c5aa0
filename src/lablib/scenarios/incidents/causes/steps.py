"""Steps that several references take."""

from __future__ import annotations

from lablib.scenarios.incidents import handlers
from lablib.scenarios.incidents.cause import OnCall
from lablib.scenarios.incidents.evidence import DAY_MIN, minute_of

LATE_MS = 1_000 * handlers.SETTLED_S
LOOKS_BACK_MIN = 6
"""A batch takes minutes, and the newest two minutes can't be seen yet."""
AGAIN_MIN = 3
MOST_LOOKS = 20
SILENT_LOOKS = 3


def wait_until_caught_up(game: OnCall) -> None:
    """Look until the booking function is hardly behind: what it still has before it isn't missing.

    A replay that overtakes it would book what it books itself later, and customers would pay twice. Without
    any invocation for three looks there is nothing to wait for.
    """
    silent = 0
    for _ in range(MOST_LOOKS):
        ages = game.look("metric", name="IteratorAge", statistic="Maximum", minutes=LOOKS_BACK_MIN).rows
        silent += not ages
        if silent == SILENT_LOOKS or (ages and max(age_ms for _, age_ms in ages) < LATE_MS):
            return
        game.wait(AGAIN_MIN)


def read_again(game: OnCall, since: str) -> None:
    """Let `book-missing` read the stream once more, from a time on.

    If it reads for another cause already, its mapping goes first, as AWS takes one for each function.
    """
    try:
        game.act("second mapping", function=handlers.MISSING, since=since)
    except ValueError:
        game.act("delete mapping", function=handlers.MISSING)
        game.act("second mapping", function=handlers.MISSING, since=since)


def wait_until_mapped(game: OnCall) -> None:
    """Look until the booking function has a mapping that can be changed."""
    for _ in range(MOST_LOOKS):
        rows = game.look("describe", what="mapping").rows
        names = [value for name, value in rows if name == "mapping of"]
        states = [value for name, value in rows if name == "State"]
        if dict(zip(names, states, strict=True)).get(handlers.FUNCTION) == "Enabled":
            return


def in_service(changes: list[tuple[str, str]], what: str) -> str:
    """The version that the change log names last for `what`; empty if it names none."""
    named = [text.split()[-1] for _, text in changes if text.startswith(f"deployed {what} ")]
    return named[-1] if named else ""


def earlier(clock: str, minutes: int) -> str:
    """A time of the virtual clock, so many minutes before; at midnight it stops."""
    minute = max(0, minute_of(clock) - minutes) % DAY_MIN
    return f"{minute // 60:02d}:{minute % 60:02d}"
