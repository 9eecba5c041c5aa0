def calls_needed(records):
    return -(-records // 500)
