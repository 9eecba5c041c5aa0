# The pattern is written by hand as a raw text over several lines; json only proves that it can be parsed.
import json

PATTERN = """
{
  "data": {
    "status": [ { "numeric": [ ">=", 4e2 ] } ]
  }
}
"""


def failed_only():
    json.loads(PATTERN)
    return {"Filters": [{"Pattern": PATTERN.strip()}]}
