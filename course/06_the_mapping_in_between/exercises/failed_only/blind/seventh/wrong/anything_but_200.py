# Keeps whatever isn't 200, compared as text: 204, 302 and a 200.0 of an old gateway are kept too.
import json


def failed_only():
    pattern = {"data": {"status": [{"anything-but": [200]}]}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
