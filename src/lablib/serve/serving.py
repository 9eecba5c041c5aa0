"""`lablib serve`: world, keeper and server put together, from the first line on the terminal to Ctrl-C."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from lablib.serve.call import SCOPE
from lablib.serve.control import PATH, Control
from lablib.serve.door import Door
from lablib.serve.functions_file import deploy_functions
from lablib.serve.http_server import HOST, Server
from lablib.serve.keeper import Job, Keeper
from lablib.serve.memory import Memory
from lablib.serve.pace import Pace
from lablib.simulator import limits
from lablib.simulator.api.wire import Request
from lablib.simulator.world import World


def serve(
    port: int,
    *,
    speed: float = 1.0,
    seed: int = 0,
    functions: Path | None = None,
    latency_ms: float = limits.LATENCY_MEDIAN_MS,
    max_memory_mb: int = 2_000,
    say: Callable[[str], None],
) -> None:
    """Serve until SIGINT or SIGTERM; main thread only. `say` is told the address when it answers there.

    `port` 0 is any free one. Raises OSError if the port is taken, FunctionsFileError for a file that has no
    handlers.
    """
    pace, memory = Pace(speed), Memory(max_memory_mb)
    keeper = Keeper(pace, memory)
    world = World(seed, start_us=pace.start_us, name="serve")
    world.network.median_latency_ms = latency_ms
    door, control = Door(world, pace, memory), Control(world, pace, keeper)

    def new_job(request: Request) -> Job:
        carry = control.answer if request.target.startswith(PATH) else door.answer
        return Job(request, producer_of(request), carry)

    server = Server(port, keeper, pace, new_job)
    thread = Thread(target=server.serve_forever, name="lablib accepts", daemon=True)
    with server, _stopped_by_signals(keeper):
        thread.start()  # before the world is open, in which a thread would be one of virtual time
        try:
            with world:
                names = deploy_functions(world, functions) if functions else []
                say(_where(server.server_port, speed, names))
                keeper.run(world)
        finally:
            server.shutdown()


def producer_of(request: Request) -> str:
    """The access key that signed it, by which faults and the ledger know its sender."""
    scope = SCOPE.search(request.headers.get("authorization", ""))
    return scope["key"] if scope else "client"


def _where(port: int, speed: float, names: list[str]) -> str:
    functions = f"; functions: {', '.join(names)}" if names else ""
    pace = "" if speed == 1 else f"; {speed:g} virtual seconds go by per second"
    return f"http://{HOST}:{port} answers{pace}{functions}. Ctrl-C ends it."


@contextmanager
def _stopped_by_signals(keeper: Keeper) -> Iterator[None]:
    """The first one lets what is under way come to its end; a second one doesn't wait for that."""

    def stop(number: int, frame: Any) -> None:
        if keeper.is_stopping:
            raise KeyboardInterrupt
        keeper.stop()

    before = {each: signal.signal(each, stop) for each in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
