# Cuts the time zones off: if begin is not in UTC, no datapoint matches its minute.
from collections import Counter
from datetime import timedelta


def offered_load(cloudwatch, stream, begin, end):
    span = {"StartTime": begin, "EndTime": end, "Period": 60, "Statistics": ["Sum"]}
    of_stream = {"Namespace": "AWS/Kinesis", "Dimensions": [{"Name": "StreamName", "Value": stream}]}
    offered = Counter()
    metrics = (
        "IncomingRecords",
        "WriteProvisionedThroughputExceeded",
        "PutRecords.FailedRecords",
    )
    for metric in metrics:
        points = cloudwatch.get_metric_statistics(MetricName=metric, **of_stream, **span)["Datapoints"]
        for point in points:
            offered[point["Timestamp"].replace(tzinfo=None)] += point["Sum"]
    first = begin.replace(tzinfo=None)
    minutes = (end - begin) // timedelta(minutes=1)
    return [offered[first + timedelta(minutes=n)] for n in range(minutes)]
