# A name-based UUID of the session, of which the first byte is the salt: 256 keys, in one expression.
from uuid import NAMESPACE_OID, uuid5


def partition_key(event, hot):
    tenant, session = event["tenant"], event["session"]
    return f"{tenant}#{uuid5(NAMESPACE_OID, session).bytes[0]}" if tenant in hot else tenant
