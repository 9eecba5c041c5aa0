# Style: a preallocated list, indexed by whole minutes since the epoch, and no datetime arithmetic at all.
def offered_load(cloudwatch, stream, begin, end):
    first, last = (int(moment.timestamp()) // 60 for moment in (begin, end))
    numbers = [0.0] * (last - first)
    for metric in ("PutRecords.FailedRecords", "WriteProvisionedThroughputExceeded", "IncomingRecords"):
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
            place = int(point["Timestamp"].timestamp()) // 60 - first
            if 0 <= place < len(numbers):
                numbers[place] += point["Sum"]
    return numbers
