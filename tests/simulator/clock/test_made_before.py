"""What a module made before the world was open, as production code does: pools, clients behind a property."""

import asyncio
import functools
import logging
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Thread

import pytest
from learner_module import module_of

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


SENDER = """
import threading, time

_lock = threading.Lock()
_again = threading.RLock()

class Sender:
    shared = threading.Lock()

    def __init__(self):
        self.own = threading.Lock()

sender = Sender()

def send(which, said, name):
    lock = {"name": _lock, "rlock": _again, "class": Sender.shared, "object": sender.own}[which]
    with lock:
        said.append((name, "has it", time.monotonic()))
        time.sleep(1)
"""


@pytest.mark.parametrize("which", ["name", "rlock", "class", "object"])
def test_a_lock_of_a_module_is_held_over_a_wait_and_the_next_thread_gets_it_afterwards(which):
    module = module_of(f"sender_with_locks_{which}", SENDER)
    before = module._lock, module._again, module.Sender.shared, module.sender.own
    said = []
    with World(7):
        threads = [Thread(target=module.send, args=(which, said, name)) for name in "ab"]
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    assert said == [("a", "has it", 0.0), ("b", "has it", 1.0)]
    assert before == (module._lock, module._again, module.Sender.shared, module.sender.own)
    assert module._lock.acquire(blocking=False)
    module._lock.release()


def test_a_log_record_counts_from_the_beginning_of_its_world_and_afterwards_from_that_of_the_process():
    def relative_ms() -> float:
        return logging.LogRecord("", logging.INFO, "", 1, "", (), None).relativeCreated

    before_ms = relative_ms()
    with World(7):
        time.sleep(5)
        with World(8):
            time.sleep(1)
            assert relative_ms() == pytest.approx(1_000)
        assert relative_ms() == pytest.approx(5_000)
    assert before_ms <= relative_ms() < before_ms + 60_000


def test_a_timer_of_the_operating_system_counts_real_seconds_and_moves_no_virtual_time():
    rung = []
    before = signal.signal(signal.SIGALRM, lambda number, frame: rung.append(time.monotonic()))
    try:
        with World(7) as world:
            signal.setitimer(signal.ITIMER_REAL, 3_600)
            time.sleep(7_200)
            left_s, _ = signal.setitimer(signal.ITIMER_REAL, 0)
            assert (rung, world.elapsed_s) == ([], 7_200)
            assert left_s > 3_000
    finally:
        signal.signal(signal.SIGALRM, before)
