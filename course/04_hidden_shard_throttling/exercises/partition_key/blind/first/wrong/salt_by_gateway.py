# The gateway is a part of the salt: a session whose turns reach two gateways is split.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    gateway = event["event_id"].partition("-")[0]
    return f"{tenant}#{zlib.crc32(f'{gateway}{session}'.encode()) % 16}"
