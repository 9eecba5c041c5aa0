# Style: itertools.compress over an operator, made a list.
from itertools import compress
from operator import contains


def failed_events(events, answer):
    results = answer["Records"]
    return list(compress(events, (contains(result, "ErrorCode") for result in results)))
