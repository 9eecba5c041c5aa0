"""What a classroom's processes take of the machine: processor time, and memory with shared pages divided."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

SEAT, SEATS, KERNELS = "lablib.cli.seat", "lablib.cli.warm_seats", "room_template"
"""What waits for a server that was forked, and the two templates. A fork has its template's command."""
EVERY_S = 1.0
MB = 2**20


class Watch:
    """Looks at the machine once a second while it is open, and at the processes below a hub's when asked."""

    def __init__(self, hub_pid: int) -> None:
        self._hub_pid = hub_pid
        self.busy: list[float] = []
        """The share of all processors that was busy, second by second, by whomever."""
        self.available_mb: list[float] = []
        self.seats_mb: list[float] = []
        self.kernels_mb: list[float] = []
        self.rest_mb = 0.0
        """The hub, its proxy and services, and the template of the kernels."""
        self.cpu_s = 0.0
        """Processor time of everything that was alive at the end."""
        self.learners_cpu_s = 0.0
        """And of that the servers' and kernels'."""
        self.load_before = os.getloadavg()[0]
        """The load average of the minute before, which is other programs'."""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *raised: object) -> None:
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        import psutil

        psutil.cpu_percent()
        while not self._stop.wait(EVERY_S):
            self.busy.append(psutil.cpu_percent() / 100)
            self.available_mb.append(psutil.virtual_memory().available / MB)

    def measure_memory(self) -> None:
        """Sort the processes, and add up what each has for itself and its part of what is shared."""
        import psutil

        hub = psutil.Process(self._hub_pid)
        templates: set[str] = set()
        waiting_mb = 0.0
        for process in [hub, *hub.children(recursive=True)]:
            with suppress(psutil.Error):
                command = " ".join(process.cmdline())
                used_s, size = sum(process.cpu_times()[:2]), _pss_mb(process)
                self.cpu_s += used_s
                template = next((each for each in (SEATS, KERNELS) if each in command), "")
                if template in templates:  # a fork of it
                    (self.seats_mb if template == SEATS else self.kernels_mb).append(size)
                elif SEAT in command:
                    waiting_mb += size
                else:
                    self.rest_mb += size
                if template in templates or SEAT in command:
                    self.learners_cpu_s += used_s
                templates |= {template} - {""}
        self.seats_mb = [each + waiting_mb / len(self.seats_mb) for each in self.seats_mb]
        self.cpu_s += time.process_time()  # the learners that nobody sees

    def a_learner_mb(self) -> float:
        """Server and kernels, on average."""
        return _mean(self.seats_mb) + sum(self.kernels_mb) / max(1, len(self.seats_mb))

    def a_learner_cpu_s(self) -> float:
        """Processor time of server and kernels, on average."""
        return self.learners_cpu_s / max(1, len(self.seats_mb))

    def others_share(self, cores: int) -> float:
        """The part of all processor time that programs beside the room's took, reckoned in whole."""
        return max(0.0, _mean(self.busy) - self.cpu_s / (cores * max(1.0, len(self.busy) * EVERY_S)))

    def busy_share(self, most: float = 0.9) -> float:
        """The share of the seconds in which more than `most` of all processors was busy."""
        return _mean(float(each > most) for each in self.busy)


def _pss_mb(process: Any) -> float:
    """PSS where the system tells it, RSS elsewhere."""
    found = process.memory_full_info()
    return float(getattr(found, "pss", found.rss)) / MB


def _mean(values: Iterable[float]) -> float:
    every = list(values)
    return sum(every) / len(every) if every else 0.0
