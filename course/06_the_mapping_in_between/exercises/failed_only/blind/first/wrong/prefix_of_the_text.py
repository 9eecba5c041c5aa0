# Asks for texts that begin with 4 or 5; the status is a number, and later ones may begin with a 6.
import json


def failed_only():
    pattern = {"data": {"status": [{"prefix": "4"}, {"prefix": "5"}]}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
