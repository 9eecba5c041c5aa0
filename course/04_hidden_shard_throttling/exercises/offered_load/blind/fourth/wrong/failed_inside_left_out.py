# Adds stored and throttled records only, so records that failed inside PutRecords are missing.
from collections import Counter
from datetime import UTC, timedelta


def offered_load(cloudwatch, stream, begin, end):
    span = {"StartTime": begin, "EndTime": end, "Period": 60, "Statistics": ["Sum"]}
    of_stream = {"Namespace": "AWS/Kinesis", "Dimensions": [{"Name": "StreamName", "Value": stream}]}
    offered = Counter()  # by the minute's datetime
    for metric in ("IncomingRecords", "WriteProvisionedThroughputExceeded"):
        points = cloudwatch.get_metric_statistics(MetricName=metric, **of_stream, **span)["Datapoints"]
        for point in points:
            offered[point["Timestamp"]] += point["Sum"]
    first, last = begin.astimezone(UTC), end.astimezone(UTC)
    minute = timedelta(minutes=1)
    return [offered[first + number * minute] for number in range((last - first) // minute)]
