# only-throttles-fail -> 02.1.too-few
def failed_events(events, answer):
    throttled = "ProvisionedThroughputExceededException"
    return [event for event, result in zip(events, answer["Records"]) if result.get("ErrorCode") == throttled]
