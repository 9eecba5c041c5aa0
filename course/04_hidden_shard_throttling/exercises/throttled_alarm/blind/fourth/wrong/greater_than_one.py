# Believes that above 1 means one or more, so a minute with a single throttled record stays quiet.
def throttled_alarm(stream):
    return dict(
        AlarmName=f"throttled-{stream}",
        Namespace="AWS/Kinesis",
        MetricName="WriteProvisionedThroughputExceeded",
        Dimensions=[dict(Name="StreamName", Value=stream)],
        Statistic="Sum",
        Period=60,
        EvaluationPeriods=1,
        DatapointsToAlarm=1,
        Threshold=1,
        ComparisonOperator="GreaterThanThreshold",
        TreatMissingData="notBreaching",
    )
