# Adds PutRecord's successes to TotalRecords and forgets the records that PutRecord was refused.
from collections import Counter
from datetime import UTC, timedelta


def offered_load(cloudwatch, stream, begin, end):
    begin, end = begin.astimezone(UTC), end.astimezone(UTC)
    of_stream = {"Namespace": "AWS/Kinesis", "Dimensions": [{"Name": "StreamName", "Value": stream}]}
    offered = Counter()

    def add(metric, sign):
        answer = cloudwatch.get_metric_statistics(
            MetricName=metric, StartTime=begin, EndTime=end, Period=60, Statistics=["Sum"], **of_stream
        )
        for point in answer["Datapoints"]:
            offered[point["Timestamp"]] += sign * point["Sum"]

    add("PutRecords.TotalRecords", 1)
    add("IncomingRecords", 1)  # what came by PutRecord is what came in ...
    add("PutRecords.SuccessfulRecords", -1)  # ... and did not come by PutRecords
    minutes = (end - begin) // timedelta(minutes=1)
    return [offered[begin + timedelta(minutes=n)] for n in range(minutes)]
