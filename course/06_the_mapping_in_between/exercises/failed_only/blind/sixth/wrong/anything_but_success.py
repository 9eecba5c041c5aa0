# Excludes the successes it knows as plain numbers: 200.0 differs as text, and 302 is kept as well.
import json


def failed_only():
    succeeded = [200, 201, 202, 204]
    pattern = {"data": {"status": [{"anything-but": succeeded}]}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
