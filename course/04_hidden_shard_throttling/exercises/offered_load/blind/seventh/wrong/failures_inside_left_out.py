# Adds stored and throttled records and forgets those that failed inside PutRecords, which were offered too.
from collections import Counter
from datetime import UTC, timedelta


def offered_load(cloudwatch, stream, begin, end):
    span = {"StartTime": begin, "EndTime": end, "Period": 60, "Statistics": ["Sum"]}
    of_stream = {"Namespace": "AWS/Kinesis", "Dimensions": [{"Name": "StreamName", "Value": stream}]}
    offered = Counter()
    for metric in ("IncomingRecords", "WriteProvisionedThroughputExceeded"):
        points = cloudwatch.get_metric_statistics(MetricName=metric, **of_stream, **span)["Datapoints"]
        for point in points:
            offered[point["Timestamp"]] += point["Sum"]
    first = begin.astimezone(UTC)
    count = round((end.astimezone(UTC) - first).total_seconds() / 60)
    return [offered[first + timedelta(minutes=number)] for number in range(count)]
