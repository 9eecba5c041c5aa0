# Believes that PutRecords.ThrottledRecords has all throttled records: what PutRecord was refused is missing.
from collections import Counter
from datetime import UTC, timedelta


def offered_load(cloudwatch, stream, begin, end):
    begin, end = begin.astimezone(UTC), end.astimezone(UTC)
    span = {"StartTime": begin, "EndTime": end, "Period": 60, "Statistics": ["Sum"]}
    of_stream = {"Namespace": "AWS/Kinesis", "Dimensions": [{"Name": "StreamName", "Value": stream}]}
    offered = Counter()
    for metric in ("IncomingRecords", "PutRecords.ThrottledRecords", "PutRecords.FailedRecords"):
        points = cloudwatch.get_metric_statistics(MetricName=metric, **of_stream, **span)["Datapoints"]
        for point in points:
            offered[point["Timestamp"]] += point["Sum"]
    minutes = (end - begin) // timedelta(minutes=1)
    return [offered[begin + timedelta(minutes=n)] for n in range(minutes)]
