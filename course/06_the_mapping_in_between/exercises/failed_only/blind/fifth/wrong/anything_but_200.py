# Keeps all but the text 200, and so 200.0, 204 and 302 too; against "A plain number is compared as TEXT".
import json


def failed_only():
    return {"Filters": [{"Pattern": json.dumps({"data": {"status": [{"anything-but": [200]}]}})}]}
