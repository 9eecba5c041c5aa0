"""What lab 06 tells about a Monday: who was refused, for how long, and what would have helped."""

import pytest

from lablib.scenarios.mapping.blast_radius import RESERVED_FOR_ROUTER, catch_up
from lablib.simulator.limits import ACCOUNT_CONCURRENCY

SHARED = ACCOUNT_CONCURRENCY - RESERVED_FOR_ROUTER


def test_lanes_beyond_what_is_shared_keep_customers_out_for_twenty_seconds():
    run = catch_up(seed=7, shards=16, parallelization=10)
    assert max(run.bill) == run.limit == SHARED
    assert run.refused_s[-1] - run.refused_s[0] == pytest.approx(20, abs=2)
    assert run.waiting == 0


def test_half_of_the_factor_keeps_nobody_out():
    run = catch_up(seed=7, shards=16, parallelization=5)
    assert (max(run.bill), run.refused_s, run.throttles) == (16 * 5, [], 0)


def test_a_reservation_is_a_fence_and_a_limit():
    run = catch_up(seed=7, shards=16, parallelization=10, reserved=50)
    assert (max(run.bill), run.limit, run.refused_s) == (50, SHARED - 50, [])
    assert run.throttles > 0
    assert run.waiting > 0
