# Subtracts and steps in the local zone; forbidden: "also in one whose clocks change in between".
from collections import Counter
from datetime import timedelta


def offered_load(cloudwatch, stream, begin, end):
    end = end.astimezone(begin.tzinfo)
    span = {"StartTime": begin, "EndTime": end, "Period": 60, "Statistics": ["Sum"]}
    of_stream = {"Namespace": "AWS/Kinesis", "Dimensions": [{"Name": "StreamName", "Value": stream}]}
    offered = Counter()
    for metric in ("IncomingRecords", "WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords"):
        points = cloudwatch.get_metric_statistics(MetricName=metric, **of_stream, **span)["Datapoints"]
        for point in points:
            offered[point["Timestamp"].astimezone(begin.tzinfo)] += point["Sum"]
    minutes = (end - begin) // timedelta(minutes=1)
    return [offered[begin + timedelta(minutes=number)] for number in range(minutes)]
