def throttled_alarm(stream):
    """Return the arguments of put_metric_alarm, as a dict, for one alarm that fires if `stream` throttles.

    The alarm goes to ALARM within two minutes after a minute in which any record was throttled, of PutRecord
    or of PutRecords, unless it is at ALARM already. It goes to ALARM at no other time. Ten minutes after the
    last such minute it has left ALARM, even if nobody writes anymore. Every stream's alarm has its own name.
    """
    # observe: which metric changes when a record is throttled, and with which statistic?
    # prove: how many bad minutes does it take, and what does a minute without a datapoint mean?
    return ...
