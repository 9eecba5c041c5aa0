# Uses Python's hash() of a text: it differs in every process, so each gateway has another key for a session.
import zlib


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    return tenant if tenant not in hot else f"{tenant}#{hash(session) % 16:02d}"
