"""For exercises about event source mappings: a stream that is fed, a mapping that runs, and what arrived."""

from lablib.checks.mapping.run import Delivery, MappingRun, run_mapping
from lablib.checks.mapping.traffic import STARTS_US, Plain, requests, steady

__all__ = ["STARTS_US", "Delivery", "MappingRun", "Plain", "requests", "run_mapping", "steady"]
