"""The five policies, held against the formulas on AWS's page."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lablib.scenarios.producer.backoff_policies import (
    POLICIES,
    decorrelated_jitter,
    equal_jitter,
    exponential,
    full_jitter,
    none,
)

BASE, CAP = 5.0, 2_000.0
ATTEMPTS = st.integers(1, 60)
LUCK = st.floats(0, 1, exclude_max=True)


def waits(policy, luck, attempts=11):
    """The waits before each of so many tries, with always the same luck."""
    waited, previous = [], BASE
    for attempt in range(1, attempts + 1):
        previous = float(policy(attempt, previous, luck, BASE, CAP))
        waited.append(previous)
    return waited


def test_none_never_waits():
    assert waits(none, 0.9) == [0] * 11


def test_exponential_doubles_up_to_the_cap_whatever_the_luck():
    assert waits(exponential, 0.0) == [10, 20, 40, 80, 160, 320, 640, 1_280, 2_000, 2_000, 2_000]
    assert waits(exponential, 0.9) == waits(exponential, 0.0)


def test_full_jitter_is_a_part_of_it():
    assert waits(full_jitter, 0.0) == [0] * 11
    assert waits(full_jitter, 0.5) == [5, 10, 20, 40, 80, 160, 320, 640, 1_000, 1_000, 1_000]


def test_equal_jitter_is_half_of_it_for_certain():
    assert waits(equal_jitter, 0.0) == waits(full_jitter, 0.5)
    assert waits(equal_jitter, 0.5, attempts=3) == [7.5, 15, 30]


def test_decorrelated_jitter_grows_from_what_it_waited_before():
    assert waits(decorrelated_jitter, 0.0) == [5] * 11
    assert waits(decorrelated_jitter, 0.5, attempts=4) == [10, 17.5, 28.75, 45.625]
    assert waits(decorrelated_jitter, 0.99)[-1] == CAP


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
@given(attempt=ATTEMPTS, previous=st.floats(BASE, CAP), luck=LUCK)
def test_no_wait_is_below_nothing_or_above_the_cap(policy, attempt, previous, luck):
    assert 0 <= policy(attempt, previous, luck, BASE, CAP) <= CAP


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_a_crowd_waits_as_each_of_it_would_alone(policy):
    attempts, previous, luck = np.array([1, 4, 9]), np.array([5.0, 70.0, 900.0]), np.array([0.0, 0.3, 0.8])
    crowd = policy(attempts, previous, luck, BASE, CAP)
    alone = [policy(*each, BASE, CAP) for each in zip(attempts, previous, luck, strict=True)]
    assert crowd.tolist() == alone
