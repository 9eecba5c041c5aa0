# A threshold between none and one, with keyword arguments and a description.
def throttled_alarm(stream):
    return dict(
        AlarmName=f"a record of {stream} was throttled",
        AlarmDescription="Somebody's record had no room. If the producer does not resend, it is lost.",
        Namespace="AWS/Kinesis",
        MetricName="WriteProvisionedThroughputExceeded",
        Dimensions=[dict(Name="StreamName", Value=stream)],
        Statistic="Sum",
        Period=60,
        EvaluationPeriods=1,
        DatapointsToAlarm=1,
        Threshold=0.5,
        ComparisonOperator="GreaterThanThreshold",
        TreatMissingData="notBreaching",
        ActionsEnabled=True,
        AlarmActions=[],
    )
