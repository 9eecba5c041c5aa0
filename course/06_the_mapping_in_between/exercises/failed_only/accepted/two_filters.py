import json


def failed_only():
    ranges = ([">=", 400, "<", 500], [">=", 500])
    patterns = [{"data": {"status": [{"numeric": each}]}} for each in ranges]
    return {"Filters": [{"Pattern": json.dumps(pattern)} for pattern in patterns]}
