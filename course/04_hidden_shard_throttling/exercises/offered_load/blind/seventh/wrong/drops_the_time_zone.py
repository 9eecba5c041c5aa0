# Makes all times naive with replace, so a `begin` in another zone than UTC looks for the wrong minutes.
from collections import Counter
from datetime import timedelta


def offered_load(cloudwatch, stream, begin, end):
    span = {"StartTime": begin, "EndTime": end, "Period": 60, "Statistics": ["Sum"]}
    of_stream = {"Namespace": "AWS/Kinesis", "Dimensions": [{"Name": "StreamName", "Value": stream}]}
    offered = Counter()
    for metric in ("IncomingRecords", "WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords"):
        points = cloudwatch.get_metric_statistics(MetricName=metric, **of_stream, **span)["Datapoints"]
        for point in points:
            offered[point["Timestamp"].replace(tzinfo=None)] += point["Sum"]
    minute, numbers = begin.replace(tzinfo=None), []
    while minute < end.replace(tzinfo=None):
        numbers.append(offered[minute])
        minute += timedelta(minutes=1)
    return numbers
