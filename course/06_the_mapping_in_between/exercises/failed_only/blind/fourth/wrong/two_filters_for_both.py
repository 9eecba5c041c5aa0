# Believes that all filters have to match, but of several filters one is enough: requests with 200 are kept.
import json


def failed_only():
    has_a_status = {"data": {"status": [{"anything-but": [200]}]}}
    at_least_400 = {"data": {"status": [{"numeric": [">=", 400]}]}}
    return {"Filters": [{"Pattern": json.dumps(each)} for each in (has_a_status, at_least_400)]}
