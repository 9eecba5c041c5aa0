"""Names that were bound above the world read and sleep virtual time, wherever they stand."""

import functools
import pickle
import sched
import subprocess
import sys
import threading
import time
import timeit
from copy import deepcopy
from dataclasses import dataclass
from datetime import date, datetime
from time import asctime, ctime, monotonic, monotonic_ns, perf_counter, perf_counter_ns, sleep
from time import time as now_s
from types import BuiltinFunctionType, ModuleType

import boto3
import pytest
from botocore.config import Config
from learner_module import module_of

from lablib import World
from lablib.simulator import limits

utc_now, today = datetime.utcnow, date.today
sleep_a_second = functools.partial(time.sleep, 1)


def sleeps_by_default(seconds, sleep=time.sleep, *, clock=time.monotonic):
    sleep(seconds)
    return clock()


class Limiter:
    clock = time.monotonic
    nap = staticmethod(time.sleep)

    def __init__(self, pause=time.sleep):
        self.pause = pause


class Slotted:
    __slots__ = ("pause",)

    def __init__(self):
        self.pause = time.sleep


@dataclass(frozen=True)
class Policy:
    pause: object = time.sleep


def closure():
    from time import sleep as own

    def pause(seconds):
        own(seconds)

    return pause


limiter, slotted, policy, in_closure = Limiter(), Slotted(), Policy(), closure()


def in_a_slot(seconds):
    slotted.pause(seconds)


def in_a_frozen_dataclass(seconds):
    policy.pause(seconds)


library = module_of(
    "a_backoff_library",
    """
from time import monotonic as clock, sleep

def retry(attempts, budget_s):
    until = clock() + budget_s
    for attempt in range(attempts):
        if clock() >= until:
            return attempt
        sleep(1)
    return attempts
""",
)


def test_every_clock_bound_by_name_follows_the_world():
    with World():
        sleep(1.5)
        assert [monotonic(), perf_counter()] == [1.5] * 2
        assert [monotonic_ns(), perf_counter_ns()] == [1_500_000_000] * 2
        assert now_s() == limits.WORLD_START_S + 1.5
        assert ctime() == asctime() == "Mon Nov  2 00:00:01 2026"
        assert (utc_now().isoformat(), today().isoformat()) == ("2026-11-02T00:00:01.500000", "2026-11-02")


@pytest.mark.parametrize(
    "pause",
    [
        sleep,
        sleeps_by_default,
        limiter.nap,
        limiter.pause,
        in_a_slot,
        in_a_frozen_dataclass,
        in_closure,
        lambda seconds: [sleep_a_second() for _ in range(seconds)],
        lambda seconds: Limiter().pause(seconds),
        lambda seconds: Policy().pause(seconds),
    ],
    ids=[
        "a name",
        "a default",
        "an attribute of a class",
        "an attribute of an object",
        "a slot",
        "a frozen dataclass",
        "a closure",
        "a partial function",
        "a default of __init__",
        "a default of a dataclass",
    ],
)
def test_a_pause_bound_anywhere_takes_virtual_time(pause):
    with World() as world:
        pause(86_400)
        assert world.elapsed_s == 86_400


def test_a_clock_that_is_an_attribute_of_a_class_is_not_a_method():
    class InAWorld:
        clock = time.perf_counter

    with World():

        class MadeInside:
            clock = time.monotonic
            nap = time.sleep

        MadeInside().nap(2)
        seen = limiter.clock(), Limiter.clock(), InAWorld().clock(), MadeInside().clock(), MadeInside.clock()
        assert seen == (2, 2, 2, 2, 2)


def test_a_library_that_was_imported_before_retries_in_virtual_time():
    with World() as world:
        assert library.retry(attempts=1_000, budget_s=30) == 30
        assert world.elapsed_s == 30


def test_the_scheduler_of_python_runs_on_virtual_time():
    with World() as world:
        plan = sched.scheduler()
        plan.enter(3_600, 1, lambda: None)
        plan.run()
        assert world.elapsed_s == 3_600


def test_what_was_bound_after_a_world_was_closed_is_found_by_the_next():
    with World():
        pass
    later = module_of("bound_between_two_worlds", "from time import sleep, monotonic")
    with World() as world:
        later.sleep(5)
        assert later.monotonic() == world.elapsed_s == 5


def test_after_the_world_they_are_real_again_and_nothing_is_left_in_time():
    with World():
        sleep(86_400)
    began = monotonic()
    sleep(0.02)
    assert 0.02 <= monotonic() - began < 60
    assert isinstance(time.sleep, BuiltinFunctionType)
    assert isinstance(time.monotonic, BuiltinFunctionType)


def test_another_thread_keeps_real_time_through_names_bound_early():
    seen = []

    def elsewhere():
        began = monotonic()
        sleep(0.02)
        seen.append(monotonic() - began)

    release = threading.Event()
    thread = threading.Thread(target=lambda: (release.wait(60), elsewhere()))
    thread.start()
    with World() as world:
        sleep(86_400)
        release.set()
        thread.join()
        assert world.elapsed_s == 86_400
    assert 0.02 <= seen[0] < 60


def test_what_waits_for_programs_keeps_its_deadlines():
    """With a deadline in virtual time, which stands still meanwhile, none of these would come back."""
    with World() as world:
        with pytest.raises(subprocess.TimeoutExpired):
            subprocess.run([sys.executable, "-c", "import time; time.sleep(60)"], timeout=0.2, check=False)
        assert timeit.Timer("pass").autorange()[1] > 0
        assert world.elapsed_s == 0


def test_a_copy_of_an_object_keeps_its_clock():
    with World():
        pass
    assert deepcopy(limiter).pause is limiter.pause


def test_the_look_through_all_objects_is_taken_again_only_when_a_clock_was_bound(monkeypatch):
    from lablib.simulator.clock.virtual_time import _EARLY_BOUND

    looks = []
    look = type(_EARLY_BOUND)._replace_all
    monkeypatch.setattr(type(_EARLY_BOUND), "_replace_all", lambda self: (looks.append(1), look(self)))
    with World():
        pass
    looks.clear()
    for _ in range(3):
        with World():
            pass
    assert looks == []
    holder = ModuleType("holder")
    holder.nap = time.sleep
    with World():
        assert holder.nap is time.sleep
    assert looks == [1]


def test_the_modules_are_looked_through_again_only_when_one_may_have_bound_a_clock(monkeypatch):
    from lablib.simulator.clock.virtual_time import _EARLY_BOUND

    looks = []
    keep = type(_EARLY_BOUND)._keep
    monkeypatch.setattr(
        type(_EARLY_BOUND), "_keep", lambda self, *place: (looks.append(1), keep(self, *place))
    )
    clients, retries = [], Config(retries={"mode": "standard"})  # each of these keeps a sleep
    for number in range(3):
        with World():
            clients.append(boto3.client("kinesis", config=retries))
        if number == 0:
            looks.clear()
    looks_of_two_worlds = len(looks)
    with World():
        late = module_of("bound_in_the_last_world", "from time import sleep")
    assert (looks_of_two_worlds, late.sleep) == (0, time.sleep)
    assert looks


def test_after_the_world_the_names_of_modules_are_python_s_own_functions_again():
    early = module_of("bound_and_put_back", "from time import sleep, monotonic\nfrom threading import Lock")
    with World():
        assert early.sleep is time.sleep
        late = module_of("bound_in_a_world", "from time import sleep")
    assert (early.sleep, early.monotonic, late.sleep) == (time.sleep, time.monotonic, time.sleep)
    assert early.Lock is threading.Lock
    with World() as world:
        early.sleep(5)
        late.sleep(5)
        assert world.elapsed_s == 10


def test_what_keeps_a_function_of_a_world_is_pickled_for_a_process_without_lablib():
    with World():
        inside = pickle.dumps(time.sleep)
        kept = time.sleep
        assert pickle.loads(inside) is time.sleep
    after = pickle.dumps(kept)
    assert pickle.loads(after) is pickle.loads(inside) is time.sleep
    assert b"lablib" not in inside + after
