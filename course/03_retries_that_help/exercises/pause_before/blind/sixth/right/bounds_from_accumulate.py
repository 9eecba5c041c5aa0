# itertools only: the bounds are an accumulated sequence, of which the last one up to this retry counts.
import random
from itertools import accumulate, islice, repeat

LASTING = frozenset(
    "AccessDeniedException InvalidArgumentException ResourceNotFoundException ValidationException".split()
)


def pause_before(retry, code, base_s, cap_s):
    bounds = accumulate(repeat(2), lambda bound, by: min(cap_s, bound * by), initial=min(base_s, cap_s))
    return None if code in LASTING else random.random() * next(islice(bounds, retry, None))
