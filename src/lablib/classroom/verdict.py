"""Whether a rehearsal went well enough, what limited it, and what to change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from lablib.classroom.processes import Watch
from lablib.classroom.rehearsal import Measured
from lablib.classroom.steps import Kind
from lablib.classroom.what_it_holds import Machine

CHECK_MEDIAN_S, CHECK_WORST_S = 5.0, 15.0
"""No learner waits longer for a verdict without losing the thread."""
SPAWN_WORST_S = 60.0
LEAST_AVAILABLE = 0.1
"""Of the memory, at the tightest second."""
MOST_OTHERS = 0.1
"""The share of the processors that other programs may take without being mentioned."""
SATURATED = 0.5
"""The share of busy seconds from which the processors are what limits."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said at the end."""

    holds: bool
    sentences: tuple[str, ...]


def rows(measured: Measured, watch: Watch) -> Iterator[tuple[str, str, str, str]]:
    """The table: what, median, worst, how many."""
    timed: dict[str, Sequence[float]] = {
        "server ready": measured.spawn,
        "lab opened, kernel ready": measured.opened,
        "a cell": measured.cells[Kind.CELL],
        "a check": measured.cells[Kind.CHECK],
        "a step of a slider": measured.cells[Kind.WIDGET],
        "notebook saved": measured.saved,
    }
    for what, seconds in timed.items():
        if seconds:
            yield what, f"{median(seconds):.2f} s", f"{max(seconds):.2f} s", str(len(seconds))
    for what, sizes in (("memory of a server", watch.seats_mb), ("memory of a kernel", watch.kernels_mb)):
        if sizes:
            yield what, f"{median(sizes):.0f} MB", f"{max(sizes):.0f} MB", str(len(sizes))
    if watch.seats_mb:
        yield "processor time of a learner", f"{watch.a_learner_cpu_s():.1f} s", "", str(len(watch.seats_mb))
    yield "memory of hub, proxy, desk, templates", f"{watch.rest_mb:.0f} MB", "", ""
    yield "errors", str(len(measured.errors)), "", ""


def judge(measured: Measured, watch: Watch, machine: Machine, users: int) -> Verdict:
    """Compare what was measured with how long a learner waits without losing the thread."""
    missed = list(_missed(measured, machine, watch))
    if measured.finished < users:
        missed.insert(0, f"{users - measured.finished} of {users} learners didn't come to the end of the lab")
    room = "1 learner" if users == 1 else f"{users} learners"
    busy = f"All processors ({machine.cores}) were busy for {watch.busy_share():.0%} of the rehearsal."
    others = watch.others_share(machine.cores)
    if others > MOST_OTHERS:
        busy += (
            f" Other programs took {others:.0%} of the processor time (load average {watch.load_before:.1f} "
            "before the start), so the room would be faster on its own."
        )
    if not missed:
        return Verdict(True, (f"This machine holds {room}. {busy}",))
    said = f"This machine doesn't hold {room}: {'; '.join(missed)}."
    return Verdict(False, (said, busy, _limit(watch, machine), *measured.errors[:5]))


def _limit(watch: Watch, machine: Machine) -> str:
    """What ran out, and the remedy."""
    if watch.others_share(machine.cores) > SATURATED:
        return "The other programs are the limit. Remedy: stop them, then rehearse again."
    if watch.busy_share() > SATURATED:
        return (
            f"Processor time is the limit. Remedy: use a machine with more than {machine.cores} processors, "
            "invite fewer learners, or let the rows of the room start a few minutes apart."
        )
    if min(watch.available_mb, default=machine.memory_mb) < LEAST_AVAILABLE * machine.memory_mb:
        each = watch.a_learner_mb()
        fits = int((0.9 * machine.memory_mb - watch.rest_mb) / max(1.0, each))
        return (
            f"Memory is the limit: each learner takes {each:.0f} MB. Remedy: more memory, or {fits} learners."
        )
    return (
        "Neither the processors nor the memory ran out. Remedy: read the errors, if there are any, and "
        "rehearse again."
    )


def _missed(measured: Measured, machine: Machine, watch: Watch) -> Iterator[str]:
    checks = measured.cells[Kind.CHECK]
    if measured.errors:
        yield f"there were errors: {len(measured.errors)}"
    if checks and median(checks) > CHECK_MEDIAN_S:
        yield f"half of the checks took over {median(checks):.1f} s (at most {CHECK_MEDIAN_S:.0f} s is fine)"
    if checks and max(checks) > CHECK_WORST_S:
        yield f"the slowest check took {max(checks):.1f} s (at most {CHECK_WORST_S:.0f} s is fine)"
    if measured.spawn and max(measured.spawn) > SPAWN_WORST_S:
        took = f"the slowest server took {max(measured.spawn):.0f} s to start"
        yield f"{took} (at most {SPAWN_WORST_S:.0f} s is fine)"
    if min(watch.available_mb, default=machine.memory_mb) < LEAST_AVAILABLE * machine.memory_mb:
        yield "less than a tenth of the memory stayed free"
