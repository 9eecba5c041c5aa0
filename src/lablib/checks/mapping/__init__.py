"""For exercises about event source mappings: a stream that is fed, a mapping that runs, and what arrived."""

from lablib.checks.mapping.run import Delivery, MappingRun, run_mapping
from lablib.checks.mapping.traffic import STARTS_US, requests

__all__ = ["STARTS_US", "Delivery", "MappingRun", "requests", "run_mapping"]
