# A list of zeros, each datapoint added at its distance from begin in seconds since the epoch.
from collections import Counter
from datetime import timedelta

THREE_ENDS = "IncomingRecords", "WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords"


def offered_load(cloudwatch, stream, begin, end):
    zero = round(begin.timestamp())
    loads = [0] * ((round(end.timestamp()) - zero) // 60)
    for metric in THREE_ENDS:
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
            place = (round(point["Timestamp"].timestamp()) - zero) // 60
            if 0 <= place < len(loads):
                loads[place] += point["Sum"]
    return loads
