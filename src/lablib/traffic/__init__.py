"""What arrives at the stream: replay of a trace by a fleet of gateways, and generators for experiments."""

from lablib.traffic.arrivals import hot_key, poisson, spike
from lablib.traffic.burstiness import Burstiness, burstiness
from lablib.traffic.event_identity import event_id_of
from lablib.traffic.events import Event
from lablib.traffic.gateways import Gateway, fleet, incident
from lablib.traffic.http_statuses import requests
from lablib.traffic.load_generator import feed
from lablib.traffic.reading.row_by_row import read_trace
from lablib.traffic.trace import Trace, TraceError
from lablib.traffic.usage_events import UsageEvent, usage_events, write

__all__ = [
    "Burstiness",
    "Event",
    "Gateway",
    "Trace",
    "TraceError",
    "UsageEvent",
    "burstiness",
    "event_id_of",
    "feed",
    "fleet",
    "hot_key",
    "incident",
    "poisson",
    "read_trace",
    "requests",
    "spike",
    "usage_events",
    "write",
]
