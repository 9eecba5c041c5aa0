"""Producers under pressure: a flush that does not fit, clients that contend, a retry loop in an outage."""

from lablib.scenarios.producer.contention import contention_table
from lablib.scenarios.producer.fleet_run import FleetRun, fleet_run, job_run
from lablib.scenarios.producer.minute_under_trouble import minute_under_trouble
from lablib.scenarios.producer.retry_storm import BackoffKnobs, backoff_scenario
from lablib.scenarios.replay import make_stream

__all__ = [
    "BackoffKnobs",
    "FleetRun",
    "backoff_scenario",
    "contention_table",
    "fleet_run",
    "job_run",
    "make_stream",
    "minute_under_trouble",
]
