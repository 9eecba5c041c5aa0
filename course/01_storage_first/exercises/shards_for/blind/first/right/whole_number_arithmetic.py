# Whole numbers only: -(-a // b) rounds up, no float anywhere.
import math


def shards_for(profile, readers):
    mib = 1024 * 1024
    records = -(-max(second["records"] for second in profile) // 1000)
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    into, out = -(-size // mib), -(-size * readers // (2 * mib))
    now, packed, fanned = max(1, records, into, out), max(1, into, out), max(1, records, into)
    return now, "pack" if packed < now else "fan-out" if fanned < now else None
