# Style: a dataclass for what each second needs, rounded up in integers per second, and the largest of each.
from dataclasses import dataclass


@dataclass(frozen=True)
class Need:
    records: int = 0
    written: int = 0
    fetched: int = 0

    @classmethod
    def of(cls, second, readers):
        size = second["data_bytes"] + second["key_bytes"]
        return cls(-(-second["records"] // 1_000), -(-size // 1_048_576), -(-size * readers // 2_097_152))

    def __or__(self, other):
        pairs = zip(self.as_tuple(), other.as_tuple(), strict=True)
        return Need(*(max(pair) for pair in pairs))

    def as_tuple(self):
        return self.records, self.written, self.fetched

    def shards(self):
        return max(1, *self.as_tuple())


def shards_for(profile, readers):
    need = Need()
    for second in profile:
        need = need | Need.of(second, readers)
    shards = need.shards()
    if Need(0, need.written, need.fetched).shards() < shards:
        return shards, "pack"
    if Need(need.records, need.written, 0).shards() < shards:
        return shards, "fan-out"
    return shards, None
