"""A night on call, from the pager on: what is known, and what somebody can look at and do.

Looking and acting take virtual minutes, and the incident goes on meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from lablib.scenarios.incidents import acting, costs, looking, scale, slo
from lablib.scenarios.incidents.causes import CAUSES
from lablib.scenarios.incidents.evidence import Act, Evidence
from lablib.scenarios.incidents.identity import event_in
from lablib.scenarios.incidents.incident import Incident
from lablib.scenarios.incidents.system import System, clock_text
from lablib.simulator import limits
from lablib.simulator.world import World

PLAYED_MIN = 75
"""The game ends so long after the pager."""
PAGES_AFTER = 3
"""Minutes outside the objective, of the last five that can be judged."""
OF_LAST = 5
NO_PAGE_BY_MIN = 90
MAPPING_CHANGE_S = 60.0
"""Creating and updating a mapping take so long; AWS says minutes."""
MOST_HOURS = (NO_PAGE_BY_MIN + PLAYED_MIN) / 60


class Night:
    """One night. It has not begun before `open`."""

    def __init__(self, incident: Incident) -> None:
        self.incident = incident
        setup = incident.setup
        self.world = World(
            incident.seed,
            policies=scale.policies(setup),
            identify=event_in,
            name=f"game day, level {incident.level}",
        )
        self.world.metrics.visible_after_s = slo.SEEN_AFTER_S
        self.world.lambda_.mapping_create_s = self.world.lambda_.mapping_update_s = MAPPING_CHANGE_S
        self.system = System(self.world, setup)
        self.evidence: list[Evidence] = []
        self.done: list[Act] = []
        self.paged_s = 0.0
        """When the pager went off, in seconds since the epoch."""
        self.pager = ""
        """What it said."""

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
        self.system.start(MOST_HOURS)
        self.incident.begin(self.system)
        while not self._pages():
            if self.world.elapsed_s > NO_PAGE_BY_MIN * 60:
                raise RuntimeError(f"seed {self.incident.seed}: nothing has paged by minute {NO_PAGE_BY_MIN}")
            self.world.sleep(limits.METRIC_PERIOD_S)
        self.paged_s = self.system.now_s
        self.pager = self._pager_text()

    def close(self) -> None:
        """The world ends."""
        if self.world.is_open:
            self.system.books.close()
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
        return len(self._outside(self.system.now_s - slo.SEEN_AFTER_S))

    @property
    def left_min(self) -> float:
        """Minutes until the game ends."""
        return PLAYED_MIN - (self.system.now_s - self.paged_s) / 60

    def sources(self) -> dict[str, int]:
        """What can be looked at, and how many minutes each look takes."""
        return dict(costs.LOOK_MINUTES)

    def acts(self) -> dict[str, str]:
        """What can be done, with a line on each."""
        return {name: (make.__doc__ or "").splitlines()[0] for name, make in acting.ACTS.items()}

    def causes(self) -> dict[str, str]:
        """The causes that there are to name, with a sentence on each."""
        return {cause.id: cause.says for cause in CAUSES.values()}

    # --- what somebody on call does ------------------------------------------------------------------

    def look(self, source: str, **which: Any) -> Evidence:
        """Look at a source; it takes its minutes. `sources()` names them.

        Raises ValueError for a source that there isn't, TypeError for a choice that the source hasn't.
        """
        whole = looking.chosen(source, which)
        with self._on_call():
            self._spend(costs.LOOK_MINUTES[source])
            text, rows = looking.look(self.system, source, whole)
        return self._seen(source, whole, text, rows)

    def act(self, name: str, **params: Any) -> Act:
        """Change something; it takes its minutes. `acts()` names them.

        Raises ValueError for an act that there isn't or that can't be, and what AWS answers to the call.
        """
        with self._on_call():
            plan = acting.plan(self.system, name, **params)
            at_s = self._since_page()
            text = plan.first()
            self._spend(plan.minutes)
            plan.then()
        act = Act(name, params, at_s, plan.minutes * 60, text)
        self.done.append(act)
        return act

    def wait(self, minutes: float) -> None:
        """Let time pass."""
        with self._on_call():
            self._spend(minutes)

    def play_on(self) -> None:
        """Let time pass until the game is over."""
        self.wait(PLAYED_MIN)

    # --- inside ----------------------------------------------------------------------------------------

    def _seen(self, source: str, which: dict[str, Any], text: str, rows: list[Any]) -> Evidence:
        number = len(self.evidence) + 1
        evidence = Evidence(f"look {number}", source, which, self._since_page(), text, rows)
        self.evidence.append(evidence)
        return evidence

    def _since_page(self) -> float:
        return round(self.system.now_s - self.paged_s, 6)

    def _spend(self, minutes: float) -> None:
        """Time goes on, at most to the end of the game."""
        end_s = self.paged_s + PLAYED_MIN * 60
        self.world.sleep(max(0.0, min(minutes * 60, end_s - self.system.now_s)))

    @contextmanager
    def _on_call(self) -> Iterator[None]:
        """In a notebook time is real between cells; here it is virtual."""
        self.world.require_open()
        was_on = self.world.time.is_on
        if not was_on:
            self.world.time.on()
        try:
            yield
        finally:
            if not was_on:
                self.world.time.off()

    def _outside(self, until_s: float) -> list[float]:
        begin_s = self.world.start_us / limits.US_PER_S
        served = self.system.served(begin_s, until_s)
        return slo.minutes_outside(served, self.system.books.booked_at_s, begin_s, until_s)

    def _pages(self) -> bool:
        until_s = self.system.now_s - slo.SEEN_AFTER_S
        from_s = until_s - slo.WITHIN_S - (OF_LAST + 1) * 60
        served = self.system.served(from_s, until_s)
        outside = slo.minutes_outside(served, self.system.books.booked_at_s, from_s, until_s)
        return len(outside) >= PAGES_AFTER

    def _pager_text(self) -> str:
        _, alarms = looking.look(self.system, "alarms", {})
        firing = [f"{name} (since {since})" for name, state, since in alarms if state == "ALARM"]
        return (
            f"{self.now} PAGE usage-billing: of {OF_LAST} minutes, {PAGES_AFTER} or more are outside the "
            f"objective (99 % of usage is booked within 10 minutes).\n"
            f"Alarms: {', '.join(firing) or 'none fires'}."
        )
