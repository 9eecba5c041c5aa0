# random-salt-is-free -> 04.3.order-lost
import random


def partition_key(event, hot):
    tenant = event["tenant"]
    return f"{tenant}#{random.randrange(16)}" if tenant in hot else tenant
