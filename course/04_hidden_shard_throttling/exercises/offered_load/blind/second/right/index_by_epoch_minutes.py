# Style: a list of zeros and an index from the epoch's minutes, no datetimes compared.
from collections import Counter
from datetime import timedelta


def offered_load(cloudwatch, stream, begin, end):
    first, after = (int(when.timestamp()) // 60 for when in (begin, end))
    loads = [0] * (after - first)
    for metric in ("IncomingRecords", "WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords"):
        answer = cloudwatch.get_metric_statistics(
            Namespace="AWS/Kinesis",
            MetricName=metric,
            Dimensions=[{"Name": "StreamName", "Value": stream}],
            StartTime=begin,
            EndTime=end,
            Period=60,
            Statistics=["Sum"],
        )
        for point in answer["Datapoints"]:
            loads[int(point["Timestamp"].timestamp()) // 60 - first] += round(point["Sum"])
    return loads
