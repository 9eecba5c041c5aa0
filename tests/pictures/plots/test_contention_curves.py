"""The contention experiment drawn: what its first line and its numbers say."""

from __future__ import annotations

import numpy as np

from lablib.pictures.plots import contention_curves
from lablib.pictures.plots.contention_curves import LOOKS
from lablib.scenarios.producer.backoff_policies import POLICIES
from lablib.scenarios.producer.contention import ContentionTable


def test_the_message_is_who_works_most_and_who_takes_longest():
    calls = np.array([[20, 9_000], [18, 5_000], [15, 1_800], [14, 1_500], [14, 2_000]])
    completion_ms = np.array([[90, 3_000], [400, 90_000], [200, 9_000], [150, 7_000], [140, 7_500]])
    drawn = contention_curves(ContentionTable(tuple(POLICIES), (10, 190), calls, completion_ms))
    assert drawn.alt.startswith(
        "Two plots over the number of clients. 190 clients: none 9,000 calls in 3.0 s; "
    )
    assert drawn.summary.endswith("decorrelated jitter 2,000 calls in 7.5 s")


def test_each_policy_has_a_colour_a_marker_and_a_line_of_its_own():
    assert list(LOOKS) == list(POLICIES)
    colours, markers, lines = zip(*LOOKS.values(), strict=True)
    assert len(set(colours)) == len(set(markers)) == len(LOOKS)
    assert len(set(lines)) >= 4
