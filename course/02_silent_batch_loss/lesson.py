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
from lablib import check, compare, predict, predicted, quiz, recall, summary
from lablib.scenarios.replay import make_stream, replay_incident

import boto3

world = lablib.start("02", seed=seed)

# %% [markdown]
# ## Recall

# %% name="recall" questions="recall"

# %% [markdown]
# ## Where we are
#
# Finance's ticket from lab 00 is still open: *We bill fewer tokens than we serve. Not by much, but it happens every
# day. No service reports an error.* You know by now that some usage events never reach the stream. Today you look at
# the program that sends them: the *producer*, which runs in every gateway and writes the gateway's events to the
# stream `usage-events`. The team that owns the gateways has looked at the producer's code and found nothing. Finance
# has put a price on the ticket: 204,439 dollars a month.
#
# ## Objective
#
# Find where the events vanish, and write a producer that never loses an event silently. 55 minutes.
#
# ## Evidence: a log and a dashboard
#
# This is the whole producer. Two people reviewed it, and it has run for a year. A gateway collects events and calls
# `send_batch` with them. `send_batch` sends them in calls of 500, logs how many it sent, and logs an error if a call
# raises. What would you say in the review?

# %% name="customers-producer"
log = logging.getLogger("gateway")
log.setLevel(logging.INFO)


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
# The next cell replays the first two minutes of the incident's hour with this producer. The gateways answer requests
# and flush every five seconds, which means that they send what they have collected. `replay_incident` is a helper of
# the lab. It calls `send_batch` for every flush, and returns `served`: all usage events that the gateways had to
# send, from their own records.

# %% name="replay"
world = lablib.restart()  # a fresh simulator, so that this cell can run again
kinesis = boto3.client("kinesis")
world.record()  # keeps the way of every record, for the player further down
logged, keep = [], logging.Handler()
keep.emit = logged.append
log.handlers = [keep]
make_stream(shards, "usage-events")
started = datetime.now(UTC)
served = replay_incident(world, send_batch, gateways=load)
print(f"{len(served):,} requests were answered, so the stream should hold {len(served):,} events")
print("the log:", dict(Counter(record.levelname for record in logged)))
print(*(f"  {record.levelname} {record.getMessage()}" for record in logged[-3:]), sep="\n")

# %% [markdown]
# The log has no error. So look at the dashboard: four numbers from CloudWatch, with one value per minute.


# %% name="dashboard"
def minutes(metric, statistic):
    """One value per minute, oldest first."""
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
print("share of the capacity   ", [f"{value / (shards * 1_000 * 60):.1%}" for value in incoming])

# %% [markdown]
# The dashboard is green: every call succeeded, no record failed, and the stream uses about a tenth of its write
# capacity. Nothing here would page anyone.
#
# ## Predict: how many events are missing?

# %% name="predict-missing" prediction="missing"

# %% [markdown]
# ## Run: count the missing events
#
# Do what finance did, and count. `read_all` reads every shard from its oldest record. The cell after it compares the
# ids of the events in the stream with those in `served`.


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
# ## Explain: the missing events are lost, not late
#
# The gateways have sent everything they are going to send. So an event that isn't in the stream now will never get
# there. {proof: cell unbilled} The next cell adds up what customers would have paid for the missing events, and counts
# them by tenant. `dollars` uses the company's price list, which is made up for this story.

# %% name="unbilled"
from lablib.pictures.diagrams import partial_answer
from lablib.pictures.plots import minute_and_second, offered_stored_lost, shards_by_seconds
from lablib.traffic.price_list import dollars

from IPython.display import display

display(offered_stored_lost(world.totals(), guess=predicted("02.missing")))
print(f"not billed: {dollars(missing):,.2f} of {dollars(served):,.2f} dollars in two minutes")
print(f"in a month of minutes like these: {dollars(missing) / 2 * 60 * 24 * 30:,.0f} dollars")
print("missing by tenant:", Counter(event["tenant"] for event in missing).most_common(3))

# %% [markdown]
# The missing events are the gap in finance's ticket. These two minutes lost 2.0 % of their events, which is less than
# usual: the whole hour lost 3.1 %. A month of such hours costs 170,936 dollars, which is most of the 204,439. Most of
# the missing events belong to a few tenants, and you'll see why in a moment. But first look at the one thing that the
# producer ignores: what `put_records` returns.
#
# ## Predict: how much of one call is stored?

# %% name="predict-stored" prediction="stored"

# %% [markdown]
# ## Run: how much of one call is stored?
#
# This cell makes the three calls in another simulator, so that the lab's own stream stays as it is. The last lines
# print two entries from the response to the third call: one for a record that was stored, and one for the first
# record that wasn't.

# %% name="one-call"
busy = [{"Data": "an event", "PartitionKey": "t-busy"}] * 500
turns = [{"Data": "an event", "PartitionKey": tenant} for tenant in ("t-busy", "t-calm") * 250]
with lablib.World(seed):
    make_stream(2, "one-call")
    *_, answer = [kinesis.put_records(StreamName="one-call", Records=each) for each in (busy, busy, turns)]
metadata, results = answer["ResponseMetadata"], answer["Records"]
print("HTTP status", metadata["HTTPStatusCode"], "- retries by boto3", metadata["RetryAttempts"])
failed = [index for index, result in enumerate(results) if "ErrorCode" in result]
print("FailedRecordCount", answer["FailedRecordCount"], "of", len(results), "- at index", failed[:4], "...")
print(json.dumps(results[failed[0] - 1 : failed[0] + 1], indent=2))
compare("02.stored", len(results) - len(failed))
partial_answer()

# %% [markdown]
# ## Explain: what PutRecords returns
#
# There was no exception and no retry, the status was HTTP 200, and the loss is a number in the response body. This is
# how [PutRecords](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html) is documented to work.
# The diagram above shows a call in which one record is throttled. In your call, all 250 records of `t-calm` were
# stored, and the first 25 of `t-busy`, because its shard regains a little capacity while the calls are on their way.
#
# * If a result has an `ErrorCode`, its record was **not** stored. There are two codes.
#   `ProvisionedThroughputExceededException` means that the record was *throttled*: its shard had no capacity left in
#   that second. `InternalFailure` means that something failed inside Kinesis.
# * A result doesn't say which event it belongs to. You can tell only from its index: result 7 belongs to record 7 of
#   the request. {proof: cell one-call}
# * boto3 retries whole requests: after a lost connection, an HTTP 500, or an error for the whole call. Kinesis answered
#   the third call with HTTP 200, so boto3 had no reason to retry ([handling
#   failures](https://docs.aws.amazon.com/streams/latest/dev/developing-producers-with-sdk.html)).
#   {proof: cell one-call}
#
# ## Exercise: read the response
#
# Start with two of the steps of every repair, *observe* and *locate*. `failed_events(events, answer)` gets the events
# of one call and the response, and returns the events that weren't stored.

# %% name="exercise-read" exercise="failed_events"

# %% [markdown]
# ## Check

# %% name="check-read"
check("02.1", failed_events)

# %% [markdown]
# ## Evidence: limits per shard and second
#
# You can read a response now. But why were records throttled at all, with so much capacity idle? One metric counts
# throttled records, `PutRecords.ThrottledRecords`, and the next cell prints its sum over the two minutes. The cell also
# shows something that no AWS metric does: the simulator keeps a count for every shard and every second. The first
# figure draws these counts. The second figure compares the dashboard's view, per minute, with the shards' view, per
# second.
#
# The last figure is a *player*: the same two minutes, record by record. Every mark is one of the records. Press Play,
# or jump from throttle to throttle with the two buttons beside it. Point at a mark to see which record it is and what
# happened to it. A call takes only a few milliseconds, so the player slows down while calls are on their way.

# %% name="throttled"
seconds = world.metrics.seconds.table("usage-events")
display(shards_by_seconds(seconds))
throttled = minutes("PutRecords.ThrottledRecords", "Sum")
print(f"PutRecords.ThrottledRecords: {sum(throttled):,.0f}, and {len(missing):,} are missing")

# %% name="minute-and-second"
display(minute_and_second(seconds))
lablib.play(world, who="send_batch")

# %% [markdown]
# All throttled records belong to one shard, and to nine seconds in which more events arrived for it than it could take.
# Both minutes had nearly the same load, but the second one lost more events, because more of its seconds were too full.
# So the load per minute doesn't tell you how much is lost. The load per shard and second does. It also explains why a
# few tenants lost the most: all events of a tenant go to the same shard, and these tenants are on the busy one.
#
# This is how a green dashboard and a loss go together. The limit applies to one shard and one second, while the dashboard
# shows all shards and a whole minute. (AWS documents the
# [rate](https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html), but not how the second is
# measured. The simulator uses a token bucket that holds one second's worth of records.)
#
# There is a second reason why the dashboard was green. None of its numbers counts throttled records
# ([metrics](https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html)):
#
# * `PutRecords.Success` counts a call as a success if **at least one** of its records was stored;
# * `PutRecords.FailedRecords` counts internal failures, and leaves throttled records out;
# * `IncomingRecords` counts the records that Kinesis stored, not the records that you sent.
#
# A throttled record isn't lost yet. A second later its shard has capacity again, so the producer can resend the
# record. But that has a side effect.
#
# ## Predict: in which order are resent records read?

# %% name="predict-order" prediction="order"

# %% [markdown]
# ## Run: in which order are resent records read?

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
# ## Explain: how to resend
#
# Kinesis decides about every record separately. So the records after a throttled one can be stored, and the resent
# record ends up after them. {proof: cell order} PutRecords doesn't guarantee the order of its records
# ([PutRecords](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html)). For usage events the
# order doesn't matter, because billing adds them up. But every event has to be billed exactly once, so:
#
# * Resend what failed, and no more. If you resend a stored record, the customer is billed twice.
# * Wait before you resend. The shard needs a part of a second to regain capacity, and an immediate resend is throttled
#   again.
# * Make the wait *random* (this is called jitter). Sixty gateways flush at the same moment. If all of them waited for
#   the same time, they would also resend at the same moment.
#
# ## Exercise: resend
#
# The next step is *contain*. `send_all(kinesis, stream, events)` takes a list of any length. It sends the events, then
# resends whatever failed, until everything is stored. It returns nothing. In this exercise every failure clears up
# after a while.

# %% name="exercise-resend" exercise="send_all"

# %% [markdown]
# ## Check

# %% name="check-resend"
check("02.2", send_all)

# %% [markdown]
# ## Explain: failures that a retry doesn't fix
#
# Your `send_all` assumes that every failure clears up. There are four kinds of failure that it hasn't met:
#
# * **An outage.** Kinesis stores no records for an hour. A loop without a bound hangs, and if the process is restarted,
#   the events in its memory are lost.
# * **A call that raises.** Kinesis doesn't respond, or responds with HTTP 500, and boto3 has used up its own retries.
#   Then you have no response to read. Treat this as a failed attempt for all records of the call.
# * **An invalid record.** Kinesis validates the call as a whole. If one record is too large, the call raises an error
#   and **nothing** is stored, however good the other records are.
#   {proof: test_an_invalid_entry_fails_the_whole_call_and_nothing_is_stored} A retry gets the same result
#   ([PutRecords](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html)).
#   A record can have up to 1,048,576 bytes, data and partition key together, unless the stream is set to accept more
#   ([large records](https://docs.aws.amazon.com/streams/latest/dev/large-records.html)).
# * **A call that is too large.** All records of a call together can have up to 10 MiB, partition keys included. 500
#   events of 30 KB add up to 15 MB: every record is valid, but the call raises an error on every attempt.
#
# In all four cases some events can't be stored now. The producer needs to keep them somewhere else, as *dead letters*,
# and somebody has to be alerted.
#
# ## Exercise: give up loudly
#
# `send_or_give_up(kinesis, stream, events, dead_letter)` is a producer that accounts for every event:
#
# * It gives up a record after `MAX_ATTEMPTS` attempts, no fewer and no more. Between attempts it pauses as before.
#   (A pause after the last attempt is useless, but it isn't graded as wrong.)
# * A call that raises counts as a failed attempt for all its records.
# * An event whose record is larger than `MAX_RECORD_BYTES` is given up and never sent.
# * A call carries at most 500 events **and** at most `MAX_CALL_BYTES`, partition keys included.
# * `dead_letter(event)` is called once for every event that is given up, and for no other event.
# * It returns the number of events that it gave up. If that number isn't zero, it also logs it at WARNING or above.
#
# You can rely on three things: every tenant is a valid partition key, every event can be written as JSON, and both
# size limits count UTF-8 bytes.

# %% name="exercise-give-up" exercise="send_or_give_up"

# %% [markdown]
# ## Check

# %% name="check-give-up"
check("02.3", send_or_give_up)

# %% [markdown]
# ## Prove
#
# Now your producer runs a minute of production traffic on half the shards: first with two thirds of the gateways on
# another day, then with three quarters of them on a third day.


# %% name="prove"
def prove(seed, gateways):
    dead = []
    with lablib.World(seed, identify=lambda data: json.loads(data)["event_id"]) as proof:
        make_stream(max(1, shards // 2), "usage-events")
        served = replay_incident(
            proof, lambda *args: send_or_give_up(*args, dead.append), gateways=gateways, minutes=1
        )
        throttled = sum(minutes("PutRecords.ThrottledRecords", "Sum"))
    print(f"{gateways} gateways: {len(served):,} events, {throttled:,.0f} throttled, {len(dead):,} given up,")
    print(f"  {proof.ledger.lost - len(dead):,} lost silently, {proof.ledger.duplicates:,} stored twice")


prove(seed + 1, load * 2 // 3)
prove(seed + 2, load * 3 // 4)

# %% [markdown]
# ## In production
#
# Watch three numbers, and give every one of them an owner.
#
# | number | where it comes from | when to alert |
# |---|---|---|
# | throttled records | `PutRecords.ThrottledRecords`, Sum | if it's above zero in 3 of 5 minutes. The stream is too small, or one partition key gets more records than its shard can take. Your producer still resends these records, so they are late |
# | events given up | your own counter, from what `send_or_give_up` returns | immediately, if it's above zero. Every one of these events is unbilled |
# | records resent | your own counter | if it rises for days. Plan more capacity (lab 05) |
#
# The first of the three alarms:
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
# Set the client's timeouts, too. By default boto3 waits 60 s for a response and makes up to three attempts
# ([Config](https://docs.aws.amazon.com/botocore/latest/reference/config.html),
# [retries](https://docs.aws.amazon.com/boto3/latest/guide/retries.html)). So if Kinesis doesn't respond, one attempt
# of your loop takes three minutes. Lab 03 shows how to choose better values.
#
# One problem is left. If a call times out, its records may have been stored, and a resend stores them a second time.
# Your producer can't prevent this. That is why every event carries an `event_id`, and why billing must count an id once
# ([duplicates](https://docs.aws.amazon.com/streams/latest/dev/kinesis-record-processor-duplicates.html)).
#
# ## Recap and quiz
#
# * HTTP 200 from PutRecords means that the request was processed. It doesn't mean that every record was stored.
# * Read the results and match them by index. Resend what failed, with jitter and a bound, and give up loudly.
# * Limits apply per shard and per second. The dashboard shows the whole stream per minute.

# %% name="quiz" questions="quiz"

# %% name="summary"
summary("02")
