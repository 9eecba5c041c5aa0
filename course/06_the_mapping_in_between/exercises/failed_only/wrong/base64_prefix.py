# data-is-base64-for-filters -> 06.3.keeps-nothing
import base64
import json


def failed_only():
    texts = [base64.b64encode(b'{"status":%d' % status).decode() for status in (400, 429, 500, 503, 504)]
    return {"Filters": [{"Pattern": json.dumps({"data": [{"prefix": text} for text in texts]})}]}
