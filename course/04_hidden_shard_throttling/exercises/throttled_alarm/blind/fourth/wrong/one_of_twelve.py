# Lets one bad minute of twelve ring so that nobody misses it: in ALARM ten minutes later, too.
WATCHED_MINUTES = 12


def throttled_alarm(stream):
    return {
        "AlarmName": f"{stream}-throttled",
        "Namespace": "AWS/Kinesis",
        "MetricName": "WriteProvisionedThroughputExceeded",
        "Dimensions": [{"Name": "StreamName", "Value": stream}],
        "Statistic": "Sum",
        "Period": 60,
        "EvaluationPeriods": WATCHED_MINUTES,
        "DatapointsToAlarm": 1,
        "Threshold": 0,
        "ComparisonOperator": "GreaterThanThreshold",
        "TreatMissingData": "notBreaching",
    }
