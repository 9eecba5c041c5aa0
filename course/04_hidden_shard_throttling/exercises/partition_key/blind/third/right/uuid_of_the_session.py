# A name-based UUID per session, in a namespace that is the tenant's: the key shows neither.
import uuid
import zlib

REGION = uuid.UUID("6f1d2b6e-3a0c-4f0e-9c56-0a3f7f2f9b11")


def partition_key(event, hot):
    match event:
        case {"tenant": tenant} if tenant not in hot:
            return tenant
        case {"tenant": tenant, "session": session}:
            return str(uuid.uuid5(uuid.uuid5(REGION, tenant), session))
