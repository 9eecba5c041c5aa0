# Style: a name-based UUID (version 5) of tenant and session, stable everywhere, appended to the tenant.
import uuid

SESSIONS = uuid.UUID("6ba7b814-9dad-11d1-80b4-00c04fd430c8")


def partition_key(event, hot):
    match event:
        case {"tenant": tenant, "session": session} if tenant in hot:
            # ascii() makes plain ASCII of any text, and two different texts never have the same one
            return f"{tenant}/{uuid.uuid5(SESSIONS, ascii((tenant, session)))}"
        case {"tenant": tenant}:
            return tenant
