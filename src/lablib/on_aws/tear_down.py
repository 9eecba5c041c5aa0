"""Delete what a run made, until a listing shows that nothing is left, or say exactly what is."""

from __future__ import annotations

from collections.abc import Callable

from botocore.exceptions import BotoCoreError, ClientError

from lablib.on_aws.clients import ClientOf
from lablib.on_aws.what_is_left import KINDS, Thing, left

ROUNDS = 24
BETWEEN_S = 10
"""Rounds times this: a stream takes half a minute to go, a queue stays listed for one."""
GONE = ("NotFound", "NonExistent", "DoesNotExist", "NoSuchEntity")


def tear_down(
    client: ClientOf,
    prefix: str,
    run_id: str | None,
    wait: Callable[[float], None],
    tell: Callable[[str], None],
) -> list[Thing]:
    """Delete all that `left` finds, and look again until nothing is found. What is still there, if anything.

    An error of one deletion doesn't keep the others from being made: it's told, and tried again.
    """
    gone: set[Thing] = set()
    found: list[Thing] = []
    for round_ in range(ROUNDS):
        if round_:
            wait(BETWEEN_S)
        found = [thing for thing in left(client, prefix, run_id) if thing not in gone]
        if not found:
            return []
        gone.update(thing for thing in found if _is_gone(client, thing, tell))
    return found


def _is_gone(client: ClientOf, thing: Thing, tell: Callable[[str], None]) -> bool:
    """Delete it. True if it wasn't there any more: listings are minutes late, by tag most of all."""
    try:
        KINDS[thing.kind].delete(client, thing.name)
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if any(word in code for word in GONE):
            return True
        if code != "ResourceInUseException":  # it is on its way, or a mapping that still begins
            tell(f"{thing.kind} {thing.name}: {error}")
        return False
    except BotoCoreError as error:
        tell(f"{thing.kind} {thing.name}: {error}")
        return False
    tell(f"deleted {thing.kind} {thing.name}")
    return False
