# %% [markdown]
# # 07 · Poison pill

# %% name="parameters" tags=["parameters"]
seed = 7  # another seed plays another day
shards = 4
load = 60  # gateways

# %% name="start"
import base64
import json
import time
from collections import defaultdict
from datetime import UTC, datetime

import lablib
from lablib import check, compare, predict, predicted, quiz, recall, summary
from lablib.scenarios.mapping import make_stream, map_usage, queue_arn, two_hours, waiting_in, write_usage
from lablib.traffic import event_id_of

import boto3

world = lablib.start("07", seed=seed)
sqs, kinesis, functions = boto3.client("sqs"), boto3.client("kinesis"), boto3.client("lambda")

# %% [markdown]
# ## Recall

# %% name="recall" questions="recall"

# %% [markdown]
# ## Where we are
#
# The producers are fixed: every request that the gateways serve now ends up in the stream. On Monday at 09:00 the
# team redeployed the function that books usage into the invoices. The function got a dead-letter queue, and its
# mapping got a failure destination, a queue for messages about records that the mapping drops. Both are there *so
# that nothing can get lost anymore*.
#
# But on Wednesday finance writes again: *requests from Monday are missing from the invoices*. The customers have
# nothing in common, and no alarm has fired. Finance adds: *We had 2,205 dollars a month left to find, and most of that
# was lost on a single day.*
#
# ## Objective
#
# Explain how the age of a shard's records develops over two days, and find a loss that no counter shows. 50 minutes.
#
# ## Evidence: a function and a dashboard
#
# This is the whole function. It logs one line about the batch, prices every event, and then books the whole batch. If
# one event can't be priced, the function raises an error and books none of them. In the log line, `age_s` says how
# long ago the oldest record of the batch arrived in the stream.

# %% name="function"
booked = []  # what is on the invoices: (shard, event id, dollars)


def price(data):  # all models at the price of chat-sage, to keep it short
    usage = json.loads(data)
    return (usage["tokens_in"] * 3.00 + usage["tokens_out"] * 15.00) / 1_000_000


def book_usage(event, context):
    first, now = event["Records"][0], time.time()
    shard, arrived = first["eventID"].partition(":")[0], first["kinesis"]["approximateArrivalTimestamp"]
    print(json.dumps({"at": now, "shard": shard, "records": len(event["Records"]), "age_s": now - arrived}))
    datas = [base64.b64decode(record["kinesis"]["data"]) for record in event["Records"]]
    bills = [price(data) for data in datas]
    time.sleep(seconds_an_event * len(bills))  # the invoice database
    booked.extend((shard, event_id_of(data).decode(), bill) for data, bill in zip(datas, bills, strict=True))


# %% [markdown]
# The next cell prepares the deployment of Monday. The mapping has a failure destination. Its limits on retries and
# age keep their defaults, and a batch has at most ten records. Two days of the full traffic would take too long to
# simulate. So the lab plays one event in 2,100, and the function takes 2,100 times as long for each. What matters
# stays the same: how fast the function is compared with the events that arrive. On average over a day, the function
# can book 1.4 times as many events as arrive. In the afternoon more events arrive than it can book, so on a normal
# day the function falls up to an hour behind and catches up in the evening.

# %% name="deploy"
one_in = 2_100
per_s = load * 7 / one_in  # played events per second, averaged over a day; a gateway serves 7
seconds_an_event = shards / (1.4 * per_s)


def deploy(world):
    """Create the stream, and the function with both safety nets. Returns the mapping."""
    make_stream(shards)
    world.deploy(book_usage, name="book-usage", timeout_s=900)
    dead_letters = {"TargetArn": queue_arn("dead-letters")}
    functions.update_function_configuration(FunctionName="book-usage", DeadLetterConfig=dead_letters)
    nets = {"OnFailure": {"Destination": queue_arn("given-up")}}
    return map_usage("book-usage", DestinationConfig=nets, MetricsConfig={"Metrics": ["EventCount"]})


# %% [markdown]
# The next cell plays Monday from 09:00 to 20:00. `write_usage` lets the gateways write their events to the stream,
# and `served` is the gateways' own log of the requests they served. About 11:00 one gateway is killed while it writes
# an event, so a malformed event ends up in the stream.
#
# The rest of the lab looks at these same two days, each time at a later hour. `lablib.Timeline` keeps the days:
# `days.at(20)` plays on until 20:00, and `days.at(26)` would play on until 02:00 of the second day. If you rerun a
# cell whose hour has already passed, the days start over in a fresh simulator and give the same numbers.
#
# At the end the cell prints the dashboard, with one column for every two hours from 10:00 on. `IteratorAge` says how
# old the records are when the function gets them. `full_load` converts the sample to the full traffic. An invocation
# that succeeded counts 2,100 times. An invocation that failed counts once, because with the full traffic, too, a
# failing batch is retried once a minute.


# %% name="monday"
from lablib.scenarios.mapping import full_load, ids_in, served_at_s


def monday(world):
    booked.clear()
    world.record()  # keeps the way of every record, for the player further down
    world.sleep(9 * 3600 - 60)  # 08:59
    return deploy(world), write_usage(world, per_s, until_s=44 * 3600, malformed_at_s=10.9 * 3600)


days = lablib.Timeline(monday)
world, (mapping, served) = days.at(20)
print({name: mapping[name] for name in ("BatchSize", "MaximumRetryAttempts", "MaximumRecordAgeInSeconds")})
print(f"Monday 20:00: {len(served):,} events served, {len(booked):,} booked")
for row, values in full_load(world, one_in).items():
    print(f"{row:<20}", *(f"{value:>11,.{2 if '%' in row else 0}f}" for value in values))

# %% [markdown]
# Once a minute, an invocation fails. That is less than a tenth of a percent of all invocations, and the number
# doesn't grow. Nothing is throttled, the incoming traffic is normal, and the median age is as on any Monday. The
# invocations fall because a function that is behind gets full batches. The alarm on errors is set to one percent, so
# it stays quiet.
#
# ## Predict: how old is the oldest record?

# %% name="predict-age" prediction="age"

# %% [markdown]
# ## Run: how old is the oldest record?
#
# The function logged one line per invocation. The next cell groups these lines by shard and plots the ages.

# %% name="ages"
from lablib.pictures.diagrams import blocked_shard
from lablib.pictures.plots import cascade, iterator_age

from IPython.display import display


def ages():
    """For each shard id: when the function was invoked, and how old the batch's oldest record was then."""
    by_shard = defaultdict(list)
    for line in (json.loads(log.lines[1]) for log in world.logs("book-usage")):
        by_shard[line["shard"]].append((line["at"], line["age_s"]))
    return by_shard


world, _ = days.at(20)
display(iterator_age(ages(), guess_h=predicted("07.age")))
compare("07.age", round(max(points[-1][1] for points in ages().values()) / 3600, 1))
blocked_shard()

# %% [markdown]
# ## Explain: one batch, retried again and again
#
# One shard is blocked. When the function fails on a batch, a mapping with default settings retries this batch **until
# it succeeds or its records expire**. Until then the mapping doesn't deliver the newer records of that shard
# ([with Kinesis](https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html)), as the diagram above shows.
#
# * The failing batch gets a minute older every minute, so the age rises by 60 s per minute. This slope is the symptom
#   to look for.
# * The pauses between the retries grow to one minute, so a blocked shard causes *one* error per minute, whatever the
#   traffic. (AWS doesn't publish the schedule of these retries. In the lab's model the first pause is half a second,
#   and the pauses double until they reach one minute.)
# * The other shards are healthy, and most invocations are theirs. A median or an average over all shards therefore
#   hides the blocked one. For `IteratorAge`, look at the **Maximum**. (AWS
#   [measures it](https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html) at the *last* record of
#   a batch. The function's log line has the age of the first.)
#
# ## Predict: which safety net has a message?

# %% name="predict-dead-letters" prediction="dead-letters"

# %% [markdown]
# ## Run: which safety net has a message?
#
# The next cell plays on until 02:00 and then looks into both queues. First, for comparison, it invokes the same
# function in the way that S3 or SNS would: asynchronously, with the invocation type `Event`. This happens in a
# separate simulator, with a batch that the function can't handle.

# %% name="dead-letters"
by_hand = {"eventID": "shardId-000000000000:1", "kinesis": {"approximateArrivalTimestamp": time.time()}}
event = {"Records": [by_hand]}
with lablib.World(seed) as own:
    deploy(own)
    functions.invoke(FunctionName="book-usage", InvocationType="Event", Payload=json.dumps(event))
    own.sleep(3600)
    print(f"after the Event invocation: {len(waiting_in('dead-letters'))} message in dead-letters")
world, _ = days.at(24 + 2)
found = {name: len(waiting_in(name)) for name in ("dead-letters", "given-up")}
print(f"after the stream's failures: {found}; Errors so far: {sum(two_hours('Errors', 'Sum')):,.0f}")
compare("07.dead-letters", "c" if any(found.values()) else "d")

# %% [markdown]
# ## Explain: what the two safety nets catch
#
# * **The dead-letter queue of a function** is for asynchronous invocations. Lambda keeps their events in a queue of
#   its own, retries them twice, and then moves them to the dead-letter queue
#   ([dead-letter queues](https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html)). A
#   mapping invokes the function synchronously, so the records of a stream don't get there.
#   {proof: test_what_a_mapping_delivers_never_comes_to_the_queue}
# * **The failure destination of a mapping** gets a message when the mapping drops records
#   ([destination](https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html)). By default,
#   `MaximumRetryAttempts` and `MaximumRecordAgeInSeconds` are both -1, which means no limit. With these defaults the
#   mapping never drops a record.
#   {proof: test_by_default_a_failing_batch_is_tried_again_with_growing_pauses_and_blocks_its_shard}
#
# ## Exercise: find the poison record
#
# A failed invocation leaves two lines in the log. The error is in the second line, but it doesn't say which record
# caused it:
#
# ```
# {"at": ..., "shard": "shardId-...", "records": ..., "age_s": ...}
# [ERROR] JSONDecodeError: Unterminated string starting at: line ... column ... (char ...)
# ```
#
# The first line is the function's own, and it is enough to find the record. It has the shard, the time of the
# invocation, and the age that the batch's oldest record had at that time. From these you can compute where in the
# shard the batch begins. Records that arrived earlier are done: the function has handled them, or a mapping with a
# limit has dropped them. `find_poison` gets the first line, and the function's `price`, which you can try on one
# record after another.

# %% name="exercise-find" exercise="find_poison"

# %% [markdown]
# ## Check

# %% name="check-find"
check("07.1", find_poison)

# %% [markdown]
# ## Evidence: four calls at 02:00
#
# It's two in the morning. The batch has failed some nine hundred times and is getting older, but no event is lost
# yet. The colleague who can change the function comes in at nine. But a mapping and a stream can be changed while
# they run, each with one call. You consider four of these calls:
#
# | letter | call | new value |
# |---|---|---|
# | a | `IncreaseStreamRetentionPeriod` | 168 hours |
# | b | `UpdateEventSourceMapping` | `MaximumRecordAgeInSeconds=3600` |
# | c | `UpdateEventSourceMapping` | `MaximumRetryAttempts=2` |
# | d | `UpdateEventSourceMapping` | `MaximumRetryAttempts=2, BisectBatchOnFunctionError=True` |
#
# ## Predict: which call?

# %% name="predict-act" prediction="act"

# %% [markdown]
# ## Run: four calls at 02:00
#
# `at_two` plays the blocked shard alone. It makes one of the four calls at two in the morning, and looks at the shard
# at nine.

# %% name="act"
from lablib.scenarios.mapping import at_two

two_tries = {"MaximumRetryAttempts": 2}
calls = {"a": {"retention_h": 168}, "b": {"MaximumRecordAgeInSeconds": 3600}, "c": two_tries}
calls["d"] = two_tries | {"BisectBatchOnFunctionError": True}
outcomes = {name: at_two(seed, per_s / shards, **call) for name, call in calls.items()}
for name, seen in outcomes.items():
    state = "blocked" if seen.is_blocked else "moving"
    print(f"{name}  dropped {seen.dropped:>6,}  expired {seen.expired:>3}  {state}, {seen.age_h:>4.1f} h old")
moving = {name: seen.dropped + seen.expired for name, seen in outcomes.items() if not seen.is_blocked}
compare("07.act", min(moving, key=moving.get))

# %% [markdown]
# ## Explain: changing a running mapping
#
# A mapping applies new settings even while a batch waits for its next retry
# ([UpdateEventSourceMapping](https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html)). So
# you don't have to wait for a deploy:
#
# * **A longer retention** (a) moves the hour at which the records expire, but the shard stays blocked. While you
#   don't know what fails, this is the safe first step.
# * **A maximum record age** (b) is a trap. The limit applies to all waiting records, and after fifteen hours most of
#   the good ones are older than one hour too.
# * **Two retries** (c) drop the malformed event, and the nine good events of its batch with it.
# * **Bisect with two retries** (d) splits the batch first. When the retries run out, the malformed event is alone.
#
# Dropped records stay in the stream until their retention ends, and the message in the destination says where they
# are (lab 08). But c and d have a risk: two retries take a few seconds. If the database is down as well, both calls
# drop good events.
#
# ### Your own experiment
#
# What does a maximum record age cost if you choose it well? Is there a value that frees the shard by nine and drops
# no more events than call d does? `at_two` takes any setting of a mapping.

# %% name="own"
experiment = ...  # at_two(seed, per_s / shards, MaximumRecordAgeInSeconds=?)

# %% [markdown]
# ## Evidence: nobody was on call
#
# That night nobody was on call, so the mapping kept its defaults. Let the two days play on to see what happened.
# `world.totals()` is the simulator's own ledger, which AWS doesn't have. It says what became of every record.

# %% name="first-loss"
for hour in (24 + 9.5, 24 + 10.5, 24 + 12):
    world, _ = days.at(hour)
    totals = world.totals()
    fates = ("handled", "expired", "dropped by retries", "dropped by age")
    print(f"{datetime.now(UTC):%a %H:%M}", *(f"  {fate} {totals[fate]:,}" for fate in fates))

# %% [markdown]
# ## Explain: three limits for a failing record
#
# Three limits apply to a record that keeps failing. The first one that runs out decides how the record ends:
#
# | limit | default | when it runs out | who learns about it |
# |---|---|---|---|
# | `MaximumRetryAttempts` of the mapping | -1, no limit | the mapping drops the batch | the destination; without one, `DroppedEventCount` |
# | `MaximumRecordAgeInSeconds` of the mapping | -1, no limit | the mapping drops the record | the destination; without one, `DroppedEventCount` |
# | retention of the stream | 24 hours | the stream deletes the record | nobody |
#
# The age of a record counts from its arrival, and it keeps rising while the mapping retries the batch
# ([parameters](https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html)). The retention also
# counts from the arrival, and it ends for one record at a time
# ([retention](https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html)).
#
# ## Exercise: keep the record until the repair
#
# A repaired function is deployed at `fixed_at`, within a week. Until then, the failing record has to stay in the
# stream, and the mapping has to keep retrying it. `to_lift` says which of the three limits you have to lift for that:
# the limits that run out before `fixed_at`. Leave the other limits as they are. A longer retention costs money, and
# the limits of the mapping are what frees the shard from the next poison record. A maximum of 0 retries is a limit
# too.

# %% name="exercise-lift" exercise="to_lift"

# %% [markdown]
# ## Check

# %% name="check-lift"
check("07.2", to_lift)

# %% [markdown]
# ## Predict: how many events are lost?
#
# By Tuesday noon the malformed event has expired. The function works again, without errors.

# %% name="predict-lost" prediction="lost"

# %% [markdown]
# ## Run: how many events are lost?
#
# The next cell plays on until Tuesday, 20:00. An event is lost if the gateways served it, the function hasn't booked
# it, and it is no longer in the stream.
#
# The cell ends with a *player* of the two days. Every dot is a record that waits in its shard, and the older it gets,
# the further right it stands. Press Play, or drag along the timeline below it. Watch what happens at the right
# edge after Tuesday morning, when the malformed event is long gone.

# %% name="cascade"
world, _ = days.at(44)
safe = ids_in("usage-events") | {event_id for _, event_id, _ in booked}
lost = [event for event in served if event["event_id"] not in safe]
blocked = max(ages(), key=lambda shard_id: max(age_s for _, age_s in ages()[shard_id]))
there = {event_id for shard_id, event_id, _ in booked if shard_id == blocked}
of_shard = [event for event in served if event["event_id"] in there] + lost
display(cascade(served_at_s(of_shard), served_at_s(lost), guess=predicted("07.lost")))
compare("07.lost", len(lost))
dropped = two_hours("DroppedEventCount", "Sum", EventSourceMappingUUID=mapping["UUID"])
print(f"DroppedEventCount {sum(dropped):,.0f}; messages in the destination {len(waiting_in('given-up'))}")
print("Errors", *(f"{value:>4,.0f}" for value in two_hours("Errors", "Sum")))
lablib.play(world)

# %% [markdown]
# ## Explain: why good records expire too
#
# The malformed event didn't expire alone. Records before it in its batch expired first, and a few more expired during
# the mapping's last pause. Then the mapping moved on, and most of the loss came after that. The next records of the
# shard were almost 24 hours old too, so the function was now reading at the edge of the retention. **That edge moves
# forward by one second every second.** Whenever the function is slower than this edge, records expire before their
# turn.
#
# In the afternoon, more events arrive than the function can book. On a healthy shard that is harmless: the function
# falls up to an hour behind and catches up in the evening. On the blocked shard, the function was working on
# *yesterday's* afternoon, at the edge of the retention. Here the same hour of delay means that records expire. The
# loss ends where the function reaches an hour of yesterday in which fewer events arrived than it can book.
#
# The lab plays one event in 2,100. At full load, this one malformed event costs 1,841 dollars.
#
# And no counter showed the loss:
#
# * `Errors` counts failed invocations. Apart from the few records in the failing batch, the lost records weren't in
#   any invocation.
# * `DroppedEventCount` counts what the mapping drops, and leaves out what expires in the stream
#   ([metrics](https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html)). For the same reason the
#   destination stayed empty.
# * `IteratorAge` stops at the retention and then *falls*, because the oldest records are gone. On a graph, that looks
#   like recovery.
#
# ## Exercise: account for the loss
#
# Prove the loss from both ends: from what the gateways served and from what the function booked. This time the starter
# has a signature and no body. You can assume that every event that `DroppedEventCount` has counted has since left the
# stream.

# %% name="exercise-account" exercise="account"

# %% [markdown]
# ## Check

# %% name="check-account"
check("07.3", account)

# %% [markdown]
# ## Prove
#
# Here is another day, with half the shards and a load that your code hasn't seen. `find_poison` looks for the record
# on Monday evening, `to_lift` decides for two repairs on Tuesday, and `account` adds up the loss on Tuesday evening.

# %% name="prove"
from lablib.scenarios.mapping import another_day

rows = another_day(seed + 1, max(1, shards // 2), load // 2, find_poison, to_lift, account)
for question, yours, truth in rows:
    print(f"{question:30}yours {yours!s:>14}   the simulator's {truth!s:>14}")

# %% [markdown]
# ## In production
#
# These numbers would have shown the problem. The first column says how many hours after the malformed event you
# would have seen it:
#
# | hours | number | alarm |
# |---|---|---|
# | 1 | `IteratorAge`, **Maximum** | above an hour, or above what a normal afternoon reaches; at a quarter of the retention, page somebody |
# | 0.2 | slope of the `IteratorAge` Maximum | 60 s per minute for ten minutes: a shard is blocked, at any age |
# | 24 | events served minus events booked, from the logs of both ends | above the number of events that are normally still on their way |
#
# And this is what to do at two in the morning:
#
# ```python
# # First, if you don't know yet what fails: keep what is in the stream for six more days.
# kinesis.increase_stream_retention_period(StreamName="usage-events", RetentionPeriodHours=168)
# # Then free the shard. The destination gets a message about everything that the mapping drops.
# settings = {"MaximumRetryAttempts": 2, "BisectBatchOnFunctionError": True}
# functions.update_event_source_mapping(UUID=mapping["UUID"], **settings)
# ```
#
# The longer [retention](https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html) also applies
# to records that are already stored, and it is billed per shard and hour. Look into the destination before you go
# back to bed: one message is the malformed event, many messages are an outage. Settings of this kind belong in the
# mapping *before* the incident. Lab 08 shows how to choose them.
#
# ## Recap and quiz
#
# * By default, a mapping retries a failing batch until its records expire. The shard is blocked, and the age of its
#   records rises by a minute per minute.
# * A mapping can be changed while it runs. Bisect with bounded retries drops the bad record alone. An age limit drops
#   the good records that are waiting, too.
# * Records begin to expire one retention after they arrived. The loss goes on for as long as the function reads more
#   slowly than records expire.
# * What expires in the stream shows up in no counter, no destination and no dead-letter queue. You find it by
#   comparing what was served with what was booked.

# %% name="quiz" questions="quiz"

# %% name="summary"
summary("07")
