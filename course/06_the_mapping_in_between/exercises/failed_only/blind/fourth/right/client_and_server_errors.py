# Two filters, one up to 500 and one from there on, as of several filters one is enough.
import json


def between(*limits):
    return {"Pattern": json.dumps({"data": {"status": [{"numeric": list(limits)}]}})}


def failed_only():
    return {"Filters": [between(">=", 400, "<", 500), between(">=", 500)]}
