# Adds both metrics of throttled records; forbidden: "which metrics, added up, count every record once".
from collections import Counter
from datetime import UTC, timedelta

METRICS = (
    "IncomingRecords",
    "PutRecords.ThrottledRecords",
    "PutRecords.FailedRecords",
    "WriteProvisionedThroughputExceeded",
)


def offered_load(cloudwatch, stream, begin, end):
    begin, end = begin.astimezone(UTC), end.astimezone(UTC)
    span = {"StartTime": begin, "EndTime": end, "Period": 60, "Statistics": ["Sum"]}
    of_stream = {"Namespace": "AWS/Kinesis", "Dimensions": [{"Name": "StreamName", "Value": stream}]}
    offered = Counter()
    for metric in METRICS:
        points = cloudwatch.get_metric_statistics(MetricName=metric, **of_stream, **span)["Datapoints"]
        for point in points:
            offered[point["Timestamp"]] += point["Sum"]
    minutes = (end - begin) // timedelta(minutes=1)
    return [offered[begin + timedelta(minutes=number)] for number in range(minutes)]
