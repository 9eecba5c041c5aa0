# Takes CloudWatch's usual period of 300 s, so an early bad minute is alarmed up to four minutes later.
def throttled_alarm(stream):
    # a sum over five minutes sees every throttled record, so one datapoint is enough
    return {
        "AlarmName": f"{stream}-throttled-records",
        "AlarmDescription": f"{stream} throttled at least one record",
        "Namespace": "AWS/Kinesis",
        "MetricName": "WriteProvisionedThroughputExceeded",
        "Dimensions": [{"Name": "StreamName", "Value": stream}],
        "Statistic": "Sum",
        "Period": 300,
        "EvaluationPeriods": 1,
        "Threshold": 0,
        "ComparisonOperator": "GreaterThanThreshold",
        "TreatMissingData": "notBreaching",
    }
