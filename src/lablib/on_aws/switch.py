"""The switch: AWS is reached for one plan, after every check, and for the hosts of its region only."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lablib.on_aws.allow_list import require_allowed
from lablib.on_aws.clients import Clients
from lablib.on_aws.plan import Plan
from lablib.simulator.network.named_hosts import NamedHosts


class WrongAccount(ValueError):
    """What was typed isn't the plan's account."""


@contextmanager
def switched_on(plan: Plan, typed: str, allow_list: Path) -> Iterator[Clients]:
    """Clients that reach AWS in this block; afterwards nothing does any more.

    `typed` is the account id that the learner typed after reading the plan. Raises WrongAccount or NotAllowed
    before any request is made.
    """
    if typed.strip() != plan.account:
        raise WrongAccount(
            f"you typed {typed.strip()!r}, and the plan is for {plan.account}: nothing was done."
        )
    require_allowed(allow_list, plan.account, plan.region)
    clients = Clients(plan.region, until_s=time.time() + 60 * plan.minutes)
    with NamedHosts(clients.hosts(), plan.account):
        yield clients
