# itertools.compress with a generator of selectors.
from itertools import compress


def failed_events(events, answer):
    return list(compress(events, ("ErrorCode" in result for result in answer["Records"])))
