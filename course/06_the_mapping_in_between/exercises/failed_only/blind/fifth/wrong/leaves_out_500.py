# One filter below 500, one above, none for 500 itself; against "keep ... a status of 400 or more".
import json


def failed_only():
    client_errors = {"data": {"status": [{"numeric": [">=", 400, "<", 500]}]}}
    server_errors = {"data": {"status": [{"numeric": [">", 500]}]}}
    return {"Filters": [{"Pattern": json.dumps(pattern)} for pattern in (client_errors, server_errors)]}
