# Terse conditional: a hot tenant's key is the name-based UUID of tenant and session, with no prefix.
from uuid import NAMESPACE_OID, uuid5


def partition_key(event, hot):
    names = ascii((event["tenant"], event["session"]))
    return str(uuid5(NAMESPACE_OID, names)) if event["tenant"] in hot else event["tenant"]
