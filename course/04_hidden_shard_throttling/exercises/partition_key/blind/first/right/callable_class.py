# An instance with __call__ and a table of salts, all derived from the session.
from hashlib import md5


class _KeyOf:
    salts = "abcdefghijklmnopqrstuvwx"

    def __call__(self, event, hot):
        parts = [event["tenant"]]
        if event["tenant"] in hot:
            number = int.from_bytes(md5(str(event["session"]).encode("utf-8")).digest(), "big")
            parts.append(self.salts[number % len(self.salts)])
        return "~".join(parts)


KEY_OF = _KeyOf()


def partition_key(event, hot):
    return KEY_OF(event, hot)
