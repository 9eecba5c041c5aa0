"""An event source mapping at work: its blast radius, a poison pill, and how it is tamed."""

from lablib.scenarios.mapping.at_two import at_two
from lablib.scenarios.mapping.blast_radius import catch_up
from lablib.scenarios.mapping.boto3_helpers import (
    ids_in,
    map_to,
    map_usage,
    queue_arn,
    two_hours,
    waiting_in,
)
from lablib.scenarios.mapping.full_load import full_load
from lablib.scenarios.mapping.malformed_hour import write_hour
from lablib.scenarios.mapping.poison_pill import served_at_s, write_usage
from lablib.scenarios.mapping.replaced_mapping import replace_mapping
from lablib.scenarios.mapping.unseen_day import another_day
from lablib.scenarios.mapping.unseen_incident import another_incident
from lablib.scenarios.mapping.what_if import Knobs, mapping_scenario
from lablib.scenarios.replay import make_stream

__all__ = [
    "Knobs",
    "another_day",
    "another_incident",
    "at_two",
    "catch_up",
    "full_load",
    "ids_in",
    "make_stream",
    "map_to",
    "map_usage",
    "mapping_scenario",
    "queue_arn",
    "replace_mapping",
    "served_at_s",
    "two_hours",
    "waiting_in",
    "write_hour",
    "write_usage",
]
