# Takes the Average, one or more: it is records per call, and a few refused in many calls are less than one.


def throttled_alarm(stream):
    return dict(
        AlarmName=f"{stream}: records throttled",
        Namespace="AWS/Kinesis",
        MetricName="WriteProvisionedThroughputExceeded",
        Dimensions=[{"Name": "StreamName", "Value": stream}],
        Statistic="Average",
        Period=60,
        EvaluationPeriods=1,
        Threshold=1,
        ComparisonOperator="GreaterThanOrEqualToThreshold",
        TreatMissingData="notBreaching",
    )
