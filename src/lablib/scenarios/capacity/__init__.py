"""A day of load under a capacity plan, in a second or less: what is throttled, and what it costs a month."""

from lablib.billing.bill import ADVANTAGE, ON_DEMAND, PROVISIONED, bill
from lablib.scenarios.capacity.capacity_run import CapacityRun, capacity_run
from lablib.scenarios.capacity.load import (
    DAY_S,
    HOT,
    Load,
    Part,
    incident_day,
    launch,
    many_keys,
    minutes_of,
    on_ticks,
    one_key,
    packed_by_gateway,
    tenants,
    usual_day,
)
from lablib.scenarios.capacity.plan import Plan
from lablib.scenarios.capacity.shards_in_turn import read_in_turn
from lablib.scenarios.capacity.steady_writer import write_steadily
from lablib.scenarios.replay import make_stream

__all__ = [
    "ADVANTAGE",
    "DAY_S",
    "HOT",
    "ON_DEMAND",
    "PROVISIONED",
    "CapacityRun",
    "Load",
    "Part",
    "Plan",
    "bill",
    "capacity_run",
    "incident_day",
    "launch",
    "make_stream",
    "many_keys",
    "minutes_of",
    "on_ticks",
    "one_key",
    "packed_by_gateway",
    "read_in_turn",
    "tenants",
    "usual_day",
    "write_steadily",
]
