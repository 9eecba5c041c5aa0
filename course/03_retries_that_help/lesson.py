# %% [markdown]
# # 03 · Retries that help

# %% name="parameters" tags=["parameters"]
seed = 7  # another seed is another day
shards = 4
load = 60  # gateways

# %% name="start"
import json
import time
from contextlib import suppress
from itertools import pairwise

import lablib
from lablib import check, compare, my_producer, predict, predicted, quiz, recall, summary

import boto3
import botocore
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from IPython.display import display

world = lablib.start("03", seed=seed)

# %% [markdown]
# ## Recall

# %% name="recall" questions="recall"

# %% [markdown]
# ## Where we are
#
# Every producer reads its responses now, and resends the records that were throttled. Then came a launch. Traffic rose,
# all gateways flushed at the same moment, and one shard was full. The engineer on call saw something new: *there were
# more retries than first calls, most of the retries stored nothing, and the producers gave up events moments before the
# shard had capacity again.*
#
# Finance writes what is still leaking: *33,503 dollars a month. 294 of them come from events that we billed twice.*
#
# ## Objective
#
# Choose backoff, jitter, a retry budget, a deadline and timeouts for a producer, and know when a retry stores a record
# twice. 60 minutes.
#
# ## Evidence: a retry storm
#
# The next cell replays one flush of the launch. At the same moment, every gateway sends 100 records to one shard, which
# can store 1,000 per second ([quotas](https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html)). A
# gateway resends its throttled records, and gives up after eight attempts. `backoff_scenario` is a helper of the lab
# that simulates this with a *policy*, which decides how long a gateway waits before a retry. The policy at the launch
# was `none`: retry immediately.

# %% name="at-once"
from lablib.pictures.diagrams import retry_waves
from lablib.pictures.plots import retry_storm
from lablib.scenarios.producer import BackoffKnobs, backoff_scenario, contention_table


def storm(policy, attempts=8):
    return backoff_scenario(BackoffKnobs(policy, attempts=attempts, clients=load), seed)


at_once = storm("none")
display(retry_storm(at_once))
print(f"{at_once.wasted / len(at_once.calls):.0%} of the calls stored nothing")

# %% [markdown]
# Eight attempts sound like patience. But they were over in a fraction of a second, and in that time the shard regained
# a fraction of its capacity. So the producers gave up four of five records.
#
# ## Predict: does waiting help?
#
# The obvious remedy is to wait before every retry, and to double the wait each time. This is called *exponential
# backoff*.

# %% name="predict-waves" prediction="waves"

# %% [markdown]
# ## Run: does waiting help?
#
# The next cell replays the same flush with exponential backoff, and allows twelve attempts.

# %% name="waves"
waves = storm("exponential", attempts=12)
display(retry_storm(waves, guess_s={"a": 5, "b": 8, "c": 15}.get(predicted("03.waves"))))
done_s, soonest_s = waves.done_ms / 1_000, waves.soonest_ms / 1_000
print(
    f"the last record is stored after {done_s:.1f} s; the shard could have stored it after {soonest_s:.1f} s"
)
compare("03.waves", "d" if waves.lost else "c" if done_s >= 15 else "b" if done_s >= 6.5 else "a")
retry_waves()

# %% [markdown]
# ## Explain: why backoff alone isn't enough
#
# Backoff gives the shard time. But it makes all gateways wait for the same time, so the gateways that were throttled
# together also come back together, as the diagram above shows. While they wait, the shard saves up capacity, but for
# one second at most (this is the lab's model: AWS documents the
# [rate](https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html), but not the window). So the
# longer the pauses get, the more capacity goes unused.
#
# The gateways need to wait for *different* times. A random part in a wait is called *jitter*. The [AWS Architecture
# Blog](https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/) compares four ways to choose a pause.
# Three of them use the same bound: it starts at a *base*, doubles with every retry, and stops growing at a *cap*.
#
# | policy | pause before a retry |
# |---|---|
# | exponential | exactly the bound |
# | equal jitter | half of the bound, plus a random part of the other half |
# | full jitter | a random time between zero and the bound |
# | decorrelated jitter | a random time between the base and three times the last pause, but at most the cap |
#
# ## Exercise: whether to retry, and when
#
# The step is *contain*, as in lab 02. Before you ask how long to wait, ask whether to retry at all, because a retry
# uses up capacity. Retry if the same call can succeed later although nobody changes anything. Some of the [errors of
# PutRecords](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html) are of this kind, and others
# aren't.

# %% name="exercise-jitter" exercise="pause_before"

# %% [markdown]
# ## Check

# %% name="check-jitter"
check("03.1", pause_before)

# %% [markdown]
# ## Run: the storm with jitter
#
# The next cell replays the same flush with the three kinds of jitter. The figure shows them below the waves of plain
# exponential backoff.

# %% name="with-jitter"
from lablib.pictures.plots import retry_storms

jitters = [storm(name, attempts=12) for name in ("equal jitter", "full jitter", "decorrelated jitter")]
retry_storms([waves, *jitters])

# %% [markdown]
# With jitter, the last record is stored after 6 or 7 s instead of 16 s, and less than half as many calls are wasted.
# Having jitter matters more than which kind you choose. Full jitter is the simplest.
#
# In the next cell you can change the settings. Find the smallest number of attempts with which full jitter loses no
# record. Then see how the cap changes the time at which the last record is stored.

# %% name="widget"
from lablib.pictures.widgets import backoff_widget

backoff_widget(BackoffKnobs("full jitter", attempts=12))

# %% [markdown]
# ## Explain: where the formulas come from
#
# The experiment in the AWS Architecture Blog differs from your storm. Many clients have to update the same row of a
# database. A client reads the row and then writes it, and the write fails if another client has written in between. A
# client whose write fails starts again. Every hop through the network takes about 10 ms.

# %% name="contention"
from lablib.pictures.plots import contention_curves

display(contention_curves(contention_table(runs=10, seed=seed)))

# %% [markdown]
# One result of [the experiment](https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/) is
# misleading. Immediate retries (`none`) finish first, although they make the most calls. That is because the
# experiment's server answers a thousand calls as fast as one, and because its clients don't give up. A real service
# slows down under load, and a full shard throttles. In your storm, the same policy lost most of the records.
#
# ## Predict: how many requests does a failing service get?
#
# On the evening after the launch, Kinesis failed for a minute, and its dashboard showed many times the usual number of
# requests. Who sent all of them?

# %% name="predict-layers" prediction="layers"

# %% [markdown]
# ## Run: how many requests does a failing service get?
#
# `lablib.World` starts a second, temporary simulator for one experiment. Here `fault` makes the service answer every
# request with HTTP 500. The cell counts the requests that boto3 sends.

# %% name="layers"
three = {"mode": "standard", "total_max_attempts": 3}
patient, requests = boto3.client("kinesis", config=Config(retries=three)), []
patient.meta.events.register("before-send.kinesis", lambda **_: requests.append(time.monotonic()))
one = {"StreamName": "usage-events", "Records": [{"Data": "{}", "PartitionKey": "t-0001"}]}
with lablib.World(seed) as down:
    down.fault("http_500", for_s=600)
    for job in range(3):
        for _ in range(4):
            with suppress(ClientError):
                patient.put_records(**one)
        print(f"attempt {job + 1} of the job: {len(requests)} requests so far")
compare("03.layers", len(requests))

# %% [markdown]
# ## Explain: retries multiply across layers
#
# Retries at several layers multiply. So let one layer retry: the one that knows whether the work is still worth doing
# ([timeouts, retries and backoff](https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/)).
# A limit on the number of attempts isn't enough for this layer, because it limits neither the time nor the load. So
# this layer needs two other limits:
#
# * a **deadline**: the time when the next flush is due, or when the caller has stopped waiting. A call that starts
#   after its deadline helps nobody;
# * a **retry budget**: a bucket of *tokens* for all retries of the process. A retry takes a token, and the bucket
#   refills slowly. On a calm day tokens are left over. An outage empties the bucket, and from then on the fleet makes
#   first calls and hardly any retries.
#
# boto3 limits the number of attempts, and has no deadline. It has three modes: `legacy`, `standard` and `adaptive`. In
# the mode `standard` it also has a retry budget. Before botocore 1.44, of November 2026, the default was `legacy`. Now
# it is `standard`, with fewer attempts
# ([announcement](https://aws.amazon.com/blogs/developer/updated-default-retry-behavior-for-aws-sdks-and-tools/),
# [modes](https://docs.aws.amazon.com/boto3/latest/guide/retries.html)). The next cell prints the defaults of your
# installed version, and counts the attempts of all three modes in an outage.

# %% name="modes"
by_default = boto3.client("kinesis").meta.config
print("botocore", botocore.__version__, by_default.retries, "read_timeout", by_default.read_timeout)
for mode in ("legacy", "standard", "adaptive"):
    client, sent = boto3.client("kinesis", config=Config(retries={"mode": mode})), []
    client.meta.events.register("before-send.kinesis", lambda to=sent, **_: to.append(time.monotonic()))
    with lablib.World(seed) as down, suppress(ClientError):
        down.fault("http_500", for_s=600)
        client.list_streams()
    pauses = [f"{later - sooner:.2f} s" for sooner, later in pairwise(sent)]
    print(f"{mode:10}{len(sent)} attempts, pauses:", *pauses)

# %% [markdown]
# ## Exercise: stop in time
#
# The step is *contain* again, this time for the loop around the calls. Your loop gets a function, `put`. It makes one
# call, reads the response as your `failed_events` from lab 02 does, and returns the events that weren't stored. Before
# each retry, your loop asks a retry budget for a token. The class `RetryBudget` shows how a budget works.

# %% name="exercise-loop" exercise="send_in_time"

# %% [markdown]
# ## Check

# %% name="check-loop"
check("03.2", send_in_time)

# %% [markdown]
# ## Predict: how long can one call take?
#
# Your loop looks at the clock before each retry. But what if a call doesn't return?

# %% name="predict-hang" prediction="hang"

# %% [markdown]
# ## Run: how long can one call take?
#
# The next cell calls a service that doesn't answer, with two clients. The first has boto3's defaults. The second has
# those of the AWS SDK for JavaScript v2: a timeout of two minutes, and three retries
# ([SDK](https://github.com/aws/aws-sdk-js)).

# %% name="hang"
four = {"mode": "standard", "total_max_attempts": 4}
javascript = boto3.client("kinesis", config=Config(read_timeout=120, retries=four))
waited = []
for client in (boto3.client("kinesis"), javascript):
    with lablib.World(seed) as silent:
        silent.fault("hang", for_s=600)
        try:
            client.list_streams()
        except BotoCoreError as error:
            waited.append(silent.elapsed_s)
            print(f"{type(error).__name__} after {waited[-1]:.0f} s")
compare("03.hang", round(waited[0]))

# %% [markdown]
# ## Explain: what one hanging call costs
#
# The first call took three minutes, and the second took eight. By default boto3 waits up to 60 s for a connection and
# up to 60 s for a response, and retries after both kinds of timeout
# ([Config](https://docs.aws.amazon.com/botocore/latest/reference/config.html)). A gateway flushes every few seconds,
# and a flush that hangs blocks its thread. After a few minutes like these, the gateway has no free thread left
# ([timeouts](https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/)).
#
# ## Evidence: one event, billed twice
#
# A lost response is worse than a lost request: the service stores the records, and the producer doesn't learn about it.
# Between the gateways and Kinesis this happens about once a day.
#
# The first cell shows one such call in detail. The second cell reads the stream and adds up the bill. At its end, it
# runs your own producer from lab 02 for a minute of the incident. For two seconds of this minute, Kinesis stores
# records and doesn't respond. `my_producer` loads the producer that you wrote, or the solution if you skipped 02.2, and
# `fleet_run` runs it in all gateways.

# %% name="stored-twice"
from lablib.scenarios.producer import fleet_run, make_stream, minute_under_trouble

world = lablib.restart()  # a fresh simulator, so that this cell can run again
make_stream(1, "one-answer")
short = boto3.client("kinesis", config=Config(read_timeout=2, retries=three))
batch = [{"event_id": f"g01-{n:06d}", "tenant": "t-0001", "tokens_out": 900} for n in range(100)]
entries = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in batch]
world.fault("hang_after_processing", for_s=1)
answer = short.put_records(StreamName="one-answer", Records=entries)
again = answer["ResponseMetadata"]["RetryAttempts"]
print("FailedRecordCount", answer["FailedRecordCount"], "- retries by boto3:", again)

# %% name="billed"
time.sleep(1)
first = {"ShardId": "shardId-000000000000", "ShardIteratorType": "TRIM_HORIZON"}
iterator = short.get_shard_iterator(StreamName="one-answer", **first)["ShardIterator"]
read = [json.loads(record["Data"]) for record in short.get_records(ShardIterator=iterator)["Records"]]
once = {event["event_id"]: event for event in read}
print(f"{len(batch)} events, {len(read)} records in the stream")
print(f"billed as read: {sum(event['tokens_out'] for event in read):,} tokens")
print(f"billed by id:   {sum(event['tokens_out'] for event in once.values()):,} tokens")
print(fleet_run(my_producer(), seed=seed, shards=shards, gateways=load, lost_answers=True))

# %% [markdown]
# ## Explain: a timeout doesn't mean "not stored"
#
# If no response arrives, you can't tell which of two things happened: the request was lost, or the response was. boto3
# retries the whole call in both cases. If the first attempt had stored the records, they are now stored twice.
#
# This happens to your producer too, although it resends just the records that failed. The response says which records
# failed, and the response is what got lost. The longest flush of your producer took as long as boto3 waits for a
# response. When these 60 seconds were over, all gateways sent what they had collected, at the same moment, so most of
# it was throttled, and some of it several times. No setting prevents the duplicates
# ([duplicates](https://docs.aws.amazon.com/streams/latest/dev/kinesis-record-processor-duplicates.html)). So:
#
# * Give every event an id, once, before its first attempt.
# * Let the consumer count an id once. Lab 08 does this in a handler.
# * Choose a timeout that is long enough for healthy calls, because the records of a call that you cut off may
#   be stored twice.
#
# How long is long enough? Measure how long healthy calls take
# ([timeouts](https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/)). Then decide which
# share of them you can afford to cut off. If that is one in a thousand, use the 99.9th percentile of the measured
# times.
#
# How many attempts? As many as are sure to fit into the time that the caller can wait, pauses included. boto3's mode
# `standard` makes its longest pauses after throttling: up to 1, 2, 4 and 8 s
# ([modes](https://docs.aws.amazon.com/boto3/latest/guide/retries.html)).
#
# ## Exercise: choose timeouts
#
# The step is *contain* once more, this time for a single call. `config_for` gets the measured times of healthy calls,
# and returns the `Config` for a client.

# %% name="exercise-timeouts" exercise="config_for"

# %% [markdown]
# ## Check

# %% name="check-timeouts"
check("03.3", config_for)

# %% [markdown]
# ## Prove
#
# Now your loop and your `Config` run together, in a fresh simulator: one minute of the incident, on another day and
# with half the gateways. For two seconds the service stores records and doesn't respond. A flush has four seconds,
# and all gateways share one budget. Expect more copies than before: with short timeouts, a producer sends the same
# records several times in these two seconds, and Kinesis stores them each time.

# %% name="prove"
if ... in (send_in_time(list, [], 1, RetryBudget(0, 0)), config_for([0.1], 0.1, 9.0)):
    print("This cell needs send_in_time and config_for: solve 03.2 and 03.3 first.")
else:
    config = config_for([0.01, 0.02, 0.04], 0.001, 2.0)
    another_day = seed + 1, shards, load // 2, config
    print(minute_under_trouble(*another_day, send_in_time, lambda: RetryBudget(500, 20)))

# %% [markdown]
# ## In production
#
# | number | where it comes from | when to alert |
# |---|---|---|
# | retries, and tokens that the budget didn't grant | your own counters | if the budget is empty: an outage has begun |
# | events that a flush hands back | your own counter, as in lab 02 | immediately, if it's above zero |
# | calls that timed out | your own counter | if it rises. The records of these calls may be stored twice, so check that the consumer counts an `event_id` once |
# | p99.9 of healthy calls | your own histogram, or `PutRecords.Latency` ([metrics](https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html)) | if it gets close to the timeout. Then choose the timeout again |
#
# An upgrade of boto3 shouldn't change what your producer does in an outage. So set the mode, the attempts and the
# timeouts in code: `Config(connect_timeout=..., read_timeout=..., retries={"mode": "standard", "total_max_attempts":
# ...})`. `total_max_attempts` counts all attempts, and `max_attempts` counts the retries, without the first attempt
# ([retries](https://docs.aws.amazon.com/boto3/latest/guide/retries.html)).
#
# Put jitter on timers, too. Sixty gateways that flush at the same tick are a storm without a single retry.
#
# ## Recap and quiz
#
# * Backoff gives a full shard time, and jitter spreads the retries over that time. Without jitter, all gateways come
#   back at the same moment.
# * The number of attempts limits neither time nor load. A deadline limits the time, a retry budget limits the load, and
#   one layer alone retries.
# * The records of a call that timed out may be stored. Choose the timeout from a percentile of healthy calls, and
#   count each event id once.

# %% name="quiz" questions="quiz"

# %% name="summary"
summary("03")
