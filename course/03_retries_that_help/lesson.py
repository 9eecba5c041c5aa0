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
# Every producer reads its answers now, and sends again what was refused. Then came a launch. The gateways flushed, one
# shard was full, and the on-call engineer saw something new: *the retries were more than the traffic, most of them
# stored nothing, and events were given up moments before the shard had room again.*
#
# The page ends with what finance still misses: *33,503 dollars a month, and 294 of them are customers who paid twice.*
#
# ## Objective
#
# Choose backoff, jitter, budget, deadline and timeouts, and know when a retry stores twice. 45 minutes.
#
# ## Evidence: a retry storm
#
# `backoff_scenario` is scenery: at one moment each gateway sends 100 records to a shard that takes 1,000 a second
# ([quotas](https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html)). What is refused it sends
# again, eight attempts in all. This was the policy at the launch: try again at once.

# %% name="at-once"
from lablib.pictures.plots import retry_storm
from lablib.scenarios.producer import BackoffKnobs, backoff_scenario, contention_table


def storm(policy, attempts=8):
    return backoff_scenario(BackoffKnobs(policy, attempts=attempts, clients=load), seed)


at_once = storm("none")
display(retry_storm(at_once))
print(f"{at_once.wasted / len(at_once.calls):.0%} of the calls stored nothing")

# %% [markdown]
# Eight attempts sound like patience. They were over in a fraction of a second, in which a shard gets a fraction of its
# room back.
#
# ## Predict: waiting
#
# The obvious remedy is to wait, twice as long each time: exponential backoff.

# %% name="predict-waves" prediction="waves"

# %% [markdown]
# ## Run: waiting

# %% name="waves"
waves = storm("exponential", attempts=12)
display(retry_storm(waves, guess_s={"a": 5, "b": 8, "c": 15}.get(predicted("03.waves"))))
done_s, soonest_s = waves.done_ms / 1_000, waves.soonest_ms / 1_000
print(f"stored after {done_s:.1f} s; the shard could have been done after {soonest_s:.1f} s")
compare("03.waves", "d" if waves.lost else "c" if done_s >= 15 else "b" if done_s >= 6.5 else "a")

# %% [markdown]
# ## Explain: waves
#
# Backoff gives time, and it gives the same time to everybody. The crowd that was refused together comes back together:
#
# ```
#  refused   0.2 s      0.4 s             0.8 s                   1.6 s
#  ######  ........  ######  ...............  ######  .........................  ######
#             room that comes free here is used by nobody
# ```
#
# A rested shard takes a second's worth at once and no more (the lab's model: AWS documents the
# [rate](https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html), not the window). So the longer the
# pauses, the more room is lost. What is missing is that the gateways wait for different times: *jitter*. The
# [AWS Architecture Blog](https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/) compares four ways to
# draw it. Three of them share a bound, which doubles with every retry until it reaches a cap:
#
# | policy | pause |
# |---|---|
# | exponential | the whole bound |
# | equal jitter | half of the bound, and up to as much again by chance |
# | full jitter | any length up to the bound |
# | decorrelated jitter | any length from the first bound to three times the pause before, at most the cap |
#
# ## Exercise: whether to retry, and when
#
# *Contain*. Before "how long" comes "whether": a retry costs the shard room, so make it if the same call can succeed
# later without anybody changing anything. The
# [errors of PutRecords](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html) are of both kinds.

# %% name="exercise-jitter" exercise="pause_before"

# %% [markdown]
# ## Check

# %% name="check-jitter"
check("03.1", pause_before)

# %% [markdown]
# ## Run: the storm with jitter
#
# The same flush, with each kind of jitter, below the waves.

# %% name="with-jitter"
from lablib.pictures.plots import retry_storms

jitters = [storm(name, attempts=12) for name in ("equal jitter", "full jitter", "decorrelated jitter")]
retry_storms([waves, *jitters])

# %% [markdown]
# Which jitter matters less than that there is some; full jitter is the simplest. In your hands: fewer attempts, a shorter
# cap, more gateways, a shard with more room. Find the fewest attempts with which full jitter loses nothing, and what the
# cap does to the end.

# %% name="widget"
from lablib.pictures.widgets import backoff_widget

backoff_widget(BackoffKnobs("full jitter"))

# %% [markdown]
# ## Explain: the experiment behind the formulas
#
# The blog's own experiment is another one: clients that all must write one row once. A client reads the row, then
# writes it, and the write fails if somebody else wrote since the read. Every hop of the network takes about 10 ms.

# %% name="contention"
from lablib.pictures.plots import contention_curves

display(contention_curves(contention_table(runs=10, seed=seed)))

# %% [markdown]
# Read it with its limits ([the experiment](https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/)).
# Its server answers a thousand calls as fast as one and nobody ever gives up, so trying again at once is done first,
# with most calls. A service that slows down under load, or a shard that refuses, is not in it. Your storm had one, and
# there the same policy lost most of the records.
#
# ## Predict: layers
#
# Next, the evening after the launch: the service failed for a minute, and its own dashboard showed many times the usual
# load. Whose requests were these?

# %% name="predict-layers" prediction="layers"

# %% [markdown]
# ## Run: layers
#
# `lablib.World` opens a simulator inside the lab's own, for one experiment: its outage ends with the block.

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
# ## Explain: budget and deadline
#
# Retries at several layers multiply, so retry at one, the one that knows what is still worth it
# ([timeouts, retries and backoff](https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/)).
# Two bounds belong to it, and the number of attempts is neither:
#
# * a **deadline**: the next flush is due, or the caller is gone. What begins after it helps nobody;
# * a **budget**: a bucket of tokens for all retries of the process. A calm day leaves tokens in it; an outage empties it, and
#   then the fleet makes first calls and no retries.
#
# boto3 bounds its attempts, in its mode `standard` it has a budget as well, and a deadline it has not. Its defaults changed:
# from botocore 1.44, of November 2026, the default is another mode with fewer attempts
# ([announcement](https://aws.amazon.com/blogs/developer/updated-default-retry-behavior-for-aws-sdks-and-tools/),
# [modes](https://docs.aws.amazon.com/boto3/latest/guide/retries.html)). Ask the installed one, and pin
# what you rely on:

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
# *Contain*, the loop. `RetryBudget` shows what a budget is: your loop asks it for a token before each retry. `put` makes
# one call and returns what was not stored, as you built it in lab 02.

# %% name="exercise-loop" exercise="send_in_time"

# %% [markdown]
# ## Check

# %% name="check-loop"
check("03.2", send_in_time)

# %% [markdown]
# ## Predict: no answer
#
# Your loop asks the clock before each call. What if a call itself does not come back?

# %% name="predict-hang" prediction="hang"

# %% [markdown]
# ## Run: no answer
#
# The same with the settings of the JavaScript SDK v2 of the talk behind this course: two minutes, and three retries
# ([SDK](https://github.com/aws/aws-sdk-js)).

# %% name="hang"
four = {"mode": "standard", "total_max_attempts": 4}
talk = boto3.client("kinesis", config=Config(read_timeout=120, retries=four))
waited = []
for client in (boto3.client("kinesis"), talk):
    with lablib.World(seed) as silent:
        silent.fault("hang", for_s=600)
        try:
            client.list_streams()
        except BotoCoreError as error:
            waited.append(silent.elapsed_s)
            print(f"{type(error).__name__} after {waited[-1]:.0f} s")
compare("03.hang", round(waited[0]))

# %% [markdown]
# ## Explain: minutes
#
# Three minutes, and eight. boto3 waits 60 s for a connection, 60 s for an answer, and tries again after either
# ([Config](https://docs.aws.amazon.com/botocore/latest/reference/config.html)). A gateway flushes every few
# seconds, and every flush waits in a thread of its own: soon there is none left
# ([timeouts](https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/)).
#
# ## Evidence: two lines on a bill
#
# Worse than a lost request is a lost answer: the service stores, and the answer does not arrive. On the gateways' way to
# Kinesis that happens about once a day.
#
# The first cell shows one call from close up. The last lines of the second are your own producer from lab 02 in a minute of the
# incident, in which Kinesis stores for two seconds and doesn't answer. `my_producer` loads what you wrote, and `fleet_run` gives
# it to all gateways.

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
# ## Explain: a timeout is not a no
#
# A missing answer doesn't tell whether the request was lost or its answer was. boto3 sends the whole call again,
# and what was stored the first time is stored twice. It happens to your producer too, although it resends just the
# records that failed: it can't know what a lost answer said. Its longest flush took as long as boto3 waits for an answer
# ([duplicates](https://docs.aws.amazon.com/streams/latest/dev/kinesis-record-processor-duplicates.html)). No setting
# prevents that. So:
#
# * every event carries an id of its own, made once, before the first attempt;
# * the consumer counts an id once. Lab 08 does it in a handler;
# * a timeout is long enough for healthy calls, because a call that is cut off may be stored twice.
#
# How long is long enough? The measured latencies of healthy calls say it
# ([timeouts](https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/)): decide which share of
# them you may cut off, and take that percentile. How many attempts? As many as the caller's patience is sure to hold,
# pauses included: boto3's mode `standard` pauses longest after throttling, up to 1, 2, 4 and 8 s
# ([modes](https://docs.aws.amazon.com/boto3/latest/guide/retries.html)).
#
# ## Exercise: choose timeouts
#
# *Contain*, the call: a `Config` for a client, from what its healthy calls take.

# %% name="exercise-timeouts" exercise="config_for"

# %% [markdown]
# ## Check

# %% name="check-timeouts"
check("03.3", config_for)

# %% [markdown]
# ## Prove
#
# A minute of the incident in a region of its own, with a day and a load that your code has not seen. For two seconds the
# service stores and does not answer. A flush has four seconds, and all gateways share one budget.

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
# | number | where | alarm |
# |---|---|---|
# | retries, and tokens refused | your own counters | a budget that is empty: an outage has begun |
# | events handed back | your own counter, as in lab 02 | above zero, at once |
# | calls that timed out | your own counter | any of them may be stored twice: is `event_id` counted once? |
# | p99.9 of healthy calls | your own histogram, or `PutRecords.Latency` ([metrics](https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html)) | when it nears the timeout, choose again |
#
# Pin in code what an outage depends on: `Config(connect_timeout=..., read_timeout=..., retries={"mode": "standard",
# "total_max_attempts": ...})`. `total_max_attempts` counts all attempts, `max_attempts` the retries without the first attempt
# ([retries](https://docs.aws.amazon.com/boto3/latest/guide/retries.html)). And put jitter on timers, too:
# sixty gateways that flush at the same tick are a storm without a single retry.
#
# ## Recap and quiz
#
# * Backoff gives time, jitter spreads the crowd over it. Without jitter the crowd comes back as one.
# * Attempts bound nothing that matters: a deadline bounds the time, a budget the load, and one layer alone retries.
# * A timeout is not a no: what timed out may be stored. Choose it from a percentile, and count each event id once.

# %% name="quiz" questions="quiz"

# %% name="summary"
summary("03")
