# itertools.compress with a selector, made into a list.
from itertools import compress
from operator import contains


def failed_events(events, answer):
    results = answer["Records"]
    return list(compress(events, (contains(result, "ErrorCode") for result in results)))
