# A generator yields the bounds until the cap, and a regular expression tells the lasting errors.
import random
import re
from itertools import islice

LASTING = re.compile(r"(AccessDenied|InvalidArgument|ResourceNotFound|Validation)Exception")


def bounds(base_s, cap_s):
    while base_s < cap_s:
        yield base_s
        base_s += base_s


def pause_before(retry, code, base_s, cap_s):
    if LASTING.fullmatch(code):
        return None
    return random.uniform(0, next(islice(bounds(base_s, cap_s), retry, None), cap_s))
