def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    """The limits to lift now, so that a record is still there at `fixed_at`, when its function is repaired.

    `arrived` and `fixed_at` are seconds, as time.time() counts them. The record has just arrived, and fails at every
    try until `fixed_at`; a try takes no time. Returns a list with any of "retention" (lifted to a week), "age" and
    "attempts" (both lifted to -1), and no limit that can stay as it is. `mapping` is what get_event_source_mapping
    answers. `pause_s(n)` is how many seconds the mapping waits after the n-th failure.
    """
    # observe: how long does the record have to wait?
    # locate: which limits are on, and which of those are up before the repair?
    # contain: is the record safe when the first of them is lifted?
    return ...
