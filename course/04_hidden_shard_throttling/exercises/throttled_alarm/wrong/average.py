# average-is-as-good -> 04.4.few-missed
def throttled_alarm(stream):
    return {
        "AlarmName": f"{stream}-throttled",
        "Namespace": "AWS/Kinesis",
        "MetricName": "PutRecords.ThrottledRecords",
        "Dimensions": [{"Name": "StreamName", "Value": stream}],
        "Statistic": "Average",
        "Period": 60,
        "ComparisonOperator": "GreaterThanThreshold",
        "Threshold": 50,
        "DatapointsToAlarm": 1,
        "EvaluationPeriods": 1,
        "TreatMissingData": "notBreaching",
    }
