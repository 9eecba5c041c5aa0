"""Another team's function takes nearly all of the account's concurrency for some minutes.

Throttles use up no try of a mapping, so batches are late by seconds.
"""

from __future__ import annotations

from lablib.scenarios.incidents import handlers
from lablib.scenarios.incidents.cause import Herring
from lablib.scenarios.incidents.system import System
from lablib.simulator import limits

NAME, FOR_MIN, LEFT_TO_OTHERS = "nightly-report", 3, 2


def _begin(system: System, minute: float) -> None:
    busy = limits.ACCOUNT_CONCURRENCY - LEFT_TO_OTHERS

    def take() -> None:
        system.world.deploy(handlers.look_at, name=NAME).running += busy

    def give_back() -> None:
        system.world.lambda_.functions.find(NAME).running -= busy

    system.at(minute, take)
    system.at(minute + FOR_MIN, give_back)


HERRING = Herring(
    id="greedy-neighbor",
    says="the nightly report took nearly all of the account's concurrency for some minutes",
    begin=_begin,
)
