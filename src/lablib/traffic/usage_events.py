"""Usage events of one gateway over one hour, made up so that they are as bursty as a real trace.

Two services share the gateway. *chat* is people typing: a Poisson stream whose rate swells and ebbs once over
the hour. *code* is jobs: most seconds are silent, then one tenant sends for some seconds at a rate of its
own, and where jobs overlap the rates add up. Every number below is ours, fitted to the trace that
`data/README.md` credits.
"""

from __future__ import annotations

import bisect
import csv
import gzip
import io
import itertools
import math
import random
from pathlib import Path
from typing import NamedTuple

from lablib.simulator.limits import S_PER_HOUR, US_PER_S
from lablib.traffic.arrivals import poisson

SEED = 496  # of the seeds 0 to 999, the one whose figures come closest to the trace

TENANTS = 200
CHAT_ZIPF_EXPONENT = 0.9  # the r-th biggest tenant sends in proportion to r ** -0.9
CHAT_MEAN_PER_S = 5.5
CHAT_TIDE_PER_S = 2.1  # the rate runs from 5.5 - 2.1 at the edges of the hour to 5.5 + 2.1 in its middle
CHAT_MODELS = {"chat-swift": 0.60, "chat-sage": 0.32, "chat-deep": 0.08}  # share of the events

CODE_JOB_EVERY_S = 22.0  # mean; the gaps are exponential
CODE_JOB_MEAN_S = 7.0  # exponential too
CODE_JOB_MEAN_PER_S = 8.4  # log-normal from job to job
CODE_JOB_SIGMA = 0.72  # of the logarithm of a job's rate
CODE_HOT_TENANT_SHARE = 0.45  # of the jobs; the others fall to tenants at random
CODE_MODELS = {"code-swift": 0.75, "code-sage": 0.25}  # share of the jobs

# Tokens that these shares of the requests do not exceed, read off the trace; between them log-linear.
TOKEN_SHARES = (0.0, 0.01, 0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95, 0.99, 1.0)
TOKENS = {
    "chat": (
        (2, 29, 181, 207, 396, 1_020, 1_189, 2_735, 4_083, 4_142, 14_050),
        (7, 16, 41, 54, 85, 129, 395, 424, 451, 601, 1_000),
    ),
    "code": (
        (3, 17, 75, 147, 578, 1_469, 2_745, 5_194, 7_315, 7_436, 7_437),
        (6, 6, 6, 7, 9, 13, 24, 55, 90, 252, 1_899),
    ),
}
"""Service -> (tokens in, tokens out), each as long as TOKEN_SHARES."""


class UsageEvent(NamedTuple):
    """One answered request, as the gateway bills it. The fields are the columns of the file."""

    t_us: int
    """Microseconds since the hour began."""
    tenant: str
    model: str
    """`chat-…` or `code-…`: the part before the dash is the service."""
    tokens_in: int
    tokens_out: int


def usage_events(seed: int = SEED) -> list[UsageEvent]:
    """Return one gateway's hour in order of time; the same seed gives the same events everywhere."""
    rng = random.Random(f"usage-events:{seed}")
    tenants = [f"t-{number:04d}" for number in range(1, TENANTS + 1)]
    rng.shuffle(tenants)  # so that a tenant's number does not tell its size
    return sorted(_chat(tenants, rng) + _code(tenants, rng))


def write(path: Path | str, seed: int = SEED) -> list[UsageEvent]:
    """Write the hour as CSV in gzip, whose header names no file and no time, and return the events."""
    events = usage_events(seed)
    text = io.StringIO(newline="")
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(UsageEvent._fields)
    rows.writerows(events)
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=packed, mtime=0) as file:
        file.write(text.getvalue().encode())
    Path(path).write_bytes(packed.getvalue())
    return events


def _chat(tenants: list[str], rng: random.Random) -> list[UsageEvent]:
    """Poisson arrivals at the highest rate, thinned to the rate of the moment."""
    by_size = list(itertools.accumulate((rank + 1) ** -CHAT_ZIPF_EXPONENT for rank in range(len(tenants))))
    highest_per_s = CHAT_MEAN_PER_S + CHAT_TIDE_PER_S
    events = []
    for t_us in poisson(highest_per_s, S_PER_HOUR, rng):
        hour_share = t_us / (S_PER_HOUR * US_PER_S)
        rate_per_s = CHAT_MEAN_PER_S - CHAT_TIDE_PER_S * math.cos(2 * math.pi * hour_share)
        if rng.random() < rate_per_s / highest_per_s:
            tenant = rng.choices(tenants, cum_weights=by_size)[0]
            events.append(_event(t_us, tenant, _pick_model(CHAT_MODELS, rng), rng))
    return events


def _code(tenants: list[str], rng: random.Random) -> list[UsageEvent]:
    """Jobs that start at random; each is one tenant's, on one model, and ends with the hour at the latest."""
    hot, others = tenants[0], tenants[1:]
    typical_per_s = math.log(CODE_JOB_MEAN_PER_S) - CODE_JOB_SIGMA**2 / 2
    events = []
    for start_us in poisson(1 / CODE_JOB_EVERY_S, S_PER_HOUR, rng):
        tenant = hot if rng.random() < CODE_HOT_TENANT_SHARE else rng.choice(others)
        model = _pick_model(CODE_MODELS, rng)
        length_s = min(rng.expovariate(1 / CODE_JOB_MEAN_S), S_PER_HOUR - start_us / US_PER_S)
        rate_per_s = rng.lognormvariate(typical_per_s, CODE_JOB_SIGMA)
        events += [_event(start_us + t_us, tenant, model, rng) for t_us in poisson(rate_per_s, length_s, rng)]
    return events


def _event(t_us: int, tenant: str, model: str, rng: random.Random) -> UsageEvent:
    tokens_in, tokens_out = (_tokens(points, rng.random()) for points in TOKENS[service_of(model)])
    return UsageEvent(t_us, tenant, model, tokens_in, tokens_out)


def service_of(model: str) -> str:
    """Return `chat` or `code`."""
    return model.partition("-")[0]


def _pick_model(shares: dict[str, float], rng: random.Random) -> str:
    return rng.choices(list(shares), weights=list(shares.values()))[0]


def _tokens(points: tuple[int, ...], share: float) -> int:
    """Return the number of tokens that `share` of the requests do not exceed."""
    right = bisect.bisect_right(TOKEN_SHARES, share)
    left = right - 1
    along = (share - TOKEN_SHARES[left]) / (TOKEN_SHARES[right] - TOKEN_SHARES[left])
    return round(points[left] * math.pow(points[right] / points[left], along))
