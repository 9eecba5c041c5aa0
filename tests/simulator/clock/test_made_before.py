"""What a module made before the world was open, as production code does: pools, clients behind a property."""

import asyncio
import functools
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from lablib import World
from lablib.simulator.clock.errors import ClockError


def test_a_pool_from_before_that_has_no_thread_yet_works_in_the_world_and_after_it():
    pool = ThreadPoolExecutor(2)

    with World(7) as world:
        done = [pool.submit(time.sleep, 1) for _ in range(4)]
        assert [each.result() for each in done] == [None] * 4
        assert world.elapsed_s == 2.0
    assert pool.submit(lambda: 5).result(timeout=20) == 5
    pool.shutdown()


def test_a_timeout_of_such_a_pool_is_virtual():
    pool = ThreadPoolExecutor(1)

    with World(7) as world:
        with pytest.raises(TimeoutError):
            pool.submit(time.sleep, 3).result(timeout=1)
        assert world.elapsed_s == 1.0


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="Python 3.12 took the lock out of cached_property")
def test_a_property_that_is_cached_is_computed_once_by_three_threads():
    made = []

    with World(7), ThreadPoolExecutor(3) as pool:

        class Sender:
            @functools.cached_property
            def client(self) -> object:
                made.append(1)
                time.sleep(0.1)
                return object()

        sender = Sender()
        clients = {each.result() for each in [pool.submit(lambda: sender.client) for _ in range(3)]}
    assert (len(made), len(clients)) == (1, 1)


def test_a_signal_handler_of_a_loop_is_refused_with_the_remedy():
    async def register() -> None:
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, print)

    with World(7), pytest.raises(ClockError, match="a signal comes in real time"):
        asyncio.run(register())
