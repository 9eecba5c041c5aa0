"""Charges and writes down the calls of boto3 that somebody on call makes, as if they were looks and acts."""

from __future__ import annotations

from typing import Any, Protocol

from lablib.scenarios.incidents import calls
from lablib.scenarios.incidents.books import books
from lablib.scenarios.incidents.costs import AGAIN_FREE_S, Charge, charge_of
from lablib.scenarios.incidents.replaying import Renamed, Step, again
from lablib.simulator import limits
from lablib.simulator.network.call_watch import Call

BY_HAND = "book by hand"
_FREE_US = AGAIN_FREE_S * limits.US_PER_S


class Watched(Protocol):
    """What is told of calls; `Night` is one."""

    steps: list[Step]

    @property
    def now_us(self) -> int:
        """Virtual time."""
        ...

    def spend(self, minutes: float) -> None:
        """Let time pass."""
        ...

    def saw(self, source: str, which: dict[str, Any]) -> None:
        """A call has looked at something."""
        ...

    def did(self, name: str, params: dict[str, Any], at_us: int, minutes: float, text: str) -> int:
        """A call has changed something; returns the act's number."""
        ...


class CallBook:
    """Keeps what was charged when, so that pages and loops are charged once in a while."""

    def __init__(self, night: Watched) -> None:
        self._night = night
        self._charged_us: dict[tuple[Any, ...], int] = {}
        self._act_of: dict[tuple[Any, ...], int] = {}
        self._began_us = 0
        self._is_new = False

    def before(self, call: Call) -> None:
        """A look takes its time before its answer, so that the answer is of then."""
        charge = charge_of(*call[:2])
        self._began_us = self._night.now_us
        self._is_new = charge is not None and self._is_charged(call, charge)
        if charge is not None and not charge.is_act and self._is_new:
            self._night.spend(charge.minutes)

    def after(self, call: Call, answer: dict[str, Any]) -> None:
        """An act is made at once and takes its time then; one that was refused is not an act."""
        charge, at_us, is_new = charge_of(*call[:2]), self._began_us, self._is_new
        if charge is None or "Error" in answer:
            return
        act = None
        if not charge.is_act and is_new:
            for which in calls.looked_at(call, charge.name):
                self._night.saw(charge.name, which)
        elif charge.is_act:
            act = self._act(call, charge, at_us, is_new)
        if charge.is_act or call.operation == "ReceiveMessage":
            self._night.steps.append(Step(at_us, act, again(call, answer)))

    def wrote(self, method: str, event_id: str, usd: float) -> None:
        """A line was booked by hand. It takes as long as the table takes, and many are one act."""
        at_us = self._night.now_us

        def do(night: Any, renamed: Renamed) -> None:
            getattr(books, method)(event_id, usd)

        if self._is_new_for((BY_HAND,)):
            self._act_of[(BY_HAND,)] = self._night.did(BY_HAND, {}, at_us, 0, f"books.{method}(...)")
        self._night.steps.append(Step(at_us, self._act_of[(BY_HAND,)], do))

    def _act(self, call: Call, charge: Charge, at_us: int, is_new: bool) -> int:
        if is_new:
            minutes = charge.minutes * call.params.get(charge.per, 1)
            self._night.spend(minutes)
            number = self._night.did(charge.name, call.params, at_us, minutes, calls.told(call))
            self._act_of[_key(call, charge)] = number
        return self._act_of[_key(call, charge)]

    def _is_charged(self, call: Call, charge: Charge) -> bool:
        """Whether this call costs time, as the first of its kind for a while."""
        is_new = self._is_new_for(_key(call, charge))
        return is_new or (charge.is_act and not charge.in_bulk)

    def _is_new_for(self, key: tuple[Any, ...]) -> bool:
        now_us = self._night.now_us
        if now_us < self._charged_us.get(key, -_FREE_US) + _FREE_US:
            return False
        self._charged_us[key] = now_us
        return True


def _key(call: Call, charge: Charge) -> tuple[Any, ...]:
    if charge.is_act:
        return (charge.name,)
    return (charge.name, *(str(which) for which in calls.looked_at(call, charge.name)))
