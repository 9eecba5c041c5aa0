"""The causes of incidents, one a file."""

from lablib.scenarios.incidents.cause import Cause
from lablib.scenarios.incidents.causes import (
    constant_partition_key,
    errors_swallowed,
    mapping_recreated,
    poison_pill,
    retention_cut,
)

_MODULES = (
    constant_partition_key,
    poison_pill,
    mapping_recreated,
    errors_swallowed,
    retention_cut,
)
CAUSES: dict[str, Cause] = {module.CAUSE.id: module.CAUSE for module in _MODULES}
"""All of them by id."""
