# Style: a list of zeros, filled by the index of the minute in POSIX time.
def offered_load(cloudwatch, stream, begin, end):
    first, last = (round(moment.timestamp()) // 60 for moment in (begin, end))
    series = [0.0] * (last - first)
    for name in ("IncomingRecords", "PutRecords.FailedRecords", "WriteProvisionedThroughputExceeded"):
        answer = cloudwatch.get_metric_statistics(
            Namespace="AWS/Kinesis",
            MetricName=name,
            Dimensions=[{"Name": "StreamName", "Value": stream}],
            StartTime=begin,
            EndTime=end,
            Period=60,
            Statistics=["Sum"],
        )
        for point in answer["Datapoints"]:
            place = round(point["Timestamp"].timestamp()) // 60 - first
            if 0 <= place < len(series):
                series[place] += point["Sum"]
    return series
