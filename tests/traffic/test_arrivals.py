"""Arrivals by chance: Poisson, a spike, a hot key."""

import random
from collections import Counter
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lablib.traffic import burstiness, hot_key, poisson, spike


@given(rate=st.floats(0, 50), seconds=st.floats(0, 20), seed=st.integers())
def test_poisson_arrivals_are_in_order_and_inside_the_run(rate, seconds, seed):
    arrivals = poisson(rate, seconds, random.Random(seed))
    assert arrivals == sorted(arrivals)
    assert all(0 <= at_us <= seconds * 1_000_000 for at_us in arrivals)


def test_poisson_has_the_rate_asked_for_and_a_variance_equal_to_its_mean():
    arrivals = poisson(20, 2_000, random.Random(7))
    # 40,000 expected, standard deviation 200; that of variance over mean is 0.03 for 2,000 seconds
    assert len(arrivals) == pytest.approx(40_000, abs=4 * 200)
    assert burstiness(arrivals).variance_over_mean == pytest.approx(1, abs=0.13)


def test_the_same_generator_state_gives_the_same_arrivals():
    assert poisson(5, 60, random.Random("a")) == poisson(5, 60, random.Random("a"))
    assert poisson(5, 60, random.Random("a")) != poisson(5, 60, random.Random("b"))


def test_a_rate_of_zero_gives_no_arrivals():
    assert poisson(0, 100, random.Random(1)) == []


def test_a_spike_adds_to_the_base_only_while_it_lasts():
    arrivals = spike(10, 500, start_s=30, length_s=5, seconds=60, rng=random.Random(7))
    inside = [at_us for at_us in arrivals if 30_000_000 <= at_us < 35_000_000]
    assert arrivals == sorted(arrivals)
    assert len(inside) == pytest.approx(2_500, abs=4 * 50)
    assert len(arrivals) - len(inside) == pytest.approx(550, abs=4 * 24)


def test_a_hot_key_gets_its_share_and_the_others_split_the_rest():
    keys = Counter(islice(hot_key(["hot", "a", "b"], 0.6, random.Random(7)), 10_000))
    assert keys["hot"] == pytest.approx(6_000, abs=4 * 49)
    assert keys["a"] == pytest.approx(2_000, abs=4 * 40)
    assert keys.total() == keys["hot"] + keys["a"] + keys["b"]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda rng: poisson(-1, 10, rng), "neither can be negative"),
        (lambda rng: poisson(1, -10, rng), "neither can be negative"),
        (lambda rng: spike(1, 5, start_s=8, length_s=5, seconds=10, rng=rng), "leaves the run of 10 s"),
        (lambda rng: spike(5, 1, start_s=0, length_s=5, seconds=10, rng=rng), "below the base"),
        (lambda rng: next(hot_key(["one"], 0.5, rng)), "give two keys or more"),
        (lambda rng: next(hot_key(["a", "b"], 1.5, rng)), "a share from 0 to 1"),
    ],
)
def test_what_makes_no_sense_is_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make(random.Random(1))
