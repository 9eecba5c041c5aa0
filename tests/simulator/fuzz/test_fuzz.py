"""A state machine draws runs of a small world, and whatever it draws, the same laws hold.

`make test` draws the same few runs each time, over 250 steps; `make fuzz` new ones, over 20,000. A run
that fails is made as short as it can be, and printed as the calls that repeat it.
"""

from __future__ import annotations

from typing import ClassVar

import pytest
from at_the_end import AtTheEnd
from hypothesis import HealthCheck
from hypothesis_profiles import examples
from mapping_rules import MappingRules
from producer_rules import ProducerRules
from reader_rules import ReaderRules
from stream_rules import StreamRules
from time_rules import TimeRules

STEPS_OF_A_RUN = 50
FEWEST_STEPS = 250


class Fuzz(ProducerRules, ReaderRules, StreamRules, MappingRules, TimeRules, AtTheEnd):
    """All rules together."""

    taken: ClassVar[dict[str, int]] = {"runs": 0, "steps": 0}

    def teardown(self) -> None:
        """Count the run."""
        self.taken["runs"] += 1
        self.taken["steps"] += self.steps
        super().teardown()


@pytest.mark.slow
@pytest.mark.timeout(3600)  # a run that fails is shortened for some minutes
class TestTheLawsHoldWhateverARunDraws(Fuzz.TestCase):
    """Hypothesis's own test case, which also counts."""

    settings = examples(
        12, fewest=6, stateful_step_count=STEPS_OF_A_RUN, suppress_health_check=list(HealthCheck)
    )

    def runTest(self) -> None:  # noqa: N802 - unittest's name
        """Run them all."""
        super().runTest()
        print(f"{Fuzz.taken['steps']:,} steps in {Fuzz.taken['runs']} runs")
        assert Fuzz.taken["steps"] >= FEWEST_STEPS

    runTest.is_hypothesis_test = True
