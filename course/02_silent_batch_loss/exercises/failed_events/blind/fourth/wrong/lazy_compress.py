# Returns an iterator instead of a list: it has no length, and is empty the second time it is read.
from itertools import compress


def failed_events(events, answer):
    results = answer["Records"]
    return compress(events, ("ErrorCode" in result for result in results))
