# Gives the pattern as a dict; it has to be a text in JSON.
import json


def failed_only():
    return {"Filters": [{"Pattern": {"data": {"status": [{"numeric": [">=", 400]}]}}}]}
