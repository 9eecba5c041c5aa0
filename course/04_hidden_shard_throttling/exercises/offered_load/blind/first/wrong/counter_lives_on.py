# The counter is a module global: asked a second time, every number has doubled.
from collections import Counter
from datetime import timedelta

OFFERED = Counter()


def offered_load(cloudwatch, stream, begin, end):
    span = {"StartTime": begin, "EndTime": end, "Period": 60, "Statistics": ["Sum"]}
    of_stream = {"Namespace": "AWS/Kinesis", "Dimensions": [{"Name": "StreamName", "Value": stream}]}
    metrics = (
        "IncomingRecords",
        "WriteProvisionedThroughputExceeded",
        "PutRecords.FailedRecords",
    )
    for metric in metrics:
        points = cloudwatch.get_metric_statistics(MetricName=metric, **of_stream, **span)["Datapoints"]
        for point in points:
            OFFERED[point["Timestamp"]] += point["Sum"]
    minutes = (end - begin) // timedelta(minutes=1)
    return [OFFERED[begin + timedelta(minutes=n)] for n in range(minutes)]
