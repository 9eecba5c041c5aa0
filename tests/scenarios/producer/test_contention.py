"""The contention experiment in arrays, held against the same told message by message."""

from __future__ import annotations

import heapq
from itertools import count

import numpy as np
import pytest

from lablib.scenarios.producer.backoff_policies import POLICIES, exponential, full_jitter, none
from lablib.scenarios.producer.contention import BASE_MS, CAP_MS, contend, contention_table, draws_of
from lablib.simulator.clock import activity

MOST_ATTEMPTS = 40


class Told:
    """Draws that anybody can look up: by run, client and attempt."""

    def __init__(self, runs, clients, seed=1):
        rng = np.random.default_rng(seed)
        self.hops_ms = np.abs(rng.normal(10, 2, (4, runs, clients, MOST_ATTEMPTS)))
        self.luck = rng.random((runs, clients, MOST_ATTEMPTS))

    def draw(self, runs, clients, attempts):
        return self.hops_ms[:, runs, clients, attempts], self.luck[runs, clients, attempts]


def told_message_by_message(policy, clients, told, run):
    """One run: who reads and writes when, in order of time. Returns (calls, completion in ms)."""
    order, version, calls, end_ms = count(), 0, 0, 0.0
    seen, attempts, previous = [0] * clients, [0] * clients, [BASE_MS] * clients
    queue = [(told.hops_ms[0, run, who, 0], next(order), "read", who) for who in range(clients)]
    heapq.heapify(queue)
    while queue:
        now_ms, _, what, who = heapq.heappop(queue)
        hops_ms = told.hops_ms[:, run, who, attempts[who]]
        if what == "read":
            seen[who] = version
            heapq.heappush(queue, (now_ms + hops_ms[1] + hops_ms[2], next(order), "write", who))
            continue
        calls += 1
        if seen[who] == version:
            version += 1
            end_ms = max(end_ms, now_ms + hops_ms[3])
            continue
        attempts[who] += 1
        luck = told.luck[run, who, attempts[who]]
        previous[who] = policy(attempts[who], previous[who], luck, BASE_MS, CAP_MS)
        next_hop_ms = told.hops_ms[0, run, who, attempts[who]]
        heapq.heappush(queue, (now_ms + hops_ms[3] + previous[who] + next_hop_ms, next(order), "read", who))
    return calls, end_ms


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
@pytest.mark.parametrize("clients", [1, 2, 9, 30])
def test_the_arrays_play_what_a_queue_of_messages_plays(policy, clients):
    runs = 8
    told = Told(runs, clients)
    outcome = contend(policy, clients, runs, told.draw)
    one_by_one = [told_message_by_message(policy, clients, told, run) for run in range(runs)]
    assert outcome.calls.tolist() == [calls for calls, _ in one_by_one]
    assert outcome.completion_ms == pytest.approx([end_ms for _, end_ms in one_by_one])


def test_one_client_writes_once_after_four_hops():
    told = Told(runs=3, clients=1)
    outcome = contend(none, 1, 3, told.draw)
    assert outcome.calls.tolist() == [1, 1, 1]
    assert outcome.completion_ms == pytest.approx(told.hops_ms[:, :, 0, 0].sum(axis=0))


def test_everybody_writes_and_nobody_more_often_than_all_could_be_in_the_way():
    clients = 20
    for policy in POLICIES.values():
        calls = contend(policy, clients, 50, draws_of(np.random.default_rng(3))).calls
        assert (calls >= clients).all()
        assert (calls <= clients * (clients + 1) // 2).all()


def test_the_table_has_a_mean_for_each_policy_and_number_of_clients_and_tells_how_far_it_is():
    told = []
    table = contention_table(clients=(10, 40), runs=5, progress=lambda done, of: told.append((done, of)))
    assert told == [(done, 10) for done in range(1, 11)]
    assert table.policies == tuple(POLICIES)
    assert table.calls.shape == table.completion_ms.shape == (5, 2)
    again = contention_table(clients=(40,), runs=5)
    assert again.calls[:, 0].tolist() == table.calls[:, 1].tolist()


def test_without_jitter_a_crowd_works_more_than_with_it_and_takes_longest_when_it_waits():
    clients, runs = 100, 30
    played = {
        policy: contend(policy, clients, runs, draws_of(np.random.default_rng(5)))
        for policy in (none, exponential, full_jitter)
    }
    calls = {policy: outcome.calls.mean() for policy, outcome in played.items()}
    done_ms = {policy: outcome.completion_ms.mean() for policy, outcome in played.items()}
    assert calls[none] > calls[exponential] > 2 * calls[full_jitter]
    assert done_ms[exponential] > 10 * done_ms[full_jitter] > 10 * done_ms[none]


def test_the_table_says_how_far_it_is():
    told = []
    contention_table(clients=(10, 20), runs=2, progress=lambda done, of: told.append(activity.now()))
    assert told[0] == f"the clients contend, {1 / len(told):.0%}"
    assert told[-1] == "the clients contend, 100%"
    assert activity.now() == ""
