# The maximum of a minute's samples, at least 1, with dict() and without DatapointsToAlarm.
def throttled_alarm(stream):
    return dict(
        AlarmName=stream + "/throttled",
        AlarmDescription="a record was throttled",
        Namespace="AWS/Kinesis",
        MetricName="WriteProvisionedThroughputExceeded",
        Dimensions=[dict(Name="StreamName", Value=stream)],
        Statistic="Maximum",
        Period=60,
        EvaluationPeriods=1,
        Threshold=1,
        ComparisonOperator="GreaterThanOrEqualToThreshold",
        TreatMissingData="notBreaching",
    )
