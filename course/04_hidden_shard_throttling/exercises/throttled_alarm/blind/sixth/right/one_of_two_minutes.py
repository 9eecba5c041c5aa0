# Style: a dataclass turned into arguments, with one bad minute of two and a threshold of half a record.
from dataclasses import asdict, dataclass, field


@dataclass
class Alarm:
    AlarmName: str
    Dimensions: list = field(default_factory=list)
    Namespace: str = "AWS/Kinesis"
    MetricName: str = "WriteProvisionedThroughputExceeded"
    Statistic: str = "Sum"
    Period: int = 60
    EvaluationPeriods: int = 2
    DatapointsToAlarm: int = 1
    Threshold: float = 0.5
    ComparisonOperator: str = "GreaterThanThreshold"
    TreatMissingData: str = "notBreaching"


def throttled_alarm(stream):
    alarm = Alarm(f"{stream}.write-throttled")
    alarm.Dimensions.append({"Name": "StreamName", "Value": stream})
    return asdict(alarm)
