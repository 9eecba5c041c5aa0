# Groups by the local clock's HH:MM, so minutes of the hour that comes twice in autumn are added up.
from collections import Counter
from datetime import UTC, timedelta

LABEL = "%Y-%m-%d %H:%M"


def offered_load(cloudwatch, stream, begin, end):
    zone = begin.tzinfo
    span = {"StartTime": begin, "EndTime": end, "Period": 60, "Statistics": ["Sum"]}
    of_stream = {"Namespace": "AWS/Kinesis", "Dimensions": [{"Name": "StreamName", "Value": stream}]}
    offered = Counter()
    for metric in ["IncomingRecords", "WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords"]:
        points = cloudwatch.get_metric_statistics(MetricName=metric, **of_stream, **span)["Datapoints"]
        for point in points:
            offered[point["Timestamp"].astimezone(zone).strftime(LABEL)] += point["Sum"]
    minute, last, numbers = begin.astimezone(UTC), end.astimezone(UTC), []
    while minute < last:
        numbers.append(offered[minute.astimezone(zone).strftime(LABEL)])
        minute += timedelta(minutes=1)
    return numbers
