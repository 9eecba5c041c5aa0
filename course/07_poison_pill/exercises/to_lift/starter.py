def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    """Return the limits to lift now, so that a failing record is still there when its function is repaired at `fixed_at`.

    `arrived` and `fixed_at` are seconds, as time.time() counts them. The record has just arrived, and every attempt
    before `fixed_at` fails. An attempt takes no time. Return a list with any of "retention" (lifted to a week), "age"
    and "attempts" (both lifted to -1), and leave out the limits that can stay as they are. `mapping` is the response
    of get_event_source_mapping. `pause_s(n)` is how many seconds the mapping waits after the n-th failure.
    """
    # observe: how long does the record have to wait?
    # locate: which limits are on, and which of those run out before the repair?
    # contain: is the record safe once the first of them is lifted?
    return ...
