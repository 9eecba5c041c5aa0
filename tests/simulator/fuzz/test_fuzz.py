"""A state machine draws a run of a small world, and whatever it draws, the same laws hold.

`make test` runs ten runs of fifty steps, the same ones each time; `make fuzz` four hundred, new ones. A run
that fails is made as short as it can be, and printed as the calls that repeat it.
"""

from __future__ import annotations

from at_the_end import AtTheEnd
from hypothesis import HealthCheck
from hypothesis_profiles import examples
from mapping_rules import MappingRules
from producer_rules import ProducerRules
from stream_rules import StreamRules
from time_rules import TimeRules


class Fuzz(ProducerRules, StreamRules, MappingRules, TimeRules, AtTheEnd):
    """All rules together."""


TestFuzz = Fuzz.TestCase
TestFuzz.settings = examples(10, stateful_step_count=50, suppress_health_check=list(HealthCheck))
