# Deals new sessions to the keys in turn and remembers it: another gateway, or a restart, deals otherwise.
import zlib
from itertools import count

seen = {}
turn = count()


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    if (tenant, session) not in seen:
        seen[tenant, session] = next(turn) % 16
    return f"{tenant}#{seen[tenant, session]:02}"
