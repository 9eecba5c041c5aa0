# Fills gaps between the first and last datapoint alone: quiet minutes at both ends of the span are missing.
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
    if not offered:
        return [0] * int((end - begin).total_seconds() // 60)
    minute, last, loads = min(offered), max(offered), []
    while minute <= last:
        loads.append(offered[minute])
        minute += timedelta(minutes=1)
    return loads
