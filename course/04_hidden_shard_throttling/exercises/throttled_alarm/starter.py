def throttled_alarm(stream):
    """The arguments of put_metric_alarm, as a dict: an alarm that tells when `stream` throttled a record.

    It fires within two minutes after a minute in which any record was throttled, at no other time, and is
    over some minutes later, also if nobody writes any more.
    """
    # observe: which metric moves, with which statistic?
    # prove: how many bad minutes, and what is a minute without a datapoint?
    return ...
