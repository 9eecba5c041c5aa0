# full-before-throttled -> 04.4.silent
def throttled_alarm(stream):
    return {
        "AlarmName": f"{stream}-throttled",
        "Namespace": "AWS/Kinesis",
        "MetricName": "IncomingRecords",
        "Dimensions": [{"Name": "StreamName", "Value": stream}],
        "Statistic": "Sum",
        "Period": 60,
        "ComparisonOperator": "GreaterThanThreshold",
        "Threshold": 48000,
        "DatapointsToAlarm": 1,
        "EvaluationPeriods": 1,
        "TreatMissingData": "notBreaching",
    }
