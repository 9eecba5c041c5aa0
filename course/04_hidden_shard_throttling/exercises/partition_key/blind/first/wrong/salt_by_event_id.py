# Salts by the event's own id: stable, but every turn of a session has another one.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return f"{tenant}#{zlib.crc32(event['event_id'].encode()) % 16}"
