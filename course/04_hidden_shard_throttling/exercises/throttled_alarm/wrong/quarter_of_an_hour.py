# a-long-period-is-safer -> 04.4.never-over
def throttled_alarm(stream):
    return {
        "AlarmName": f"{stream}-throttled",
        "Namespace": "AWS/Kinesis",
        "MetricName": "PutRecords.ThrottledRecords",
        "Dimensions": [{"Name": "StreamName", "Value": stream}],
        "Statistic": "Sum",
        "Period": 900,
        "ComparisonOperator": "GreaterThanThreshold",
        "Threshold": 0,
        "DatapointsToAlarm": 1,
        "EvaluationPeriods": 1,
        "TreatMissingData": "notBreaching",
    }
