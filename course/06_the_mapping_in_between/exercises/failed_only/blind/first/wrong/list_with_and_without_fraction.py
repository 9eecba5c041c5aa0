# Lists the known statuses with and without a fraction; one that has not been seen yet is skipped for good.
import json

KNOWN = (400, 401, 403, 404, 408, 409, 413, 422, 429, 500, 502, 503, 504)


def failed_only():
    status = [number for known in KNOWN for number in (known, float(known))]
    return {"Filters": [{"Pattern": json.dumps({"data": {"status": status}})}]}
