# Two filters that together cover the range: 400 to 499, or 500 and more.
import json


def failed_only():
    def pattern(*numeric):
        return {"Pattern": json.dumps({"data": {"status": [{"numeric": list(numeric)}]}})}

    return {"Filters": [pattern(">=", 400, "<", 500), pattern(">=", 500)]}
