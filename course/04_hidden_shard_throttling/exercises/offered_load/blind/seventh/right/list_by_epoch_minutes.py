# Works in whole minutes since the epoch and adds straight into a list of zeros.
def offered_load(cloudwatch, stream, begin, end):
    first = int(begin.timestamp()) // 60
    numbers = [0.0] * (int(end.timestamp()) // 60 - first)
    for metric in "IncomingRecords", "WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords":
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
