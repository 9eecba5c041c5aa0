# A class with __call__ and a keyed digest of tenant and session, 64 bits behind the tenant.
from hashlib import blake2b


class Spread:
    def __init__(self, person):
        self.person = person

    def digest(self, *texts):
        state = blake2b(digest_size=8, person=self.person)
        for text in texts:
            data = text.encode("utf-8", "surrogatepass")
            state.update(len(data).to_bytes(8, "big"))
            state.update(data)
        return state.hexdigest()

    def __call__(self, event, hot):
        tenant, session = event["tenant"], event["session"]
        return f"{tenant}#{self.digest(tenant, session)}" if tenant in hot else tenant


partition_key = Spread(b"usage-events")
