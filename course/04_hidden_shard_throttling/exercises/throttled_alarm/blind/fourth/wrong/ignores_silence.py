# Believes that "ignore" skips missing minutes: if nobody writes any more, it never leaves ALARM.
def throttled_alarm(stream):
    return {
        "AlarmName": f"{stream}: records throttled",
        "Namespace": "AWS/Kinesis",
        "MetricName": "WriteProvisionedThroughputExceeded",
        "Dimensions": [{"Name": "StreamName", "Value": stream}],
        "Statistic": "Sum",
        "Period": 60,
        "EvaluationPeriods": 1,
        "DatapointsToAlarm": 1,
        "Threshold": 0.0,
        "ComparisonOperator": "GreaterThanThreshold",
        "TreatMissingData": "ignore",  # a minute without writes says nothing about throttling
    }
