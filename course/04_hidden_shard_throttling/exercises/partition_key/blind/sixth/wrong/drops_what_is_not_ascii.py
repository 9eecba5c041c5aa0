# Drops all characters that aren't ASCII, so sessions in Japanese or Greek all hash to the same number.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return f"{tenant}#{zlib.crc32(session.encode('ascii', 'ignore')) % 16:02d}"
