# Style: a dataclass with the API's names as fields, turned into a dict, a threshold between 0 and 1.
from dataclasses import asdict, dataclass


@dataclass
class Alarm:
    AlarmName: str
    Dimensions: list
    Namespace: str = "AWS/Kinesis"
    MetricName: str = "WriteProvisionedThroughputExceeded"
    Statistic: str = "Sum"
    Period: int = 60
    EvaluationPeriods: int = 1
    DatapointsToAlarm: int = 1
    Threshold: float = 0.5
    ComparisonOperator: str = "GreaterThanThreshold"
    TreatMissingData: str = "notBreaching"


def throttled_alarm(stream):
    dimension = {"Name": "StreamName", "Value": stream}
    return asdict(Alarm(AlarmName=f"{stream} throttles writes", Dimensions=[dimension]))
