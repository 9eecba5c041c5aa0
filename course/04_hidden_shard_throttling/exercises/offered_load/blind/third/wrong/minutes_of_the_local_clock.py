# Counts minutes by the local clock of begin: on the day when the clocks change an hour is lost or invented.
from collections import Counter
from datetime import timedelta


def offered_load(cloudwatch, stream, begin, end):
    span = {"StartTime": begin, "EndTime": end, "Period": 60, "Statistics": ["Sum"]}
    of_stream = {"Namespace": "AWS/Kinesis", "Dimensions": [{"Name": "StreamName", "Value": stream}]}
    offered = Counter()
    for metric in ("IncomingRecords", "WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords"):
        points = cloudwatch.get_metric_statistics(MetricName=metric, **of_stream, **span)["Datapoints"]
        for point in points:
            offered[point["Timestamp"].astimezone(begin.tzinfo)] += point["Sum"]
    loads, minute, last = [], begin, end.astimezone(begin.tzinfo)
    while minute < last:
        loads.append(offered[minute])
        minute += timedelta(minutes=1)
    return loads
