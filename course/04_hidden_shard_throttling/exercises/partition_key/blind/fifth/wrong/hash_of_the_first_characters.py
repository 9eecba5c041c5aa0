# Hashes 8 characters, all sessions may begin alike; forbidden: "The text in `session` can have any form".
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    if tenant not in hot:
        return tenant
    return f"{tenant}#{zlib.crc32(session[:8].encode()) % 32}"
