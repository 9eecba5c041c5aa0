# numbers-are-strings -> 06.3.keeps-nothing
import json


def failed_only():
    pattern = {"data": {"status": [{"prefix": "4"}, {"prefix": "5"}]}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
