# Two filters for the two ends of the range, but one match is enough: every status above 0 is kept.
import json


def failed_only():
    ends = [[">=", 400], ["<", 1000]]
    patterns = [{"data": {"status": [{"numeric": end}]}} for end in ends]
    return {"Filters": [{"Pattern": json.dumps(pattern)} for pattern in patterns]}
