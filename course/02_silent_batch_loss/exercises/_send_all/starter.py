import random

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8


def send_all(kinesis, stream, events):
    """Put each event into the stream once, as JSON, with its tenant as the partition key.

    At most 500 records a call. Only what failed is sent again, after a pause with jitter,
    a bounded number of times; a call that raises counts as a failed attempt of all its
    records. Returns the list of events that were given up, empty if all are stored, and
    logs at WARNING or above if there are any.
    """
    given_up = ...
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        for attempt in range(MAX_ATTEMPTS):
            # contain: before each attempt but the first, a pause, longer each time, with jitter
            ...
            # observe: what does the answer say? What if there is none, because the call raised?
            answer = ...
            # locate: which of the pending events have a result with an ErrorCode? Only they stay pending
            failed = ...
        # give up: what is left now? Log it, and keep it for the caller
        ...
    return None
