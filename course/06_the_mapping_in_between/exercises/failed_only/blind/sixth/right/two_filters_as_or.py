# Two filters that share the range without a gap, because one match is enough.
import json


def failed_only():
    ranges = [">=", 400, "<", 500], [">=", 500]
    patterns = ({"data": {"status": [{"numeric": each}]}} for each in ranges)
    return {"Filters": [{"Pattern": json.dumps(each)} for each in patterns]}
