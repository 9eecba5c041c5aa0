"""The causes of incidents, one a file."""

from lablib.scenarios.incidents.cause import Cause
from lablib.scenarios.incidents.causes import (
    constant_partition_key,
    database_slow,
    destination_denied,
    errors_swallowed,
    failed_count_ignored,
    filter_drops_gzip,
    launch_on_demand,
    mapping_recreated,
    poison_pill,
    readers_share_a_shard,
    retention_cut,
    whole_batch_retried,
)

_MODULES = (
    failed_count_ignored,
    constant_partition_key,
    whole_batch_retried,
    launch_on_demand,
    poison_pill,
    mapping_recreated,
    errors_swallowed,
    database_slow,
    readers_share_a_shard,
    filter_drops_gzip,
    destination_denied,
    retention_cut,
)
CAUSES: dict[str, Cause] = {module.CAUSE.id: module.CAUSE for module in _MODULES}
"""All of them by id."""
