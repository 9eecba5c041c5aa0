"""Processes and freezegun: inside a world each is refused with its remedy, outside it works."""

import asyncio
import functools
import multiprocessing
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from types import ModuleType

import pytest

from lablib import World
from lablib.simulator.clock.errors import ClockError


async def send_and_pause():
    await asyncio.sleep(1)
    return "sent"


def test_an_async_function_is_not_spawned_as_one_that_does_nothing():
    with (
        World() as world,
        pytest.raises(ClockError, match=r"async function send_and_pause\(\) .* asyncio\.run\(send_and_pause"),
    ):
        world.spawn(send_and_pause)
    partly = functools.partial(send_and_pause)
    with (
        World() as world,
        pytest.raises(ClockError, match=r"async function send_and_pause\(\) .* asyncio\.run\(send_and_pause"),
    ):
        world.spawn(partly)


# --- processes --------------------------------------------------------------------------------------


@pytest.fixture
def pipe():
    here, there = multiprocessing.Pipe()
    yield here
    here.close()
    there.close()


def in_a_pool():
    with ProcessPoolExecutor(1) as pool:
        return pool.submit(abs, -1).result(timeout=60)


@pytest.mark.parametrize(
    "starts",
    [
        lambda: multiprocessing.Process(target=abs, args=(1,)).start(),
        lambda: multiprocessing.Pool(1),
        multiprocessing.Manager,
        in_a_pool,
    ],
    ids=["Process", "Pool", "Manager", "ProcessPoolExecutor"],
)
def test_a_process_is_refused_before_anybody_waits_for_it(starts):
    with (
        World(),
        pytest.raises(ClockError, match=r"Process\.start\(\).*Remedy: .*world\.spawn\(fn, \.\.\.\)"),
    ):
        starts()


@pytest.mark.parametrize("timeout", [(), (0,), (0.01,)], ids=["now", "0", "0.01"])
def test_a_wait_for_what_a_process_sends_is_refused_and_works_after_the_world(pipe, timeout):
    with World(), pytest.raises(ClockError, match=r"A wait of multiprocessing.*Remedy: "):
        pipe.poll(*timeout)
    assert pipe.poll(*timeout) is False


def test_a_wait_for_a_queue_of_processes_is_refused():
    waiting = multiprocessing.Queue()
    with World(), pytest.raises(ClockError, match=r"A wait of multiprocessing.*Remedy: "):
        waiting.get(timeout=0.01)
    waiting.close()


# --- freezegun --------------------------------------------------------------------------------------


@pytest.fixture
def frozen(monkeypatch):
    """freezegun as it is while `freeze_time` holds the time; the list is its own."""
    freezegun = ModuleType("freezegun.api")
    freezegun.freeze_factories = []
    monkeypatch.setitem(sys.modules, "freezegun.api", freezegun)
    return freezegun.freeze_factories


def test_freezegun_around_a_world_is_refused_each_time(frozen):
    frozen.append("2020-01-01")
    for _ in range(2):
        with (
            pytest.raises(ClockError, match=r"freezegun has frozen the time.*World\(start_us=\.\.\.\)"),
            World(),
        ):
            pass
    frozen.clear()
    with World() as world:
        time.sleep(1)
        assert world.elapsed_s == 1


def test_freezegun_inside_a_world_is_refused_when_time_moves(frozen):
    def freezes():
        frozen.append("2020-01-01")
        time.sleep(1)

    with pytest.raises(ClockError, match="freezegun has frozen the time"), World():
        freezes()
