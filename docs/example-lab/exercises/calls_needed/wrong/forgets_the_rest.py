# rest-needs-no-call -> 12.1.too-few
def calls_needed(records):
    return records // 500
