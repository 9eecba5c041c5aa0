# Watches PutRecords.ThrottledRecords, which leaves throttled calls of PutRecord out.
def throttled_alarm(stream):
    return {
        "AlarmName": f"throttled-{stream}",
        "Namespace": "AWS/Kinesis",
        "MetricName": "PutRecords.ThrottledRecords",
        "Dimensions": [{"Name": "StreamName", "Value": stream}],
        "Statistic": "Sum",
        "Period": 60,
        "EvaluationPeriods": 1,
        "DatapointsToAlarm": 1,
        "Threshold": 0,
        "ComparisonOperator": "GreaterThanThreshold",
        "TreatMissingData": "notBreaching",
    }
