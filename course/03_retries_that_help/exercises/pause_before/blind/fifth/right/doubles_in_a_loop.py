# Style: a loop that doubles until it meets the cap, a regex for the temporary errors.
import random
import re

TEMPORARY = re.compile(
    r"InternalFailure|\w+Throttling\w+|Provisioned\w+|EndpointConnection\w+|ReadTimeout\w+"
)


def pause_before(retry, code, base_s, cap_s):
    if not TEMPORARY.fullmatch(code):
        return None
    bound_s = base_s
    while retry > 0 and bound_s < cap_s:
        bound_s, retry = bound_s * 2, retry - 1
    return random.uniform(0, bound_s if bound_s < cap_s else cap_s)
