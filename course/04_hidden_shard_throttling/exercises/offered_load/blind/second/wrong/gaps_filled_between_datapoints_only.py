# Fills gaps from the first to the last datapoint only: quiet minutes at both ends are missing.
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
        return []
    first, last = min(offered), max(offered)
    return [offered[first + timedelta(minutes=n)] for n in range((last - first) // timedelta(minutes=1) + 1)]
