# Style: sorts the three needs and the one shard there always is; the top one counts if it stands alone.
from fractions import Fraction
from math import ceil


def shards_for(profile, readers):
    bytes_at_most = max([0, *(each["data_bytes"] + each["key_bytes"] for each in profile)])
    records_at_most = max([0, *(each["records"] for each in profile)])
    needs = [
        (1, None),
        (ceil(Fraction(records_at_most, 1_000)), "pack"),
        (ceil(Fraction(bytes_at_most, 1_048_576)), None),
        (ceil(Fraction(bytes_at_most * readers, 2_097_152)), "fan-out"),
    ]
    *_, (second, _), (first, advice) = sorted(needs, key=lambda need: need[0])
    return first, advice if first > second else None
