# One expression, with the hopeless codes told by a regular expression.
import random
import re


def pause_before(retry, code, base_s, cap_s):
    return (
        None
        if re.match(r"AccessDenied|InvalidArg|ResourceNot|Validation", code)
        else random.uniform(min(cap_s, base_s * 2.0 ** min(retry, 1_000)), 0)
    )
