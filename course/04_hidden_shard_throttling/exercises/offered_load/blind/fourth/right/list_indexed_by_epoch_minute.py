# A list of zeros, indexed by the whole minutes since the epoch.
def offered_load(cloudwatch, stream, begin, end):
    first, last = (int(moment.timestamp()) // 60 for moment in (begin, end))
    load = [0] * (last - first)
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
            load[int(point["Timestamp"].timestamp()) // 60 - first] += point["Sum"]
    return load
