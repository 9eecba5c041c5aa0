"""A flow that would be the next to go on doesn't hand over to the clock: nobody can tell the difference."""

from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis_profiles import examples

from lablib.simulator import limits
from lablib.simulator.clock.clock import Clock
from lablib.simulator.clock.deadlines import TOO_LATE
from lablib.simulator.clock.errors import ClockError, OutOfTime
from lablib.simulator.clock.waiter import Never, Waiter

DAY_S = limits.S_PER_HOUR * 24
seconds = st.sampled_from([0, 1, 1, 2, 3, 2 * DAY_S])


def acts(*others):
    """Two sleeps to each other thing."""
    sleeps = [st.tuples(st.just(how), seconds) for how in ("sleep", "sleep", "sleep until")]
    single = [st.tuples(st.just(how), st.none()) for how in ("wake main", "post", "wait for ever")]
    return st.one_of(*sleeps, st.tuples(st.just("call at"), seconds), *single, *others)


short = st.lists(acts(), min_size=1, max_size=3)
flows = st.lists(
    st.lists(
        acts(
            st.tuples(st.just("spawn"), short),
            st.tuples(st.just("spawn and join"), short),
            st.tuples(st.just("call until"), st.tuples(seconds, short)),
        ),
        min_size=1,
        max_size=6,
    ),
    min_size=1,
    max_size=3,
)
waits_of_main = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["sleep", "block until"]), seconds),
        st.tuples(st.just("block"), st.none()),
    ),
    min_size=1,
    max_size=4,
)


class HandsOver(Clock):
    """The plain way: whoever sleeps hands over."""

    def is_next(self, at_us):
        return False


class Run:
    """Plays a program; `log` has what happened when, as the one who did it saw it."""

    def __init__(self, clock, flows, waits, ends_s):
        self.clock = clock
        self.log = []
        self.main = None
        clock.stop_at_us = None if ends_s is None else clock.now_us + round(ends_s * limits.US_PER_S)
        for number, program in enumerate(flows):
            clock.spawn(self.play, f"flow {number}", program)
        for wait, wait_s in waits:
            self.note("main", wait)
            try:
                self.wait(wait, wait_s)
            except (ClockError, OutOfTime) as error:
                self.note("main", type(error).__name__)
        self.note("main", "ends")
        clock.stop_at_us = None
        clock.close()

    def note(self, who, what):
        self.log.append((self.clock.now_us - self.clock.start_us, who, what))

    def wait(self, wait, wait_s):
        clock = self.clock
        if wait == "sleep":
            clock.sleep(wait_s)
            return
        self.main = Waiter(clock, Never())
        until_us = None if wait_s is None else clock.now_us + round(wait_s * limits.US_PER_S)
        self.note("main", clock.block(self.main, until_us))

    def play(self, name, program):
        for number, (what, of_it) in enumerate(program):
            self.note(name, what)
            self.act(f"{name}.{number}", what, of_it)
        self.note(name, "ends")

    def act(self, name, what, of_it):
        clock = self.clock
        if what == "sleep":
            clock.sleep(of_it)
        elif what == "sleep until":  # perhaps a time that has passed
            clock.sleep_until(clock.start_us + round(of_it * limits.US_PER_S))
        elif what == "call at":
            at_us = clock.now_us + round(of_it * limits.US_PER_S)
            clock.call_at(at_us, lambda: self.note(name, "called"))
        elif what == "wake main" and self.main is not None:
            self.note(name, clock.wake(self.main))
        elif what == "post":
            clock.post(lambda: self.note(name, "posted"))
        elif what == "wait for ever":
            clock.block_for_ever()
        elif what in ("spawn", "spawn and join"):
            flow = clock.spawn(self.play, name, of_it)
            if what == "spawn and join":
                flow.join()
        elif what == "call until":
            after_s, inner = of_it
            deadline_us = clock.now_us + round(after_s * limits.US_PER_S)
            in_time = clock.call_until(deadline_us, lambda: self.play(name, inner)) is not TOO_LATE
            self.note(name, in_time)


@examples(400)
@example([[("call at", 2.5 * DAY_S), ("sleep", 2 * DAY_S), ("wait for ever", None)]], [("block", None)], None)
@given(flows, waits_of_main, st.none() | seconds)
def test_everything_happens_at_the_same_time_and_in_the_same_order(flows, waits, ends_s):
    at_once, handed_over = (Run(kind(), flows, waits, ends_s) for kind in (Clock, HandsOver))
    assert at_once.log == handed_over.log
    assert at_once.clock.now_us == handed_over.clock.now_us


def test_a_flow_that_is_alone_never_hands_over():
    clock = Clock()
    clock.spawn(lambda: [clock.sleep(1) for _ in range(10)])
    clock.sleep(20)
    assert clock._asked == 1  # its beginning
