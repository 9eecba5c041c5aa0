# A callable class with a fixed number of buckets, filled by two checksums of the session's escaped text.
import zlib


class Spreader:
    def __init__(self, buckets):
        self.buckets = buckets

    def bucket(self, text):
        escaped = text.encode("unicode_escape", "backslashreplace")
        return (zlib.crc32(escaped) * 31 + zlib.adler32(escaped)) % self.buckets

    def __call__(self, event, hot):
        tenant = event["tenant"]
        if tenant in hot:
            return "/".join((tenant, "spread", format(self.bucket(event["session"]), "03d")))
        return tenant


spreader = Spreader(256)


def partition_key(event, hot):
    return spreader(event, hot)
