"""What lab 06 tells about a Monday: who was throttled, for how long, and what would have helped."""

import pytest

from lablib.scenarios.mapping.blast_radius import RESERVED_FOR_ROUTER, CatchUp, catch_up
from lablib.simulator.limits import ACCOUNT_CONCURRENCY

SHARED = ACCOUNT_CONCURRENCY - RESERVED_FOR_ROUTER


@pytest.mark.nightly  # lab 06 shows it in make test
def test_lanes_beyond_what_is_shared_keep_customers_out_for_twenty_seconds():
    run = catch_up(seed=7, shards=16, parallelization=10)
    assert max(run.bill) == run.limit == SHARED
    assert run.throttled_s[-1] - run.throttled_s[0] == pytest.approx(20, abs=2)
    assert run.waiting == 0


@pytest.mark.nightly  # make test has two other runs of this Monday
def test_half_of_the_factor_keeps_nobody_out():
    run = catch_up(seed=7, shards=16, parallelization=5)
    assert (max(run.bill), run.throttled_s, run.throttles) == (16 * 5, [], 0)


def test_a_reservation_is_a_fence_and_a_limit():
    run = catch_up(seed=7, shards=16, parallelization=10, reserved=50)
    assert (max(run.bill), run.limit, run.throttled_s) == (50, SHARED - 50, [])
    assert run.throttles > 0
    assert run.waiting > 0


def test_it_says_in_a_line_who_was_throttled_and_what_waits():
    run = CatchUp(
        limit=150, bill=[10, 50], sign_ins=180, throttled_s=[3.0], throttles=8, handled=20, waiting=1_300
    )
    said = "  1 of 180 sign-ins throttled; bill: 50 at once, 8 times throttled, 1,300 records wait"
    assert str(run) == said


@pytest.mark.parametrize("reserved", [-1, 51, 100])
def test_a_reservation_that_the_account_cannot_give_is_refused_with_the_most_that_it_can(reserved):
    with pytest.raises(ValueError, match=f"reserved is {reserved}: .* give 0 to 50"):
        catch_up(seed=7, shards=1, parallelization=1, reserved=reserved)
