# Believes that a full shard ends the call: all behind the first refused record is returned, stored or not.
from itertools import dropwhile


def failed_events(events, answer):
    results = answer["Records"]
    pairs = zip(events, results, strict=True)
    return [event for event, _ in dropwhile(lambda pair: "ErrorCode" not in pair[1], pairs)]
