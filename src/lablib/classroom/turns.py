"""The room's queue for processors: `python -m lablib.classroom.turns ADDRESS CORES`, a service of the hub.

Thirty simulations at once on two processors all come to their end late. One after another, most end early,
and a check doesn't wait for cells: it goes at once unless a check runs on each processor. But a cell lets
only so many checks pass, or a room that checks and checks would never run it. A kernel connects, says what
it has (`lablib.teaching.turns`), is told how many are before it, and goes at 0. Its turn ends with the
connection. Whoever takes long doesn't hold up the room.
"""

from __future__ import annotations

import asyncio
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from lablib.teaching.kernels.with_parent import end_with_parent
from lablib.teaching.turns import CHECK

MOST_HELD_S = 30.0
"""Then a turn no longer counts; it isn't ended."""
MOST_PASSED = 10
"""So many checks go before a cell that came earlier; then the others queue after it."""
READ_BYTES = 2**16
ANYBODY = 0o666  # the folder around the socket says who may come to it


@dataclass(slots=True, eq=False)
class Turn:
    """One that waits or runs. `told` is how many were before it when it was last told; 0 is go."""

    is_check: bool
    told: int = -1
    passed_by: int = 0
    """So many checks came later and go earlier."""

    @property
    def can_be_passed(self) -> bool:
        """By a check."""
        return not self.is_check and self.passed_by < MOST_PASSED


@dataclass(slots=True)
class Queue:
    """Who runs and who waits. First come, first served, and checks before cells, up to `MOST_PASSED`."""

    cores: int
    running: list[Turn] = field(default_factory=list)
    waiting: list[Turn] = field(default_factory=list)

    def come(self, turn: Turn) -> list[Turn]:
        """One more; whom there is something new to tell."""
        place = len(self.waiting)
        while turn.is_check and place and self.waiting[place - 1].can_be_passed:
            place -= 1
            self.waiting[place].passed_by += 1
        self.waiting.insert(place, turn)
        return self._settle()

    def leave(self, turn: Turn) -> list[Turn]:
        """One less, wherever it was; whom there is something new to tell."""
        for turns in (self.running, self.waiting):
            if turn in turns:
                turns.remove(turn)
        return self._settle()

    def _settle(self) -> list[Turn]:
        gone = []
        while self.waiting and self._is_free_for(self.waiting[0]):
            gone.append(self.waiting.pop(0))
            self.running.append(gone[-1])
        ahead = dict.fromkeys(gone, 0) | {turn: n + 1 for n, turn in enumerate(self.waiting)}
        changed = [turn for turn in ahead if turn.told != ahead[turn]]
        for turn in changed:
            turn.told = ahead[turn]
        return changed

    def _is_free_for(self, turn: Turn) -> bool:
        rivals = [each for each in self.running if each.is_check or not turn.is_check]
        return len(rivals) < self.cores


class Room:
    """The queue with its connections."""

    def __init__(self, cores: int) -> None:
        self._queue = Queue(cores)
        self._writers: dict[Turn, asyncio.StreamWriter] = {}

    @property
    def is_busy(self) -> bool:
        """Whether somebody is connected."""
        return bool(self._writers)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, to its end."""
        turn = Turn(await reader.read(1) == CHECK)
        self._writers[turn] = writer
        self._tell(self._queue.come(turn))
        with suppress(ConnectionError):  # as good an end as any
            while await reader.read(READ_BYTES):  # whatever else it says, nothing of it is kept
                pass
        del self._writers[turn]
        self._ends(turn)
        writer.close()

    def _ends(self, turn: Turn) -> None:
        self._tell(self._queue.leave(turn))

    def _tell(self, turns: list[Turn]) -> None:
        for turn in turns:
            self._writers[turn].write(b"%d\n" % turn.told)
            if turn.told == 0:
                asyncio.get_running_loop().call_later(MOST_HELD_S, self._ends, turn)


async def main(address: str, cores: int) -> None:
    """Serve until the hub ends."""
    Path(address).unlink(missing_ok=True)
    server = await asyncio.start_unix_server(Room(cores).serve, address)
    Path(address).chmod(ANYBODY)
    await server.serve_forever()


if __name__ == "__main__":
    end_with_parent()
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
