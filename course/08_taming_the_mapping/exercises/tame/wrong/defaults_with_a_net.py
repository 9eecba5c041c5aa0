# mapping-defaults-are-safe -> 08.3.waiting
def tame(incident, pause_s):
    return {
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
