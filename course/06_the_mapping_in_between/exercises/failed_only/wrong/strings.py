# numbers-are-strings -> 06.3.keeps-nothing
import json


def failed_only():
    pattern = {"data": {"status": ["400", "429", "500", "503", "504"]}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
