# Style: dict() with keywords, at least one record, one bad minute of the last three.
def throttled_alarm(stream):
    return dict(
        AlarmName=f"kinesis/{stream}/write-throttled",
        AlarmDescription=f"{stream} throttled a record",
        Namespace="AWS/Kinesis",
        MetricName="WriteProvisionedThroughputExceeded",
        Dimensions=[dict(Name="StreamName", Value=stream)],
        Statistic="Sum",
        Period=60,
        EvaluationPeriods=3,
        DatapointsToAlarm=1,
        Threshold=1.0,
        ComparisonOperator="GreaterThanOrEqualToThreshold",
        TreatMissingData="notBreaching",
    )
