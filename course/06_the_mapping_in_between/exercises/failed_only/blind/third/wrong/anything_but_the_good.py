# Believes naming the good ones will do, but anything-but compares text, so a good 200.0 passes.
import json


def failed_only():
    good = list(range(100, 400))
    pattern = {"data": {"status": [{"anything-but": good}]}}
    return {"Filters": [{"Pattern": json.dumps(pattern, separators=(",", ":"))}]}
