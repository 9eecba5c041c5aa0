# Style: dict() with keywords, the Maximum of the calls instead of the Sum, a threshold of one half.
def throttled_alarm(stream):
    return dict(
        AlarmName=f"kinesis/{stream}/throttled",
        AlarmDescription=f"{stream} had no room for a record",
        Namespace="AWS/Kinesis",
        MetricName="WriteProvisionedThroughputExceeded",
        Dimensions=[dict(Name="StreamName", Value=stream)],
        Statistic="Maximum",
        Period=60,
        EvaluationPeriods=1,
        Threshold=0.5,
        ComparisonOperator="GreaterThanOrEqualToThreshold",
        TreatMissingData="notBreaching",
    )
