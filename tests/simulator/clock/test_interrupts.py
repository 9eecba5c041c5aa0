"""A block that an interrupt must not cut in two."""

import signal
import threading

import pytest

from lablib import World
from lablib.simulator.clock import interrupts


def press():
    signal.raise_signal(signal.SIGINT)


def presses(times, done):
    with interrupts.deferred():
        for _ in range(times):
            press()
        done.append("the rest of the block")


def test_an_interrupt_in_the_block_is_raised_at_its_end():
    done = []
    with pytest.raises(KeyboardInterrupt):
        presses(1, done)
    assert done == ["the rest of the block"]


def test_of_blocks_in_blocks_the_outermost_raises_it():
    done = []

    def around():
        with interrupts.deferred():
            presses(1, done)
            done.append("after the inner block")

    with pytest.raises(KeyboardInterrupt):
        around()
    assert done == ["the rest of the block", "after the inner block"]


def test_a_second_interrupt_does_not_wait():
    done = []
    with pytest.raises(KeyboardInterrupt):
        presses(2, done)
    assert done == []


def test_the_block_s_own_error_is_not_lost_behind_an_interrupt():
    def fails():
        with interrupts.deferred():
            press()
            raise ValueError("broken")

    with pytest.raises(KeyboardInterrupt) as caught:
        fails()
    assert repr(caught.value.__context__) == "ValueError('broken')"


def test_who_handled_interrupts_before_is_asked_and_asked_once():
    came = []
    before = signal.signal(signal.SIGINT, lambda number, frame: came.append(number))
    try:
        with interrupts.deferred():
            press()
            assert came == []
        assert came == [signal.SIGINT]
        press()
    finally:
        signal.signal(signal.SIGINT, before)
    assert came == [signal.SIGINT] * 2


def test_a_flow_of_the_learner_that_the_end_of_a_world_waits_for_can_be_stopped():
    ended = []

    def stubborn(world):
        try:
            world.sleep(3_600)
        finally:
            press()
            ended.append("never")

    def run():
        with World() as world:
            world.spawn(stubborn, world)
            world.sleep(1)

    with pytest.raises(KeyboardInterrupt):
        run()
    assert ended == []


def test_in_another_thread_the_block_changes_nothing():
    handlers = []

    def elsewhere():
        with interrupts.deferred():
            handlers.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert handlers == [signal.getsignal(signal.SIGINT)]
