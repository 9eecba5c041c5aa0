# Collects throttled events first and internal failures behind them, so the original order is lost.
from collections import defaultdict


def failed_events(events, answer):
    results = answer["Records"]
    by_code = defaultdict(list)
    for event, result in zip(events, results, strict=True):
        by_code[result.get("ErrorCode")].append(event)
    return by_code["ProvisionedThroughputExceededException"] + by_code["InternalFailure"]
