# age-drops-bad-ones -> 08.3.refused
def tame(incident, pause_s):
    return {
        "MaximumRetryAttempts": 9,
        "MaximumRecordAgeInSeconds": 30,
        "BisectBatchOnFunctionError": True,
        "FunctionResponseTypes": ["ReportBatchItemFailures"],
        "DestinationConfig": {"OnFailure": {"Destination": incident["queue_arn"]}},
    }
