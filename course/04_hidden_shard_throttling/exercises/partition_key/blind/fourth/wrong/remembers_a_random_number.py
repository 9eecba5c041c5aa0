# Draws a number per session and remembers it in the process, so another gateway or a restart draws another.
import random

number_of = {}


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    number = number_of.setdefault((tenant, session), random.randrange(32))
    return f"{tenant}#{number}"
