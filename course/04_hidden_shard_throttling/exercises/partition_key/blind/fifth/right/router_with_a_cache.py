# Style: a class with __call__ and a bounded cache of the pure part, BLAKE2 with a keyed personalization.
from functools import lru_cache
from hashlib import blake2b


class Router:
    def __init__(self, ways=48):
        self.ways = ways
        self.way = lru_cache(maxsize=10_000)(self._way)

    def _way(self, session):
        digest = blake2b(
            session.encode("utf-8", "surrogatepass"), digest_size=8, person=b"usage-events"
        ).digest()
        return int.from_bytes(digest, "big") % self.ways

    def __call__(self, event, hot):
        tenant = event["tenant"]
        if tenant in hot:
            return "#".join((tenant, "hot", str(self.way(event["session"]))))
        return tenant


partition_key = Router()
