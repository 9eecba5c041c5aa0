# Style: itertools.compress with a list of flags.
from itertools import compress


def failed_events(events, answer):
    flags = [bool(result.get("ErrorCode")) for result in answer["Records"]]
    return list(compress(events, flags))
