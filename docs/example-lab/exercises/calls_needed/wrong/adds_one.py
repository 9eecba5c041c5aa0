# one-more-is-safe -> 12.1.too-many
def calls_needed(records):
    return records // 500 + 1
