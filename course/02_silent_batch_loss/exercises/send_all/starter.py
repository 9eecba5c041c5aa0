import random


def send_all(kinesis, stream, events):
    """Write each event to the stream once, as JSON, with its tenant as the partition key.

    A call carries at most 500 records. Resend only what failed, each time after a pause, until everything is
    stored. A call that resends events may also carry events that haven't been sent yet. Draw each pause at
    random from a wide range: its lower end is at most half of its upper end, as in 0 to 1 s, or 0.5 to 1 s.
    The first pause is at most 1 s; later ones may be longer, with or without a cap on the range. If nothing
    failed, don't pause. Return nothing.
    """
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        longest_s = 0.1
        while pending:
            # observe: make one call for all pending events. What does it return?
            answer = ...
            # locate: in place of [], the pending events whose result has an ErrorCode
            pending = []
            # contain: if any are left, sleep for a random time up to longest_s, then double longest_s
            ...
