# Keeps whatever is not 200; 201, 204 and 302 come too, and by its text 200.0 does as well.
import json


def failed_only():
    return {"Filters": [{"Pattern": json.dumps({"data": {"status": [{"anything-but": [200]}]}})}]}
