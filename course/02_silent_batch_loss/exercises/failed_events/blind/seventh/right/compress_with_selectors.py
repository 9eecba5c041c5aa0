# Terse: itertools.compress keeps the events whose selector is true.
from itertools import compress


def failed_events(events, answer):
    return list(compress(events, ("ErrorCode" in result for result in answer["Records"])))
