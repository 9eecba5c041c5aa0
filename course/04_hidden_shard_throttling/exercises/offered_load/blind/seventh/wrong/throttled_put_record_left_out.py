# Takes PutRecords.ThrottledRecords for all throttled records, but it leaves out throttled calls of PutRecord.
from collections import Counter
from datetime import UTC, timedelta


def offered_load(cloudwatch, stream, begin, end):
    span = {"StartTime": begin, "EndTime": end, "Period": 60, "Statistics": ["Sum"]}
    of_stream = {"Namespace": "AWS/Kinesis", "Dimensions": [{"Name": "StreamName", "Value": stream}]}
    offered = Counter()
    for metric in ("IncomingRecords", "PutRecords.ThrottledRecords", "PutRecords.FailedRecords"):
        points = cloudwatch.get_metric_statistics(MetricName=metric, **of_stream, **span)["Datapoints"]
        for point in points:
            offered[point["Timestamp"]] += point["Sum"]
    minute, numbers = begin.astimezone(UTC), []
    while minute < end:
        numbers.append(offered[minute])
        minute += timedelta(minutes=1)
    return numbers
