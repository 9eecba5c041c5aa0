# all-but-200 -> 06.3.keeps-answered
import json


def failed_only():
    pattern = {"data": {"status": [{"anything-but": [200, 200.0]}]}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
