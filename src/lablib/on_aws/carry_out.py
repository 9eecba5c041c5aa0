"""Carry out a plan: one measurement after the other, each one kept, and nothing left at the end."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import FrameType
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from lablib.on_aws.clients import Clients, RanOutOfTime
from lablib.on_aws.measurement import Measurement
from lablib.on_aws.own_account import OwnAccount
from lablib.on_aws.plan import Plan
from lablib.on_aws.run import Entry, Origin, Run
from lablib.on_aws.tear_down import tear_down
from lablib.on_aws.what_is_left import Thing

STOPPED = "it was stopped before its end"
ENDS = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
"""Signals that end a process as Ctrl-C does: what stands in the account is deleted first."""


@dataclass(slots=True)
class Outcome:
    """What became of a plan."""

    run: Run
    left: list[Thing] = field(default_factory=list)
    """Still in the account; empty if a listing found nothing."""
    stopped: str = ""
    """Why it ended early; empty if it didn't."""
    unsure: str = ""
    """Why nobody knows whether something is left; empty if the listing worked."""


def carry_out(
    plan: Plan,
    clients: Clients,
    seed: int,
    keep: Callable[[Run], None],
    tell: Callable[[str], None],
) -> Outcome:
    """Measure, keep what was seen so far after each measurement, and delete everything, whatever happens.

    Ctrl-C, a signal that ends the process, an error and the plan's last minute all lead to the deletion,
    which no further Ctrl-C interrupts. `clients` get the time for it afterwards.
    """
    began = datetime.now(UTC).isoformat(timespec="seconds")
    outcome = Outcome(Run(Origin.MEASURED, seed, plan.region, began))
    with _ended_like_ctrl_c():
        account = None
        try:
            account = OwnAccount(plan, clients)
            _measure(plan, account, outcome.run, keep, tell)
        except KeyboardInterrupt:
            outcome.stopped = "you stopped it"
        except (RanOutOfTime, ClientError, BotoCoreError) as error:
            outcome.stopped = str(error)
        finally:
            with _undisturbed(tell):
                _delete(plan, clients, outcome, tell)
    keep(outcome.run)
    return outcome


def _measure(
    plan: Plan, account: OwnAccount, run: Run, keep: Callable[[Run], None], tell: Callable[[str], None]
) -> None:
    if plan.needs_role:
        tell("a role for the functions")
        account.make_role()
    for measurement in plan.measurements:
        tell(f"{measurement.id}: {measurement.does}")
        run.entries[measurement.id] = entry = Entry(problem=STOPPED)
        _observe(measurement, account, entry)
        keep(run)


def _observe(measurement: Measurement, account: OwnAccount, entry: Entry) -> None:
    """One measurement. Its own failure is noted, and the next one is made all the same."""
    environment = account.environment(measurement)
    try:
        entry.seen = measurement.observe(environment)
        entry.problem = ""
    except (ClientError, BotoCoreError, AssertionError) as error:
        entry.problem = f"{type(error).__name__}: {error}"
    for delete in [*environment.take_undos(), *account.take_undos()]:
        try:
            delete()
        except (ClientError, BotoCoreError) as error:
            entry.problem = entry.problem or f"deleting: {error}"  # the listing at the end finds it again


def _delete(plan: Plan, clients: Clients, outcome: Outcome, tell: Callable[[str], None]) -> None:
    tell("deleting what it made, until a listing finds nothing; this takes a minute or two")
    clients.until_s = None
    try:
        outcome.left = tear_down(clients, plan.prefix, plan.run_id, wait_real, tell)
    except (ClientError, BotoCoreError) as error:
        outcome.unsure = str(error)
        tell(f"NOBODY KNOWS WHAT IS LEFT: {error}. Remedy: lablib aws teardown {plan.run_id}")
    for thing in outcome.left:
        tell(f"LEFT IN THE ACCOUNT: {thing.kind} {thing.name}. Remedy: {thing.command(plan.region)}")


def wait_real(seconds: float) -> None:
    """Wait on the real clock, interrupted by nothing."""
    threading.Event().wait(seconds)


@contextmanager
def _ended_like_ctrl_c() -> Iterator[None]:
    """SIGTERM and a closed terminal raise KeyboardInterrupt in this block."""

    def stop(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    with _handled(ENDS, stop):
        yield


@contextmanager
def _undisturbed(tell: Callable[[str], None]) -> Iterator[None]:
    """Ctrl-C in this block says why it isn't obeyed."""

    def explain(number: int, frame: FrameType | None) -> None:
        tell("still deleting: if it's interrupted, something stays in the account and costs money")

    with _handled([*ENDS, signal.SIGINT], explain):
        yield


@contextmanager
def _handled(signals: list[Any], handler: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():  # only the main thread gets signals
        yield
        return
    before = {number: signal.signal(number, handler) for number in signals}
    try:
        yield
    finally:
        for number, its in before.items():
            signal.signal(number, its)
