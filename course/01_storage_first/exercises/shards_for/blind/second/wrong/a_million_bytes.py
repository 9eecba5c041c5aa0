# Takes a MB for 1,000,000 bytes; in this lab it has 1,048,576, so a load near a limit gets a shard too many.
import math

IN_BYTES, OUT_BYTES = 1_000_000, 2_000_000


def shards_for(profile, readers):
    records = max(second["records"] for second in profile)
    size = max(second["data_bytes"] + second["key_bytes"] for second in profile)
    by_records = math.ceil(records / 1_000)
    by_input = math.ceil(size / IN_BYTES)
    by_output = math.ceil(size * readers / OUT_BYTES)
    fewest = max(1, by_records, by_input, by_output)
    if fewest > max(1, by_input, by_output):
        return fewest, "pack"
    if fewest > max(1, by_records, by_input):
        return fewest, "fan-out"
    return fewest, None
