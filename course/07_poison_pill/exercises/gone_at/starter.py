from datetime import timedelta


def gone_at(arrived, retention_h, mapping, pause_s):
    """When a record that always fails is gone, as a datetime.

    It arrived at `arrived` and is tried at once; the function fails at once. `mapping` is what
    get_event_source_mapping answers. `pause_s(n)` is how many seconds the mapping waits after the n-th failure.
    """
    # observe: which limits are there, and which of them are off?
    retries = ...
    age_s = ...
    # locate: the seconds until each limit that is on
    limits_s = ...
    return ...
