# itertools.compress with a list of selectors.
from itertools import compress


def failed_events(events, answer):
    results = answer["Records"]
    return list(compress(events, ["ErrorCode" in result for result in results]))
