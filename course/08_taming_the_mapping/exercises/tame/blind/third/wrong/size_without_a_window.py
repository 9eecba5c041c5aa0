# Believes BatchSize makes the mapping wait, but without a window each poll is sent at once.
def tame(incident, pause_s):
    bad_events = max(1, incident["bad_events"])
    size = min(400, incident["most_to_redrive"] / bad_events, incident["most_billed_twice"] / 2)
    size = max(1, int(size))

    tries, lasts = 0, 0
    while lasts <= incident["outage_s"] and tries < 10_000:
        tries += 1
        lasts += pause_s(tries)

    return {
        "BatchSize": size,
        "MaximumRetryAttempts": tries,
        "MaximumRecordAgeInSeconds": max(60, int(incident["most_age_s"])),
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
