"""What lab 10 plays: the same bug in other services, in two sources of one function, and in a museum."""

from lablib.scenarios.elsewhere.answer_shapes import every_operation
from lablib.scenarios.elsewhere.destinations import (
    Destinations,
    an_evening,
    arrived,
    make_destinations,
    some_usage,
)
from lablib.scenarios.elsewhere.handlers import report_all, stop_at_the_first
from lablib.scenarios.elsewhere.museum import museum
from lablib.scenarios.elsewhere.two_sources import Booked, from_the_queue, from_the_stream
from lablib.scenarios.elsewhere.unseen_evening import another_evening

__all__ = [
    "Booked",
    "Destinations",
    "an_evening",
    "another_evening",
    "arrived",
    "every_operation",
    "from_the_queue",
    "from_the_stream",
    "make_destinations",
    "museum",
    "report_all",
    "some_usage",
    "stop_at_the_first",
]
