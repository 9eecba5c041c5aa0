"""Python's own tests of locks in a world, and pools and queues against schedules made by hand."""

import heapq
import queue
import random
import threading
import time
import unittest
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lablib import World

DELAYS_MS = st.integers(0, 50)


def by_hand(workers, tasks_ms):
    """When each task of a pool ends: the first worker that is free takes the next one. In ms."""
    free, ends = [0] * workers, []
    for takes_ms in tasks_ms:
        at_ms = heapq.heappop(free) + takes_ms
        ends.append(at_ms)
        heapq.heappush(free, at_ms)
    return ends


@given(st.integers(1, 4), st.lists(DELAYS_MS, max_size=12))
def test_a_pool_of_workers_keeps_the_schedule_that_one_makes_by_hand(workers, tasks_ms):
    with World() as world, ThreadPoolExecutor(workers) as pool:

        def work(takes_ms):
            time.sleep(takes_ms / 1_000)
            return round(world.elapsed_s * 1_000)

        assert list(pool.map(work, tasks_ms)) == by_hand(workers, tasks_ms)


@given(st.integers(1, 3), st.integers(1, 3), st.lists(DELAYS_MS, max_size=12), DELAYS_MS)
def test_a_bounded_queue_keeps_the_schedule_that_one_makes_by_hand(size, workers, gaps_ms, takes_ms):
    """A producer fills it and workers empty it: each item once, in order, as soon as there's room."""
    got, waiting = [], queue.Queue(size)
    with World() as world:

        def consume():
            while (item := waiting.get()) is not None:
                got.append((item, round(world.elapsed_s * 1_000)))
                time.sleep(takes_ms / 1_000)

        threads = [threading.Thread(target=consume) for _ in range(workers)]
        for each in threads:
            each.start()
        for item, gap_ms in enumerate(gaps_ms):
            time.sleep(gap_ms / 1_000)
            waiting.put(item)
        for _ in threads:
            waiting.put(None)
        for each in threads:
            each.join()
    assert got == queue_by_hand(size, workers, gaps_ms, takes_ms)


def queue_by_hand(size, workers, gaps_ms, takes_ms):
    """Which item is taken when: a put waits until there is room, and the next one comes after its gap."""
    free, taken, put_at_ms = [0] * workers, [], 0
    for item, gap_ms in enumerate(gaps_ms):
        room_ms = taken[item - size] if item >= size else 0
        put_at_ms = max(put_at_ms + gap_ms, room_ms)
        taken.append(max(heapq.heappop(free), put_at_ms))
        heapq.heappush(free, taken[-1] + takes_ms)
    return list(enumerate(taken))


def counts_of(program, seed):
    """What a random program over locks, conditions and queues counts, whoever runs its threads."""
    draw, lock, ready = random.Random(seed), threading.RLock(), threading.Condition()
    things, counts, tokens = queue.Queue(3), {"locked": 0, "passed": 0}, [0]

    def work(steps):
        for step in steps:
            if step == "lock":
                with lock, lock:
                    before = counts["locked"]
                    time.sleep(0.000_1)
                    counts["locked"] = before + 1
            elif step == "pass":
                things.put(1)
                counts["passed"] += things.get()
            else:
                with ready:
                    tokens[0] += 1
                    ready.notify()
                    ready.wait_for(lambda: tokens[0] > 0, timeout=0.001)

    threads = [threading.Thread(target=work, args=(draw.sample(steps, len(steps)),)) for steps in program]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return counts, tokens[0], things.qsize()


PROGRAMS = st.lists(st.lists(st.sampled_from(["lock", "pass", "wait"]), max_size=5), min_size=1, max_size=3)


@pytest.mark.nightly
@given(PROGRAMS, st.integers(0, 99))
def test_a_random_program_counts_the_same_with_real_threads(program, seed):
    with World():
        virtual = counts_of(program, seed)
    assert virtual == counts_of(program, seed)


lock_tests = pytest.importorskip("test.lock_tests", reason="this Python comes without its own tests")


def start(function, arguments):
    """As `_thread.start_new_thread`, which Python's tests call, and which starts a real thread everywhere."""
    threading.Thread(target=function, args=arguments).start()


class LockTests(lock_tests.LockTests):
    def locktype(self):
        return threading.Lock()


class RLockTests(lock_tests.RLockTests):
    def locktype(self):
        return threading.RLock()


class EventTests(lock_tests.EventTests):
    eventtype = staticmethod(threading.Event)


class ConditionTests(lock_tests.ConditionTests):
    condtype = staticmethod(threading.Condition)


class SemaphoreTests(lock_tests.SemaphoreTests):
    semtype = staticmethod(threading.Semaphore)


class BoundedSemaphoreTests(lock_tests.BoundedSemaphoreTests):
    semtype = staticmethod(threading.BoundedSemaphore)


class BarrierTests(lock_tests.BarrierTests):
    barriertype = staticmethod(threading.Barrier)


CASES = [
    LockTests,
    RLockTests,
    EventTests,
    ConditionTests,
    SemaphoreTests,
    BoundedSemaphoreTests,
    BarrierTests,
]


@pytest.mark.nightly
@pytest.mark.parametrize("case", CASES)
def test_python_s_own_tests_of_locks_pass_in_a_world(case, monkeypatch):
    monkeypatch.setattr(lock_tests, "start_new_thread", start)
    result = unittest.TestResult()
    for test in unittest.defaultTestLoader.loadTestsFromTestCase(case):
        with World():
            test.run(result)
    assert result.testsRun >= 6
    assert [text for _, text in result.errors + result.failures] == []


del LockTests, RLockTests, EventTests, ConditionTests, SemaphoreTests, BoundedSemaphoreTests, BarrierTests
