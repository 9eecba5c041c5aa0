"""A night on call, from the pager on: what is known, and what somebody can look at and do.

Looking and acting take virtual minutes, and the incident goes on meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, suppress
from types import TracebackType
from typing import Any, Self

from botocore.exceptions import ClientError, ParamValidationError

from lablib.scenarios.incidents import (
    acting,
    choices,
    costs,
    handlers,
    judge,
    looking,
    pager,
    producers,
    rules,
    slo,
)
from lablib.scenarios.incidents.acting import Plan
from lablib.scenarios.incidents.causes import CAUSES
from lablib.scenarios.incidents.evidence import Act, Evidence
from lablib.scenarios.incidents.gateways import GATEWAY
from lablib.scenarios.incidents.incident import Incident
from lablib.scenarios.incidents.judge import Result
from lablib.scenarios.incidents.logged import Logged, clock_text
from lablib.scenarios.incidents.night_world import night_world
from lablib.scenarios.incidents.replaying import Renamed, Step
from lablib.scenarios.incidents.system import System
from lablib.scenarios.incidents.watching import CallBook
from lablib.scenarios.incidents.whose_calls import WhoseCalls
from lablib.simulator import limits
from lablib.simulator.call_forms import called_as, require_function
from lablib.simulator.network import call_watch

PLAYED_MIN = 75
"""The game ends so long after the pager."""
Do = Callable[[Any, Renamed], None]
MOST_HOURS = (pager.NOTHING_BY_MIN + PLAYED_MIN) / 60


class Night:
    """One night. It has not begun before `open`."""

    def __init__(self, incident: Incident) -> None:
        self.incident = incident
        self.world = night_world(incident)
        self.system = System(self.world, incident.setup)
        self.evidence: list[Evidence] = []
        self.done: list[Act] = []
        self.steps: list[Step] = []
        """What was done, to be done again in a run to compare."""
        book = CallBook(self)
        self._watch = call_watch.Watch(book.before, book.after, self._is_on_call)
        self._wrote = book.wrote
        self._calls = WhoseCalls(self.world)
        self._to_undo = ExitStack()
        self.paged_s = 0.0
        """When the pager went off, in seconds since the epoch."""
        self.pager = ""
        """What it said."""
        self._result: Result | None = None

    # --- its life ------------------------------------------------------------------------------------

    def open(self) -> Self:
        """Open the world and let the night go on until the pager goes off."""
        self.world.open()
        self.world.time.on()
        self.begin()
        return self

    def begin(self) -> None:
        """In a world that is open: let the night go on until the pager goes off."""
        self.system.books.open()
        self._to_undo.callback(self.system.books.close)
        self.system.start(MOST_HOURS)
        self.incident.begin(self.system)
        why = pager.wait(self.system)
        self.paged_s = self.system.now_s
        self.pager = pager.text(self.system, why)
        self.world.clock.call_at(self.end_us, self._judge)
        self.system.books.on_write = self._told_of_write
        call_watch.add(self._watch)
        self._to_undo.callback(call_watch.remove, self._watch)

    def hand_over(self) -> None:
        """From now on whoever calls this is on call: an answer, which a check runs in a flow."""
        self._calls.hand_over()

    def close(self) -> None:
        """End the world. A second call changes nothing; neither does a world that is closed already."""
        self._to_undo.close()
        self.world.close()

    def __enter__(self) -> Self:
        return self if self.world.is_open else self.open()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- what is known -------------------------------------------------------------------------------

    @property
    def now(self) -> str:
        """The virtual clock, as text."""
        return clock_text(self.system.now_s)

    @property
    def slo(self) -> int:
        """Minutes outside the objective until now, as far as the dashboards can know."""
        return len(self.outside(self.system.now_s - slo.SEEN_AFTER_S))

    @property
    def has_own_code(self) -> bool:
        """Whether code is or was in service that isn't the company's."""
        return any(name.startswith("yours") for names in self.system.deployed.values() for name in names)

    @property
    def end_us(self) -> int:
        """When the night is judged."""
        return round(self.paged_s * limits.US_PER_S) + PLAYED_MIN * 60 * limits.US_PER_S

    @property
    def left_min(self) -> float:
        """Minutes until the night is judged."""
        return max(0.0, (self.end_us - self.now_us) / limits.US_PER_S / 60)

    @property
    def result(self) -> Result:
        """What became of the night. Raises RuntimeError before its end."""
        if self._result is None:
            raise RuntimeError(f"the night goes on for {self.left_min:.0f} minutes: play_on() comes first")
        return self._result

    def _judge(self) -> None:
        self._result = judge.measure(self.system)

    @called_as("game.sources()")
    def sources(self) -> dict[str, int]:
        """What can be looked at, and how many minutes each look takes."""
        return dict(costs.LOOK_MINUTES)

    @called_as("game.acts()")
    def acts(self) -> dict[str, str]:
        """What can be done, with a line on each."""
        return {name: (make.__doc__ or "").splitlines()[0] for name, make in acting.ACTS.items()}

    @called_as("game.causes()")
    def causes(self) -> dict[str, str]:
        """The causes that there are to name, with a sentence on each."""
        return {cause.id: cause.says for cause in CAUSES.values()}

    # --- what somebody on call does ------------------------------------------------------------------

    @called_as('game.look("logs", function="book-usage")')
    def look(self, source: str, **which: Any) -> Evidence:
        """Look at a source; it takes its minutes. `sources()` names them.

        Raises ValueError for a source or a value that there isn't, and TypeError for a parameter that the
        source hasn't; then no minute has passed.
        """
        whole = looking.chosen(source, which, rules.says_of(self.system, source, which))
        self._require_turn("look")
        with self._calls.the_game_s():
            rules.check(self.system, source, whole)
            self.spend(costs.LOOK_MINUTES[source])
            return self._seen(source, whole)

    @called_as('game.act("update mapping", BatchSize=10)')
    def act(self, name: str, **params: Any) -> Act:
        """Change something; it takes its minutes. `acts()` names them.

        Raises ValueError for an act or a value that can't be, TypeError for a parameter that the act hasn't,
        and what AWS answers to the call. Then nothing is done, and no minute has passed.
        """

        def do(night: Night, renamed: Renamed) -> None:
            night.act(name, **params)

        acting.chosen(self.system, name, params)
        self._require_turn("act")
        with self._calls.the_game_s():
            return self._act(name, params, acting.plan(self.system, name, **params), do)

    @called_as('game.deploy(handler), or game.act("deploy", what="book-usage", version="v43")')
    def deploy(self, handler: Callable[[Any, Any], Any]) -> Act:
        """Put your own handler into service as `book-usage`; it takes as long as any deploy.

        It books with `books.put(event_id, usd)` or `books.put_once(...)`.
        """

        def do(night: Night, renamed: Renamed) -> None:
            night.deploy(handler)

        require_function(handler, "deploy", "handler(event, context)")
        return self._deploy(handlers.FUNCTION, lambda: self.system.deploy_handler(handler), do)

    @called_as("game.deploy_producer(send)")
    def deploy_producer(self, send: producers.Send) -> Act:
        """Put your own `send(kinesis, stream, events)` on the gateways; `events` are dicts.

        What it returns are the events that it gave up. One that raises is given the same events again.
        """

        def do(night: Night, renamed: Renamed) -> None:
            night.deploy_producer(send)

        require_function(send, "deploy_producer", "send(kinesis, stream, events)")
        return self._deploy(GATEWAY, lambda: self.system.deploy_send(send), do)

    @called_as("game.wait(5)")
    def wait(self, minutes: float) -> None:
        """Let time pass. Raises ValueError for what is no time ahead."""
        self._calls.require_a_person("wait")
        choices.require_minutes(minutes)
        with self._calls.the_game_s():
            self.spend(minutes)

    @called_as("game.play_on()")
    def play_on(self) -> None:
        """Let time pass until the night is over."""
        self.wait(self.left_min)

    # --- what boto3 does in the meantime --------------------------------------------------------------

    @property
    def now_us(self) -> int:
        """Virtual time."""
        return self.world.clock.now_us

    def spend(self, minutes: float) -> None:
        """Time goes on, at most to the end of the night."""
        self.world.sleep(60 * max(0.0, min(minutes, self.left_min)))

    def saw(self, source: str, which: dict[str, Any]) -> None:
        """A call of boto3 has looked at something: it is evidence as if `look` had shown it."""
        with self._calls.the_game_s(), suppress(ClientError):
            self._seen(source, looking.chosen(source, which))

    def did(self, name: str, params: dict[str, Any], at_us: int, minutes: float, text: str) -> int:
        """An act is over; returns its number."""
        at_s = round(at_us / limits.US_PER_S - self.paged_s, 6)
        self.done.append(Act(name, params, at_s, minutes * 60, text))
        return len(self.done) - 1

    # --- inside ----------------------------------------------------------------------------------------

    def _act(self, name: str, params: dict[str, Any], plan: Plan, do: Do) -> Act:
        at_us = self.now_us
        try:
            text = plan.first()
        except ParamValidationError as error:
            raise ValueError(f"{name!r}: {' '.join(str(error).split())}") from error
        self.spend(plan.minutes - (self.now_us - at_us) / 60 / limits.US_PER_S)
        text = plan.then() or text
        number = self.did(name, params, at_us, plan.minutes, text)
        self.steps.append(Step(at_us, number, do))
        return self.done[number]

    def _deploy(self, what: str, put: Callable[[], str], do: Do) -> Act:
        self._require_turn("deploy")
        plan = Plan(costs.DEPLOY, lambda: "", lambda: f"{what} {put()}")
        with self._calls.the_game_s():
            return self._act("deploy", {"what": what, "version": "yours"}, plan, do)

    def _seen(self, source: str, which: dict[str, Any]) -> Evidence:
        text, rows = looking.look(self.system, source, which)
        number = len(self.evidence) + 1
        at_s = round(self.system.now_s - self.paged_s, 6)
        counts = looking.that_counts(source, which)
        evidence = Evidence(f"look {number}", source, counts, at_s, self.now, text, rows)
        self.evidence.append(evidence)
        return evidence

    def _is_on_call(self) -> bool:
        """Whether what happens now is done by whoever is on call, and the night isn't over."""
        return self._result is None and self._calls.are_a_person_s()

    def _told_of_write(self, method: str, event_id: str, usd: float) -> None:
        if self._is_on_call():
            self._wrote(method, event_id, usd)

    def _require_turn(self, call: str) -> None:
        self._calls.require_a_person(call)
        if self._result is not None:
            raise RuntimeError("the night is over. Remedy: conclude(...), or play another: incident(seed)")

    def outside(self, until_s: float) -> list[float]:
        """When each minute outside the objective began, of those that can be judged at `until_s`."""
        begin_s = self.system.night_us / limits.US_PER_S
        served = self.system.gateways.served(begin_s, until_s)
        return slo.minutes_outside(served, self.system.books.booked_at_s, begin_s, until_s)

    def alarms_told(self) -> list[Logged]:
        """What the alarms have done until now."""
        with self._calls.the_game_s():
            return pager.alarms_told()
