# Two filters that meet at 500 without a gap.
import json


def failed_only():
    def pattern(*numeric):
        return json.dumps({"data": {"status": [{"numeric": list(numeric)}]}})

    return {"Filters": [{"Pattern": pattern(">=", 400, "<", 500)}, {"Pattern": pattern(">=", 500)}]}
