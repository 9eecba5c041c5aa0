# Style: terse, a regular expression for what stays wrong, one conditional expression.
import random
import re


def pause_before(retry, code, base_s, cap_s):
    lasting = re.match(r"AccessDenied|InvalidArgument|ResourceNotFound|Validation", code)
    return None if lasting else random.uniform(min(cap_s, base_s * 2.0 ** min(retry, 500)), 0)
