# Keeps the first set of hot tenants for ever: one that gets hot later is never spread.
import zlib

first_hot = []


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    first_hot.append(frozenset(hot))
    if tenant not in first_hot[0]:
        return tenant
    return f"{tenant}#{zlib.crc32(session.encode()) % 16}"
