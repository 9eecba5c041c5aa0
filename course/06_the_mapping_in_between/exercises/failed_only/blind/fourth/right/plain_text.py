# The pattern as a plain text, with a fraction in its number, no import needed.
PATTERN = """
{
  "data": {
    "status": [ { "numeric": [ ">=", 400.0 ] } ]
  }
}
"""


def failed_only():
    return {"Filters": [{"Pattern": PATTERN.strip()}]}
