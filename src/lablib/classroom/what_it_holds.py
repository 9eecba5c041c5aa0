"""How many learners a machine holds, as far as memory says: what is reckoned before anything has run."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from lablib.classroom.room_settings import HUB_MB, KERNEL_MB, LEAST_KERNEL_MB, MOST_KERNEL_MB, SERVER_MB

BYTES_PER_MB = 2**20
TOO_LITTLE = (
    "This machine has {memory:,} MB of memory, and {users} learners who work through lab 02 need {needed:,} "
    "MB. Remedy: more memory{fewer}"
)


@dataclass(frozen=True, slots=True)
class Machine:
    """What matters of one."""

    cores: int
    memory_mb: int

    @classmethod
    def here(cls) -> Machine:
        """This one. In a container it is what the container may have, where Linux says so."""
        total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
        for file in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
            if Path(file).exists() and (limit := Path(file).read_text().strip()).isdigit():
                total = min(total, int(limit))
        return cls(len(os.sched_getaffinity(0)), total // BYTES_PER_MB)


def kernel_memory_mb(machine: Machine, users: int) -> int:
    """What each kernel is allowed: an equal share of nine tenths, within what is useful.

    Few need it at the same time, so the least is more than a share of a small machine.
    """
    share = (0.9 * machine.memory_mb - HUB_MB) / users - SERVER_MB
    return round(min(max(share, LEAST_KERNEL_MB), MOST_KERNEL_MB))


def memory_doubts(machine: Machine, users: int) -> list[str]:
    """A sentence if the memory isn't enough, with the remedy; empty if it is."""
    needed = HUB_MB + users * (SERVER_MB + KERNEL_MB)
    if needed <= 0.9 * machine.memory_mb:
        return []
    holds = max(0, int((0.9 * machine.memory_mb - HUB_MB) / (SERVER_MB + KERNEL_MB)))
    fewer = f", or --users {holds}" if holds else ""
    return [TOO_LITTLE.format(memory=machine.memory_mb, users=users, needed=needed, fewer=fewer)]
