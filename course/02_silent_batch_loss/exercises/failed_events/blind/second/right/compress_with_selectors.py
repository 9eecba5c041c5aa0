# itertools.compress with a lazily mapped selector.
from itertools import compress


def failed_events(events, answer):
    return list(compress(events, map(lambda result: "ErrorCode" in result, answer["Records"])))
