# %% [markdown]
# # 02 · Silent batch loss
#
# ## Recall
#
# Answer each question before you open it.
#
# <details><summary>1. What decides which shard a record goes to?</summary>
#
# Its partition key: the MD5 of the key, as a 128-bit number, falls into the hash range of one shard. All records of
# a tenant therefore go to the same shard
# ([PutRecordsRequestEntry](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecordsRequestEntry.html)).
# </details>
#
# <details><summary>2. How much can one shard take in a second?</summary>
#
# 1,000 records, and 1 MB. Whichever is reached first counts
# ([quotas](https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html)).
# </details>
#
# <details><summary>3. How many records may one PutRecords call carry?</summary>
#
# 500 ([PutRecords](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html)).
# </details>
#
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
# Find where the events vanish, and write a producer that loses none without telling. 45 minutes.
#
# Nothing here costs money or leaves this machine: `lablib` is a region on virtual time, and the code that you
# write is plain boto3.

# %% name="parameters" tags=["parameters"]
seed = 7  # another seed is another day
shards = 4
load = 60  # gateways

# %% name="start"
import io
import json
import logging
import time
from collections import Counter
from datetime import UTC, datetime

import boto3

import lablib
from lablib import check, compare, predict
from lablib.replay import replay_incident
from lablib.traffic import event_id_of

world = lablib.start("02", seed=seed)

# %% [markdown]
# ## Evidence
#
# First the stream, as it was made in production.

# %% name="stream"
kinesis = boto3.client("kinesis")
kinesis.create_stream(StreamName="usage-events", ShardCount=shards)
kinesis.get_waiter("stream_exists").wait(StreamName="usage-events")
summary = kinesis.describe_stream_summary(StreamName="usage-events")["StreamDescriptionSummary"]
print(summary["StreamStatus"], "with", summary["OpenShardCount"], "shards")

# %% [markdown]
# This is the producer, whole. It was reviewed by two people and has run for a year. It cuts what a gateway has
# collected into calls of 500, logs what it sent, and catches the error if a call fails. Read it. What would you
# say in the review?

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


# %% name="logging"
log_text = io.StringIO()
handler = logging.StreamHandler(log_text)
handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
handler.formatter.converter = time.gmtime
log.addHandler(handler)
log.setLevel(logging.INFO)

# %% [markdown]
# Two minutes of production traffic: the gateways answer requests and flush every five seconds. `replay_incident`
# is scenery. It calls `send_batch` for each gateway's flush, and returns `served`: every usage event that the
# gateways had to send, from their own books.

# %% name="replay"
started = datetime.now(UTC)
served = replay_incident(world, send_batch, gateways=load)
print(f"{len(served):,} requests were answered, so as many events should be in the stream")
print("the first:", served[0])

# %% [markdown]
# What the on-call engineer has: the gateways' log,

# %% name="log"
lines = log_text.getvalue().splitlines()
levels = Counter(line.split()[2] for line in lines)
print(f"{levels['INFO']:,} INFO, {levels['ERROR']:,} ERROR. The last lines:")
print(*lines[-3:], sep="\n")

# %% [markdown]
# and the dashboard in CloudWatch, one value a minute.


# %% name="minutes"
def minutes(metric, statistic):
    """One value a minute, oldest first."""
    points = boto3.client("cloudwatch").get_metric_statistics(
        Namespace="AWS/Kinesis",
        MetricName=metric,
        Dimensions=[{"Name": "StreamName", "Value": "usage-events"}],
        StartTime=started,
        EndTime=datetime.now(UTC),
        Period=60,
        Statistics=[statistic],
    )["Datapoints"]
    points.sort(key=lambda point: point["Timestamp"])
    return [point[statistic] for point in points]


# %% name="dashboard"
capacity = shards * 1_000 * 60  # records that the stream can take in a minute
success = minutes("PutRecords.Success", "Average")
failed = minutes("PutRecords.FailedRecords", "Sum")
incoming = minutes("IncomingRecords", "Sum")
print("PutRecords.Success       ", [f"{value:.0%}" for value in success])
print("PutRecords.FailedRecords ", [f"{value:.0f}" for value in failed])
print("IncomingRecords          ", [f"{value:,.0f}" for value in incoming])
print("of what the stream takes ", [f"{value / capacity:.1%}" for value in incoming])

# %% [markdown]
# Every call succeeded, no record failed, and most of the capacity is idle. The dashboard is green.
#
# ## Predict
#
# Of the events in `served`, how many are missing in the stream? Write your number in place of `...`, then run the
# cell. Nobody grades it. A guess that turns out wrong is the quickest way to learn something here.

# %% name="predict"
predict("02.missing", ...)

# %% [markdown]
# ## Run
#
# Do what finance did: count. This reads every shard of the stream from its beginning and compares the event ids
# with the gateways' books.


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
share = len(missing) / len(served)
print(f"{len(served):,} served, {len(stored_ids):,} in the stream: {share:.2%} is missing")
compare("02.missing", len(missing))

# %% [markdown]
# That is the gap in finance's ticket. What does it cost, and whom does it concern? The prices are this story's own,
# in dollars for a million tokens.


# %% name="unbilled"
def dollars(events):
    tokens_in, tokens_out = (sum(event[name] for event in events) for name in ("tokens_in", "tokens_out"))
    return (tokens_in * 3.00 + tokens_out * 15.00) / 1_000_000


months_in_minutes = 30 * 24 * 60
print(f"not billed: {dollars(missing):,.2f} of {dollars(served):,.2f} dollars in two minutes,")
print(f"or {dollars(missing) / 2 * months_in_minutes:,.0f} dollars in a month of such minutes")
print("missing by tenant:", Counter(event["tenant"] for event in missing).most_common(3))

# %% [markdown]
# ## Explain
#
# The producer ignored one thing: what `put_records` returned. Look at a single call. A small stream of two shards,
# two tenants, one on each shard; first two calls for the busy tenant alone, which is a second's worth for its
# shard, then one call in which both take turns.

# %% name="one-call"
kinesis.create_stream(StreamName="one-call", ShardCount=2)
kinesis.get_waiter("stream_exists").wait(StreamName="one-call")


def records_of(*tenants):
    return [{"Data": f"event {n}", "PartitionKey": tenants[n % len(tenants)]} for n in range(500)]


for _ in range(2):
    kinesis.put_records(StreamName="one-call", Records=records_of("t-busy"))
answer = kinesis.put_records(StreamName="one-call", Records=records_of("t-busy", "t-calm"))

# %% name="the-answer"
metadata = answer["ResponseMetadata"]
print("HTTP status:", metadata["HTTPStatusCode"], "  retries by boto3:", metadata["RetryAttempts"])
print("FailedRecordCount:", answer["FailedRecordCount"], "of", len(answer["Records"]))
first = next(index for index, result in enumerate(answer["Records"]) if "ErrorCode" in result)
for index in range(first - 2, first + 4):
    result = answer["Records"][index]
    print(f"{index:3}  {result.get('ErrorCode') or 'stored in ' + result['ShardId']}")
print(answer["Records"][first]["ErrorMessage"])

# %% [markdown]
# No exception, no retry, HTTP 200, and the loss is a number in the body. That is the contract of
# [PutRecords](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html):
#
# ```
#  your code            boto3                 Kinesis
#  500 records   --->   one HTTP request ---> record 0 -> shard with room     stored
#                                             record 1 -> shard that is full  REFUSED
#                                             record 2 -> shard with room     stored
#                                             ...  each for itself, in order
#  "it returned, <---   HTTP 200:        <--- FailedRecordCount: 1
#   so it worked"       nothing to retry      Records: a result for each, in order
# ```
#
# * A result with an `ErrorCode` was **not** stored. There are two codes: `ProvisionedThroughputExceededException`,
#   the shard had no room in that second, and `InternalFailure`, the service failed.
# * A result carries no id of yours. Only its place in the list says which record it belongs to.
# * boto3 retries whole requests: lost connections, HTTP 500, an error for the whole call. This one was answered
#   with 200, so for boto3 there is nothing to retry
#   ([handling failures](https://docs.aws.amazon.com/streams/latest/dev/developing-producers-with-sdk.html)).
# * Records behind a refused one may be stored. So after a resend the order of a tenant's events can change.
# * An *invalid* record is another matter. One that is too large, for instance, fails the whole call with an
#   exception, and nothing of it is stored.
#
# Why did shards refuse anything, with so much capacity idle? The limit holds for one shard and one second; the
# dashboard shows all shards and a whole minute.

# %% name="picture"
from lablib.plots import minute_and_second

minute_and_second(world.metrics.seconds.table("usage-events"))

# %% [markdown]
# (Where AWS documents a rate but not the shape of its window, the lab models a token bucket that holds one second's
# worth of records.) And why was the dashboard green? Because each of its numbers counts something else
# ([metrics](https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html)):
# `PutRecords.Success` counts calls in which **at least one** record was stored; `PutRecords.FailedRecords` leaves
# throttled records out; `IncomingRecords` is what was accepted, not what was sent. One metric knew.

# %% name="throttled"
throttled = minutes("PutRecords.ThrottledRecords", "Sum")
print("PutRecords.ThrottledRecords", [f"{value:,.0f}" for value in throttled])
print(f"in all {sum(throttled):,.0f}, and {len(missing):,} are missing")

# %% [markdown]
# ## Exercise
#
# Write `send_all(kinesis, stream, events)`, the producer that loses nothing without telling:
#
# * *observe*: read the answer of every call, and find the results that failed;
# * *locate*: match them with your records by index;
# * *contain*: send again only those, after a pause with jitter, a bounded number of times; a call that raises
#   counts as a failed attempt of all its records;
# * *give up loudly*: log what is left at WARNING or above, and return it, so that the caller can keep it somewhere.
#
# `events` is a list of dicts of any length; the partition key is the tenant. Return the list of events that you gave
# up: empty if all are stored.

# %% name="exercise-send-all" exercise="send_all"

# %% [markdown]
# ## Check
#
# Your function runs in fresh regions: a calm one, a burst on one shard, single internal failures, a call that fails
# as a whole, an outage, and a service that does not answer. The message says what became of the events in each.

# %% name="check"
check("02.1", send_all)

# %% [markdown]
# ## Prove
#
# A check is a check. This is the incident again, in a region of its own, with another seed and more gateways than
# your code has ever seen.

# %% name="prove"
given_up = []


def send(kinesis, stream, events):
    given_up.extend(send_all(kinesis, stream, events) or [])


with lablib.World(seed=seed + 1, identify=event_id_of) as proof:
    kinesis.create_stream(StreamName="usage-events", ShardCount=shards)
    kinesis.get_waiter("stream_exists").wait(StreamName="usage-events")
    proof_served = replay_incident(proof, send, gateways=load + 20)
    calls = sum(minutes("PutRecords.Success", "SampleCount"))
    refused = sum(minutes("PutRecords.ThrottledRecords", "Sum"))

# %% name="proven"
ledger = proof.ledger
print(f"{len(proof_served):,} events served, {calls:,.0f} calls, {refused:,.0f} records refused on the way")
print(f"given up: {len(given_up):,}   stored twice: {ledger.duplicates:,}")
print(f"lost without a word: {ledger.lost - len(given_up):,}")

# %% [markdown]
# ## In production
#
# Three numbers, and each needs an owner.
#
# | number | where | alarm |
# |---|---|---|
# | records refused | `PutRecords.ThrottledRecords`, Sum | above zero in 3 of 5 minutes: the stream is too small or a key too hot; nothing is lost yet |
# | records given up | your own counter, where `send_all` logs | above zero, at once: this is money |
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
# What your producer still cannot do: a call that times out may have been stored, and sending it again stores its
# records twice. A resend can also put a tenant's events out of order. So each event carries an `event_id`, and
# whoever sums the invoices must count each id once
# ([duplicates](https://docs.aws.amazon.com/streams/latest/dev/kinesis-record-processor-duplicates.html)). Lab 03
# takes that up.
#
# ## Recap and quiz
#
# * HTTP 200 from PutRecords says that the request was processed, not that the records are stored.
# * Read `FailedRecordCount`, match by index, send again only what failed, with jitter and a bound, give up loudly.
# * Limits hold per shard and second. The dashboard shows the stream and the minute.
#
# <details><summary>1. PutRecords.Success is at 100 %. What do you know? (a) all records are stored,
# (b) every call stored at least one record, (c) no call was throttled</summary>
#
# **(b)**. (a) is what the customer believed: one stored record makes a call a success. (c) is wrong as well: the calls
# that lost records here were throttled, record by record.
# </details>
#
# <details><summary>2. A call of 500 comes back with FailedRecordCount 3. What do you send again? (a) all 500,
# (b) the last 3, (c) those with an ErrorCode, (d) nothing, boto3 does it</summary>
#
# **(c)**. (a) stores 497 events twice, and bills them twice. (b) mistakes a count for a place: refused records stand
# wherever their shard was full. (d): boto3 saw HTTP 200, so it is done.
# </details>
#
# <details><summary>3. One of 500 records is larger than the stream allows. What happens? (a) 499 are stored,
# (b) none is stored, (c) all but the ones behind it are stored</summary>
#
# **(b)**. Validation is for the whole call and raises an exception. Only throttling and internal failures are
# reported record by record.
# </details>
#
# Next: **03 · retries that help**, on how long to wait, how often to try, and what a retry storm looks like.
