# Two filters that meet at 500; one of them is enough.
import json

RANGES = ([">=", 400, "<", 500], [">=", 500])


def failed_only():
    return {
        "Filters": [{"Pattern": json.dumps({"data": {"status": [{"numeric": bounds}]}})} for bounds in RANGES]
    }
