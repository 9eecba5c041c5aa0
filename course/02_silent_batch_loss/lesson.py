# %% [markdown]
# # 02 · Silent batch loss

# %% name="parameters" tags=["parameters"]
seed = 7  # another seed is another day
shards = 4
load = 60  # gateways

# %% name="start"
import json
import logging
import time
from collections import Counter
from datetime import UTC, datetime

import lablib
from lablib import check, compare, predict, quiz, recall, summary
from lablib.scenarios.replay import make_stream, replay_incident

import boto3

world = lablib.start("02", seed=seed)

# %% [markdown]
# ## Recall

# %% name="recall" questions="recall"

# %% [markdown]
# ## Where we are
#
# You are on call for a company that sells an LLM API. Each answered request emits one usage event: tenant, model,
# tokens in, tokens out. A fleet of gateways writes these events to the stream `usage-events`; the invoices are
# summed from it.
#
# Finance opened a ticket: *the tokens that we bill are fewer than the tokens that the GPUs produced. Not by much,
# but every day. No service reports an error.*
#
# ## Objective
#
# Find where the events vanish, and write a producer that loses none without telling. 55 minutes.
#
# ## Evidence: a log and a dashboard
#
# This is the producer, whole. It was reviewed by two people and has run for a year. It cuts what a gateway has
# collected into calls of 500, logs what it sent, and catches the error if a call fails. What would you say in the
# review?

# %% name="customers-producer"
log = logging.getLogger("gateway")


def send_batch(kinesis, stream, events):
    for start in range(0, len(events), 500):
        batch = events[start : start + 500]
        records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in batch]
        try:
            kinesis.put_records(StreamName=stream, Records=records)
            log.info("sent %d usage events", len(records))
        except Exception:
            log.exception("could not send %d usage events", len(records))


# %% [markdown]
# Two minutes of production traffic: the gateways answer requests and flush every five seconds. `replay_incident`
# is scenery. It calls `send_batch` for each gateway's flush, and returns `served`: every usage event that the
# gateways had to send, from their own books. The log is kept aside.

# %% name="replay"
world = lablib.restart()  # a fresh simulator, so that this cell can run again
kinesis = boto3.client("kinesis")
logged, keep = [], logging.Handler()
keep.emit = logged.append
log.handlers = [keep]
log.setLevel(logging.INFO)
make_stream(shards, "usage-events")
started = datetime.now(UTC)
served = replay_incident(world, send_batch, gateways=load)
print(f"{len(served):,} requests were answered, so as many events should be in the stream")
print("the log:", dict(Counter(record.levelname for record in logged)))
print(*(f"  {record.levelname} {record.getMessage()}" for record in logged[-3:]), sep="\n")

# %% [markdown]
# Not one error in the log. The dashboard in CloudWatch, one value a minute:


# %% name="dashboard"
def minutes(metric, statistic):
    """One value a minute, oldest first."""
    of_stream = [{"Name": "StreamName", "Value": "usage-events"}]
    span = {"StartTime": started, "EndTime": datetime.now(UTC), "Period": 60}
    points = boto3.client("cloudwatch").get_metric_statistics(
        Namespace="AWS/Kinesis", MetricName=metric, Dimensions=of_stream, Statistics=[statistic], **span
    )["Datapoints"]
    return [point[statistic] for point in sorted(points, key=lambda point: point["Timestamp"])]


incoming = minutes("IncomingRecords", "Sum")
print("PutRecords.Success      ", [f"{value:.0%}" for value in minutes("PutRecords.Success", "Average")])
print("PutRecords.FailedRecords", [f"{value:.0f}" for value in minutes("PutRecords.FailedRecords", "Sum")])
print("IncomingRecords         ", [f"{value:,.0f}" for value in incoming])
print("of what the stream takes", [f"{value / (shards * 1_000 * 60):.1%}" for value in incoming])

# %% [markdown]
# Every call succeeded, no record failed, and most of the capacity is idle. The dashboard is green.
#
# ## Predict: how many are gone

# %% name="predict-missing" prediction="missing"

# %% [markdown]
# ## Run: count
#
# Do what finance did. This reads every shard of the stream from its beginning.


# %% name="read"
def read_all(stream):
    """Every event in the stream, shard by shard."""
    for shard in kinesis.list_shards(StreamName=stream)["Shards"]:
        iterator = kinesis.get_shard_iterator(
            StreamName=stream, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
        )["ShardIterator"]
        caught_up = False
        while not caught_up:
            answer = kinesis.get_records(ShardIterator=iterator)
            yield from (json.loads(record["Data"]) for record in answer["Records"])
            caught_up = not answer["Records"] and answer["MillisBehindLatest"] == 0
            iterator = answer["NextShardIterator"]
            time.sleep(1)  # virtual: the wait costs you nothing


# %% name="reconcile"
stored_ids = {event["event_id"] for event in read_all("usage-events")}
missing = [event for event in served if event["event_id"] not in stored_ids]
print(f"{len(served):,} served, {len(stored_ids):,} in the stream, {len(missing):,} missing")
compare("02.missing", len(missing))

# %% [markdown]
# ## Explain: gone, not late
#
# Nothing is under way any more: what is not in the stream now will never be. {proof: cell unbilled} What does that
# cost, and whom does it concern? The prices are this story's own, in dollars for a million tokens.

# %% name="unbilled"
from lablib.pictures.plots import minute_and_second, offered_stored_lost, shards_by_seconds

from IPython.display import display


def dollars(events):
    return sum(event["tokens_in"] * 3.00 + event["tokens_out"] * 15.00 for event in events) / 1_000_000


display(offered_stored_lost(world.totals()))
print(f"not billed: {dollars(missing):,.2f} of {dollars(served):,.2f} dollars in two minutes,")
print(f"or {dollars(missing) / 2 * 60 * 24 * 30:,.0f} dollars in a month of such minutes")
print("missing by tenant:", Counter(event["tenant"] for event in missing).most_common(3))

# %% [markdown]
# That is the gap in finance's ticket. The producer ignored one thing: what `put_records` returned.
#
# ## Predict: one call

# %% name="predict-stored" prediction="stored"

# %% [markdown]
# ## Run: one call
#
# This cell makes the three calls in a simulator of its own, which ends with the block. The last lines print two entries
# from the third answer: one for a record that was stored, and one for the first record that was refused.

# %% name="one-call"
busy = [{"Data": "an event", "PartitionKey": "t-busy"}] * 500
turns = [{"Data": "an event", "PartitionKey": tenant} for tenant in ("t-busy", "t-calm") * 250]
with lablib.World(seed):
    make_stream(2, "one-call")
    for records in (busy, busy, turns):
        answer = kinesis.put_records(StreamName="one-call", Records=records)
metadata, results = answer["ResponseMetadata"], answer["Records"]
print("HTTP status", metadata["HTTPStatusCode"], "- retries by boto3", metadata["RetryAttempts"])
refused = [index for index, result in enumerate(results) if "ErrorCode" in result]
print("FailedRecordCount", answer["FailedRecordCount"], "of", len(results), "- these:", refused[:4], "...")
print(json.dumps(results[refused[0] - 1 : refused[0] + 1], indent=2))
compare("02.stored", len(results) - len(refused))

# %% [markdown]
# ## Explain: the answer
#
# No exception, no retry, HTTP 200, and the loss is a number in the body. That is the contract of
# [PutRecords](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html):
#
# ```
#  your code            boto3                 Kinesis
#  500 records   --->   one HTTP request ---> record 0 -> shard with room     stored
#                                             record 1 -> shard that is full  REFUSED
#                                             record 2 -> shard with room     stored
#                                             ...  each for itself
#  "it returned, <---   HTTP 200:        <--- FailedRecordCount: 1
#   so it worked"       nothing to retry      Records: a result for each, in order
# ```
#
# * A result with an `ErrorCode` was **not** stored. There are two codes: `ProvisionedThroughputExceededException`,
#   the shard had no room in that second, and `InternalFailure`, the service failed.
# * A result carries no id of yours. Only its place in the list says which record it belongs to. {proof: cell one-call}
# * boto3 retries whole requests: lost connections, HTTP 500, an error for the whole call. This one was answered
#   with 200, so for boto3 there is nothing to retry
#   ([handling failures](https://docs.aws.amazon.com/streams/latest/dev/developing-producers-with-sdk.html)).
#   {proof: cell one-call}
# * Some summaries of talks on Kinesis say that the SDK sends the whole batch again when a part of it fails. It doesn't:
#   the call above was refused in part, and boto3 counts 0 retries. {proof: cell one-call}
#
# ## Exercise: read the response
#
# *Observe* and *locate*, for one call: `failed_events(events, answer)` returns the events that were not stored.
# Fill the holes, run the cell, then the check. `hint("02.1")` helps, as often as you like.

# %% name="exercise-read" exercise="failed_events"

# %% [markdown]
# ## Check

# %% name="check-read"
check("02.1", failed_events)

# %% [markdown]
# ## Evidence: the second and the shard
#
# Why did shards refuse anything, with so much capacity idle? One metric counts what was throttled, the sum over
# the two minutes. And the region knows what no metric of AWS tells: what each shard saw in each second.

# %% name="throttled"
display(shards_by_seconds(world.metrics.seconds.table("usage-events")))
throttled = minutes("PutRecords.ThrottledRecords", "Sum")
print(f"PutRecords.ThrottledRecords: {sum(throttled):,.0f}, and {len(missing):,} are missing")

# %% name="minute-and-second"
minute_and_second(world.metrics.seconds.table("usage-events"))

# %% [markdown]
# Lab 00's ticket counted the first of these two minutes. The second is worse with nearly the same load: what is lost
# depends on the seconds that are full, not on the minute.
#
# The limit holds for one shard and one second; the dashboard shows all shards and a whole minute. (AWS documents
# the [rate](https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html) but not the shape of its
# window: the lab models a token bucket that holds one second's worth of records.)
#
# The dashboard was green because each of its numbers counts something else
# ([metrics](https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html)):
# `PutRecords.Success` counts calls in which **at least one** record was stored; `PutRecords.FailedRecords` leaves
# throttled records out; `IncomingRecords` is what was accepted, not what was sent.
#
# A second later the shard has room again. So what was refused can be sent again, and that has a price.
#
# ## Predict: the order

# %% name="predict-order" prediction="order"

# %% [markdown]
# ## Run: the order

# %% name="order"
sizes = {"a": 600_000, "b": 600_000, "c": 1_000, "d": 1_000}
texts = [json.dumps({"event": name, "prompt": "x" * size}) for name, size in sizes.items()]
batch = [{"Data": text, "PartitionKey": "t-busy"} for text in texts]
with lablib.World(seed):
    make_stream(1, "one-shard")
    answer = kinesis.put_records(StreamName="one-shard", Records=batch)
    time.sleep(1)
    again = kinesis.put_records(StreamName="one-shard", Records=batch[1:2])
    stored = [event["event"] for event in read_all("one-shard")]
print("at first:", [result.get("ErrorCode", "stored") for result in answer["Records"]])
print("b again: ", [result.get("ErrorCode", "stored") for result in again["Records"]])
compare("02.order", *stored)

# %% [markdown]
# ## Explain: resend
#
# Each record is tried for itself, so records after a refused one may be stored, and the resend comes after them.
# {proof: cell order}
# PutRecords does not promise the order of its records
# ([PutRecords](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html)). Usage events are
# summed, so their order does not matter here. What matters is that an event is there once:
#
# * send what failed and no more: a stored record that is sent again is a second line on an invoice;
# * wait before you do: the shard is full for a part of a second, and a call at once meets it full;
# * wait for a *random* time (jitter): sixty gateways flush at the same tick, and would come back at the same tick.
#
# ## Exercise: resend
#
# *Contain*: `send_all(kinesis, stream, events)` sends a list of any length, and again what failed, until all is
# stored. It returns nothing. In this exercise everything gets well in the end.

# %% name="exercise-resend" exercise="send_all"

# %% [markdown]
# ## Check

# %% name="check-resend"
check("02.2", send_all)

# %% [markdown]
# ## Explain: what no retry mends
#
# Your `send_all` believes that all gets well. Four things it has not met:
#
# * **An outage.** For an hour Kinesis stores no record. A loop without a bound hangs, and what waits in memory is gone
#   when the process is.
# * **A call that raises.** The service does not answer, or answers HTTP 500, and boto3's own attempts are used up.
#   Then there is no answer to read: it is a failed attempt of all records of the call.
# * **An invalid record.** One that is too large does not fail alone. The call is checked as a whole, raises, and
#   **nothing** of it is stored, whatever stands beside it; nor at the next attempt
#   ([PutRecords](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html)).
#   {proof: test_an_invalid_entry_fails_the_whole_call_and_nothing_is_stored}
#   A record may have 1,048,576 bytes, data and partition key together, unless the stream is set to take more
#   ([large records](https://docs.aws.amazon.com/streams/latest/dev/large-records.html)).
# * **A call that is too large.** All its records together, keys included, may have 10 MiB. A flush of 500 events of 30 KB
#   has 15 MB: every record is legal, and the call raises at every attempt.
#
# In all these cases some events cannot be stored now. They need a place to stay, the dead letters, and somebody who
# hears of it.
#
# ## Exercise: give up loudly
#
# `send_or_give_up(kinesis, stream, events, dead_letter)`, the producer that accounts for each event:
#
# * `MAX_ATTEMPTS` attempts for a record before it is given up, no more and no fewer, with pauses between them as before
#   (one after the last attempt is wasted, but not wrong);
# * a call that raises counts as a failed attempt of all its records;
# * an event whose record is larger than `MAX_RECORD_BYTES` is given up and kept out of all calls;
# * a call has at most 500 events **and** at most `MAX_CALL_BYTES`, keys included;
# * `dead_letter(event)` is called once for each event given up, and for no other;
# * it returns how many were given up, and if there are any, logs that number at WARNING or above.
#
# Tenants are legal partition keys, all events can be made JSON, and both sizes count UTF-8 bytes.

# %% name="exercise-give-up" exercise="send_or_give_up"

# %% [markdown]
# ## Check

# %% name="check-give-up"
check("02.3", send_or_give_up)

# %% [markdown]
# ## Prove
#
# The check tried small cases. Now your producer runs a minute of the incident on half the shards, each time in a
# simulator of its own: with two thirds of the gateways on another day, then with a few more on a third day.


# %% name="prove"
def prove(seed, gateways):
    dead = []
    with lablib.World(seed, identify=lambda data: json.loads(data)["event_id"]) as proof:
        make_stream(max(1, shards // 2), "usage-events")
        served = replay_incident(
            proof, lambda *args: send_or_give_up(*args, dead.append), gateways=gateways, minutes=1
        )
        refused = sum(minutes("PutRecords.ThrottledRecords", "Sum"))
    print(f"{gateways} gateways: {len(served):,} events, {refused:,.0f} throttled, {len(dead):,} given up,")
    print(f"  {proof.ledger.lost - len(dead):,} lost silently, {proof.ledger.duplicates:,} stored twice")


prove(seed + 1, load * 2 // 3)
prove(seed + 2, load * 3 // 4)

# %% [markdown]
# ## In production
#
# Three numbers, and all of them need an owner.
#
# | number | where | alarm |
# |---|---|---|
# | records refused | `PutRecords.ThrottledRecords`, Sum | above zero in 3 of 5 minutes: the stream is too small or a key too hot; your producer is still retrying |
# | records given up | your own counter, from what `send_or_give_up` returns | above zero, at once: this is money |
# | records sent again | your own counter | rises for days: plan capacity (lab 05) |
#
# ```python
# cloudwatch.put_metric_alarm(
#     AlarmName="usage-events-throttled",
#     Namespace="AWS/Kinesis", MetricName="PutRecords.ThrottledRecords",
#     Dimensions=[{"Name": "StreamName", "Value": "usage-events"}],
#     Statistic="Sum", Period=60, EvaluationPeriods=5, DatapointsToAlarm=3,
#     Threshold=0, ComparisonOperator="GreaterThanThreshold",
#     TreatMissingData="notBreaching",
# )
# ```
#
# An alarm on `PutRecords.Success` stays silent through all of this: you saw it at 100 %.
#
# And the settings of the client. Left alone, boto3 waits 60 s for an answer and tries three times
# ([Config](https://docs.aws.amazon.com/botocore/latest/reference/config.html),
# [retries](https://docs.aws.amazon.com/boto3/latest/guide/retries.html)): three minutes until your
# own attempt counts as one. `Config(connect_timeout=2, read_timeout=5, retries={"total_max_attempts": 2})` is a
# start; lab 03 measures it.
#
# What your producer still cannot do: a call that times out may have been stored, and sending it again stores its
# records twice. So your events carry an `event_id`, and whoever sums the invoices must count an id once
# ([duplicates](https://docs.aws.amazon.com/streams/latest/dev/kinesis-record-processor-duplicates.html)).
#
# ## Recap and quiz
#
# * HTTP 200 from PutRecords says that the request was processed, not that the records are stored.
# * Read the results, match by index, send again only what failed, with jitter and a bound, and give up loudly.
# * Limits hold per shard and second. The dashboard shows the stream and the minute.

# %% name="quiz" questions="quiz"

# %% name="summary"
summary("02")
