# Writes the pattern's JSON by hand as a multi-line text, with the limit as a float.
import json

PATTERN = """
{
  "data": {
    "status": [ { "numeric": [ ">=", 400.0 ] } ]
  }
}
"""


def failed_only():
    json.loads(PATTERN)  # raises here rather than in the deployment
    return {"Filters": [{"Pattern": PATTERN.strip()}]}
