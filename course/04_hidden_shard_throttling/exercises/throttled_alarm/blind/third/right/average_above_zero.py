# Terse, with the Average above zero: the mean of counts is above zero if and only if one of them is.


def throttled_alarm(stream):
    text = (
        "Namespace=AWS/Kinesis MetricName=WriteProvisionedThroughputExceeded Statistic=Average "
        "ComparisonOperator=GreaterThanThreshold TreatMissingData=notBreaching"
    )
    alarm = dict(pair.split("=") for pair in text.split())
    alarm.update(Period=60, EvaluationPeriods=1, Threshold=0, AlarmName=stream)
    return alarm | {"Dimensions": [dict(Name="StreamName", Value=stream)]}
