def throttled_alarm(stream):
    """The arguments of put_metric_alarm, as a dict, for one alarm that tells when `stream` throttled a record.

    It goes to ALARM within two minutes after a minute in which any record was throttled, of PutRecord or
    of PutRecords, unless it is there already. It goes there at no other time, and has left ALARM ten
    minutes after the last such minute, also if nobody writes any more. Each stream's alarm has its own name.
    """
    # observe: which metric moves, with which statistic?
    # prove: how many bad minutes, and what is a minute without a datapoint?
    return ...
