# round-robin-is-fair-so-fine -> 04.3.order-lost
import itertools

turns = itertools.cycle(range(16))


def partition_key(event, hot):
    tenant = event["tenant"]
    return f"{tenant}#{next(turns)}" if tenant in hot else tenant
