"""For exercises about event source mappings: a stream that is fed, a mapping that runs, and what arrived."""

from lablib.teaching.checks.mapping.deliveries import STARTS_US, Delivery, MappingRun, run_mapping

__all__ = ["STARTS_US", "Delivery", "MappingRun", "run_mapping"]
