"""A rehearsal: N learners without a browser, at once, in a hub of their own on this machine."""

from __future__ import annotations

import os
import random
import secrets
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import requests

from lablib.classroom.learner import HeadlessLearner, LearnerError
from lablib.classroom.pace import Pace, Rhythm
from lablib.classroom.processes import Watch
from lablib.classroom.room_settings import PORTS, RoomSettings, is_taken
from lablib.classroom.steps import WIDGET, Kind, Step, solved_notebook, steps
from lablib.teaching.course import Lab

HUB_WITHIN_S = 120.0
CONFIG = Path("classroom") / "jupyterhub_config.py"
WITH_PARENT = "lablib.teaching.kernels.with_parent"  # a rehearsal that is killed leaves no hub
MOVES = 5  # of the slider


@dataclass(slots=True)
class Measured:
    """What was timed of all learners together, in seconds, and what went wrong."""

    spawn: list[float] = field(default_factory=list)
    opened: list[float] = field(default_factory=list)
    """From the click on a notebook to its kernel's first answer."""
    cells: dict[Kind, list[float]] = field(default_factory=lambda: {kind: [] for kind in Kind})
    saved: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    finished: int = 0
    """Learners who came to the end of the lab."""
    wall_s: float = 0.0


def rehearse(
    root: Path,
    room: RoomSettings,
    lab: Lab,
    pace: Pace,
    tell: Callable[[float], None] = lambda done: None,
    seed: int = 7,
) -> tuple[Measured, Watch]:
    """Start a hub, let everybody work through the lab, and stop the hub.

    Raises `LearnerError` if the hub doesn't start.
    """
    measured, done = Measured(), _Count(room.users, tell)
    with hub(root, room) as started, Watch(started.pid) as watch:
        began = time.monotonic()
        threads = []
        for number in range(room.users):
            one = HeadlessLearner(room.bind_url, f"learner{number + 1:02}")
            rhythm = Rhythm(pace, lab.facts.minutes, random.Random(seed + number))
            arguments = root, lab, one, room.password("learners"), rhythm, measured, done
            threads.append(threading.Thread(target=_work, args=arguments, name=one.name))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        measured.wall_s = time.monotonic() - began
        watch.measure_memory()
    return measured, watch


class _Count:
    """How many have finished."""

    def __init__(self, users: int, tell: Callable[[float], None]) -> None:
        self._users, self._tell, self._done, self._lock = users, tell, 0, threading.Lock()

    def one_more(self) -> None:
        with self._lock:
            self._done += 1
            self._tell(self._done / self._users)


def _work(
    root: Path,
    lab: Lab,
    one: HeadlessLearner,
    password: str,
    rhythm: Rhythm,
    measured: Measured,
    done: _Count,
) -> None:
    """A learner's whole lab."""
    try:
        time.sleep(rhythm.arrives_after_s)
        one.log_in(password)
        measured.spawn.append(one.start_server())
        path = f"{lab.name}.ipynb"
        notebook = one.read(path)
        measured.opened.append(one.open(path))
        passed = 0
        for step in steps(root, lab):
            one.pause(rhythm.pause_s(step.minutes))
            passed += _run(one, step, measured)
        if passed < len(lab.exercises):
            measured.errors.append(
                f"{one.name}: the solutions passed {passed} of {len(lab.exercises)} checks"
            )
        _use_a_widget(one, measured)
        measured.saved.append(one.save(path, solved_notebook(notebook, root, lab)))
        measured.finished += 1
    except (LearnerError, requests.RequestException, KeyError, ValueError) as error:
        measured.errors.append(f"{one.name}: {type(error).__name__}: {str(error)[:200]}")
    finally:
        one.leave()
        done.one_more()


def _run(one: HeadlessLearner, step: Step, measured: Measured) -> bool:
    """Whether it was a check that passed."""
    ran = one.run(step.code)
    measured.cells[step.kind].append(ran.seconds)
    if ran.error and not step.fails:
        measured.errors.append(f"{one.name}: {ran.error[:200]} in {step.code[:40]!r}")
    return step.kind is Kind.CHECK and ": passed" in ran.text


def _use_a_widget(one: HeadlessLearner, measured: Measured) -> None:
    _run(one, Step(WIDGET, Kind.CELL), measured)
    if not one.sliders:
        measured.errors.append(f"{one.name}: no slider came")
        return
    for move in range(1, MOVES + 1):
        measured.cells[Kind.WIDGET].append(one.move(one.sliders[-1], move).seconds)


@contextmanager
def hub(root: Path, room: RoomSettings) -> Iterator[subprocess.Popen[bytes]]:
    """A hub that serves, until the block ends. Its log is `hub.log` in the room's folder."""
    room.make_folders()
    command = [*room.python(WITH_PARENT), "jupyterhub", "--config", str(root / CONFIG)]
    environment = os.environ | room.as_environment()
    with (room.kept / "hub.log").open("ab") as log:
        started = subprocess.Popen(  # noqa: S603 - ourselves
            command, cwd=room.kept, env=environment, stdout=log, stderr=log, start_new_session=True
        )
    try:
        wait_for_hub(room, started)
        yield started
    finally:
        started.send_signal(signal.SIGTERM)
        started.wait()
        room.end_proxy()
        room.remove_sockets()


def wait_for_hub(room: RoomSettings, started: subprocess.Popen[bytes]) -> None:
    """Until the hub shows its login and its templates listen. Raises `LearnerError`."""
    deadline = time.monotonic() + HUB_WITHIN_S
    while time.monotonic() < deadline and started.poll() is None:
        with suppress(requests.RequestException):
            is_ready = all(each.exists() for each in room.sockets)
            if is_ready and requests.get(f"{room.bind_url}/hub/login", timeout=5).ok:
                return
        time.sleep(0.5)
    log = (room.kept / "hub.log").read_text("utf-8", "replace")
    raise LearnerError(f"the hub doesn't start: {log[-1500:]}")


def free_ports() -> int:
    """The first of four ports in a row that nothing listens on."""
    for _ in range(100):
        first = 20_000 + secrets.randbelow(12_000)  # above, the system takes ports for connections
        if not any(is_taken(first + more) for more in range(PORTS)):
            return first
    raise LearnerError("no four free ports in a row on this machine")
