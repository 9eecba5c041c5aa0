# Adds three metrics of PutRecords alone; forbidden: "if a producer sent it, by PutRecord or PutRecords".
from collections import Counter
from datetime import UTC, timedelta


def offered_load(cloudwatch, stream, begin, end):
    begin, end = begin.astimezone(UTC), end.astimezone(UTC)
    span = {"StartTime": begin, "EndTime": end, "Period": 60, "Statistics": ["Sum"]}
    of_stream = {"Namespace": "AWS/Kinesis", "Dimensions": [{"Name": "StreamName", "Value": stream}]}
    offered = Counter()
    for outcome in ("SuccessfulRecords", "ThrottledRecords", "FailedRecords"):
        answer = cloudwatch.get_metric_statistics(MetricName=f"PutRecords.{outcome}", **of_stream, **span)
        for point in answer["Datapoints"]:
            offered[point["Timestamp"]] += point["Sum"]
    minutes = (end - begin) // timedelta(minutes=1)
    return [offered[begin + timedelta(minutes=number)] for number in range(minutes)]
