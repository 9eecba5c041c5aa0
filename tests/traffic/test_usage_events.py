"""The incident's traffic: made from its seed, as bursty as the real trace, as its README says."""

import csv
import gzip
import hashlib
from collections import Counter
from functools import cache

import pytest

from lablib.teaching.course import repo_root
from lablib.traffic import burstiness, read_trace, usage_events, write
from lablib.traffic.burstiness import comparison_row
from lablib.traffic.usage_events import (
    CHAT_MODELS,
    CODE_MODELS,
    TENANTS,
    TOKEN_SHARES,
    TOKENS,
    UsageEvent,
    service_of,
)

ROOT = repo_root()
COMMITTED = ROOT / "data" / "usage-events.csv.gz"
README = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
REAL = ROOT / "../shared/data/llm-1h.csv.gz"
REAL_FIGURES = {
    "code": (2.5, 26, 61, 13.0, 6.4),
    "chat": (5.5, 13, 16, 1.4, 1.9),
    "both": (8.0, 33, 66, 5.1, 4.6),
}


@cache
def committed_events():
    with gzip.open(COMMITTED, "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert tuple(rows[0]) == UsageEvent._fields
    return [UsageEvent(int(t), tenant, model, int(i), int(o)) for t, tenant, model, i, o in rows[1:]]


def times_by_service(events):
    times = {
        service: [event.t_us for event in events if service_of(event.model) == service]
        for service in ("code", "chat")
    }
    return times | {"both": [event.t_us for event in events]}


def test_the_committed_file_is_what_the_generator_makes_from_its_seed():
    assert committed_events() == usage_events()


def test_the_rows_are_the_same_on_every_machine_and_python():
    with gzip.open(COMMITTED) as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    assert digest == "9b4f58cd22b30ba0b7fae01e5a9d46efdef912d6ce657ad809225e42f8fa5b59"


@pytest.mark.nightly
def test_writing_twice_gives_the_same_bytes_and_a_header_without_name_or_time(tmp_path):
    write(tmp_path / "a.csv.gz", seed=3)
    write(tmp_path / "b.csv.gz", seed=3)
    packed = (tmp_path / "a.csv.gz").read_bytes()
    assert packed == (tmp_path / "b.csv.gz").read_bytes()
    flags, mtime = packed[3], packed[4:8]
    assert (flags, mtime) == (0, b"\0\0\0\0")


@pytest.mark.nightly
def test_another_seed_makes_other_events():
    assert usage_events(1) != usage_events(2)


def test_the_file_is_an_hour_in_order_and_small_enough_for_a_clone():
    times_us = [event.t_us for event in committed_events()]
    assert times_us == sorted(times_us)
    assert times_us[0] >= 0
    assert times_us[-1] < 3_600_000_000
    assert COMMITTED.stat().st_size <= 2 * 1_024 * 1_024


@pytest.mark.parametrize("service", ["code", "chat", "both"])
def test_every_figure_lies_within_15_percent_of_the_real_trace(service):
    ours = burstiness(times_by_service(committed_events())[service])
    assert ours == pytest.approx(REAL_FIGURES[service], rel=0.15)


def test_one_tenant_stands_out_and_causes_the_code_bursts():
    events = committed_events()
    tenants = Counter(event.tenant for event in events)
    code = Counter(event.tenant for event in events if service_of(event.model) == "code")
    (hot, count), (_, second) = tenants.most_common(2)
    assert 0.20 <= count / len(events) <= 0.25
    assert count > 3 * second
    assert len(tenants) == TENANTS
    assert code.most_common(1)[0][0] == hot


@pytest.mark.parametrize(("service", "models"), [("chat", CHAT_MODELS), ("code", CODE_MODELS)])
def test_tokens_have_the_median_and_the_range_of_the_real_trace(service, models):
    events = [event for event in committed_events() if service_of(event.model) == service]
    assert {event.model for event in events} == set(models)
    for tokens, points in zip(("tokens_in", "tokens_out"), TOKENS[service], strict=True):
        counts = sorted(getattr(event, tokens) for event in events)
        assert counts[len(counts) // 2] == pytest.approx(points[TOKEN_SHARES.index(0.50)], rel=0.1)
        assert points[0] <= counts[0]
        assert counts[-1] <= points[-1]


def test_the_readme_states_the_figures_of_the_file():
    events = committed_events()
    ours = README.partition("**this file**")[2]
    for name, times_us in times_by_service(events).items():
        assert comparison_row(name, times_us) in ours
    hot, count = Counter(event.tenant for event in events).most_common(1)[0]
    code = [event.tenant for event in events if service_of(event.model) == "code"]
    code_share = code.count(hot) / len(code)
    assert f"{len(events):,} rows" in README
    assert (
        f"`{hot}` with {count:,} events, {count / len(events):.0%} of all and {code_share:.0%} of code's"
        in README.replace(" %", "%")
    )


@pytest.mark.skipif(not REAL.is_file(), reason="needs the real trace beside the repository")
def test_the_readme_states_the_figures_of_the_real_trace():
    trace = read_trace(REAL)
    services = trace.columns["service"]
    real = README.partition("**real trace**")[2].partition("**this file**")[0]
    for name in ("code", "conv"):
        assert (
            comparison_row(name, [at for row, at in enumerate(trace.times_us) if services[row] == name])
            in real
        )
    assert comparison_row("both", trace.times_us) in real
    assert f"{len(trace):,} rows" in README


def test_burstiness_counts_the_empty_seconds_and_the_busiest_minute():
    # second 0: one event; second 60: two; second 62: four; the busiest minute is the second one, 3 s long
    times_us = [0, 60_000_000, 60_999_999, 62_000_000, 62_000_001, 62_000_002, 62_999_999]
    mean, seconds = 7 / 63, 63
    variance = (1 + 4 + 16) / seconds - mean**2
    found = burstiness(times_us)
    assert found == pytest.approx((mean, 4, 4, variance / mean, 4 / (6 / 3)))


def test_burstiness_of_nothing_is_refused():
    with pytest.raises(ValueError, match="no arrivals to measure"):
        burstiness([])
