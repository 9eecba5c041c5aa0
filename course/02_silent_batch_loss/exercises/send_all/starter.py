import random


def send_all(kinesis, stream, events):
    """Put each event into the stream once, as JSON, with its tenant as the partition key.

    In batches, at most 500 records a call. Only what failed is sent again, each time after a pause,
    until all is stored; other events may go with it. A pause is drawn at random, from a range that begins at half of its end or
    below. The first lasts 1 s at most; later ones may be longer, with a cap or without. Where
    nothing failed, there is no pause. Returns nothing.
    """
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        longest_s = 0.1
        while pending:
            # observe: one call for all that is pending. What comes back?
            answer = ...
            # locate: in place of [], the pending events whose result has an ErrorCode
            pending = []
            # contain: if any are left, sleep for a random time up to longest_s, then double longest_s
            ...
