# Keeps anything but the successes seen so far: 200.0, 206 or 302 then pass as failures.
import json


def failed_only():
    pattern = {"data": {"status": [{"anything-but": [200, 201, 202, 204]}]}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
