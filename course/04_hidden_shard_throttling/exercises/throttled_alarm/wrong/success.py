# success-tells-loss -> 04.4.silent
def throttled_alarm(stream):
    return {
        "AlarmName": f"{stream}-throttled",
        "Namespace": "AWS/Kinesis",
        "MetricName": "PutRecords.Success",
        "Dimensions": [{"Name": "StreamName", "Value": stream}],
        "Statistic": "Average",
        "Period": 60,
        "ComparisonOperator": "LessThanThreshold",
        "Threshold": 0.99,
        "DatapointsToAlarm": 1,
        "EvaluationPeriods": 1,
        "TreatMissingData": "notBreaching",
    }
