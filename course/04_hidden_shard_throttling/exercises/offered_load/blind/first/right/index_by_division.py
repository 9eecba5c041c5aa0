# A list of zeros, each datapoint added at the index that its time says.
from datetime import timedelta


def offered_load(cloudwatch, stream, begin, end):
    minute = timedelta(minutes=1)
    load = [0] * ((end - begin) // minute)
    query = {
        "Namespace": "AWS/Kinesis",
        "Dimensions": [{"Name": "StreamName", "Value": stream}],
        "StartTime": begin,
        "EndTime": end,
        "Period": 60,
        "Statistics": ["Sum"],
    }
    for name in "IncomingRecords WriteProvisionedThroughputExceeded PutRecords.FailedRecords".split():
        for point in cloudwatch.get_metric_statistics(MetricName=name, **query)["Datapoints"]:
            index = (point["Timestamp"] - begin) // minute
            if 0 <= index < len(load):
                load[index] += int(point["Sum"])
    return load
