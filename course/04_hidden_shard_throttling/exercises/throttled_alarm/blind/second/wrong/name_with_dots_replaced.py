# Tidies the stream's name for the alarm: usage.events and usage-events share one, the later replaces it.
def throttled_alarm(stream):
    return {
        "AlarmName": "throttled-" + stream.replace(".", "-").replace("_", "-").lower(),
        "Namespace": "AWS/Kinesis",
        "MetricName": "WriteProvisionedThroughputExceeded",
        "Dimensions": [{"Name": "StreamName", "Value": stream}],
        "Statistic": "Sum",
        "Period": 60,
        "EvaluationPeriods": 1,
        "DatapointsToAlarm": 1,
        "Threshold": 0,
        "ComparisonOperator": "GreaterThanThreshold",
        "TreatMissingData": "notBreaching",
    }
