# Collects the failures by error code and joins the groups, which loses the original order if codes mix.
from collections import defaultdict


def failed_events(events, answer):
    results = answer["Records"]
    by_code = defaultdict(list)
    for event, result in zip(events, results, strict=True):
        if "ErrorCode" in result:
            by_code[result["ErrorCode"]].append(event)
    return sum(by_code.values(), [])
