# Keeps the Counter outside the function, so a second call adds to the sums of the first.
from collections import Counter
from datetime import UTC, timedelta

offered = Counter()  # by the minute's datetime


def offered_load(cloudwatch, stream, begin, end):
    span = {"StartTime": begin, "EndTime": end, "Period": 60, "Statistics": ["Sum"]}
    of_stream = {"Namespace": "AWS/Kinesis", "Dimensions": [{"Name": "StreamName", "Value": stream}]}
    for metric in ("IncomingRecords", "WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords"):
        points = cloudwatch.get_metric_statistics(MetricName=metric, **of_stream, **span)["Datapoints"]
        for point in points:
            offered[point["Timestamp"]] += point["Sum"]
    first, last = begin.astimezone(UTC), end.astimezone(UTC)
    minute = timedelta(minutes=1)
    return [offered[first + number * minute] for number in range((last - first) // minute)]
