# %% [markdown]
# # 07 · Poison pill
#
# The first two cells prepare the notebook.

# %% name="parameters" tags=["parameters"]
seed = 7  # another seed is another day
shards = 4
load = 60  # gateways

# %% name="start"
import base64
import json
import time
from datetime import UTC, datetime

import lablib
from lablib import check, compare, predict, quiz, recall, summary
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
# The producers are repaired: what the gateways serve is in the stream. On Monday at 09:00 the function that books
# usage into the invoices was deployed anew, with a dead-letter queue and a failure destination, *so that nothing can
# get lost any more*. On Wednesday finance writes again: *more than a hundred requests of Monday are on no invoice*, of
# customers who have nothing in common. No alarm has fired.
#
# ## Objective
#
# Explain two days of iterator age, and a loss that no counter shows. 40 minutes.
#
# ## Evidence: a function and a dashboard
#
# The function, whole. It notes what it was given, prices every event, and books all of them or none.

# %% name="function"
booked = []  # the invoices' books: (shard, event id, dollars)


def price(data):
    usage = json.loads(data)
    return (usage["tokens_in"] * 3.00 + usage["tokens_out"] * 15.00) / 1_000_000


def book_usage(event, context):
    first, now = event["Records"][0], time.time()
    shard, arrived = first["eventID"].partition(":")[0], first["kinesis"]["approximateArrivalTimestamp"]
    print(json.dumps({"at": now, "shard": shard, "records": len(event["Records"]), "age_s": now - arrived}))
    datas = [base64.b64decode(record["kinesis"]["data"]) for record in event["Records"]]
    bills = [price(data) for data in datas]
    time.sleep(seconds_an_event * len(bills))  # the invoices' database
    booked.extend((shard, event_id_of(data).decode(), bill) for data, bill in zip(datas, bills, strict=True))


# %% [markdown]
# Deployed as on Monday: every setting of the mapping that deals with failures is at its default. To play two days in
# seconds, the lab plays one event in 2,100 and lets the function take 2,100 times longer for it. What decides is
# unchanged: how fast the function is, compared with what arrives. It has a reserve over the mean of a day. When more
# arrives in the afternoon, it is up to an hour late, as always, and catches up in the evening.

# %% name="deploy"
one_in = 2_100
per_s = load * 7 / one_in  # events per second that are played, the mean of a day; a gateway serves 7
seconds_an_event = shards / (1.4 * per_s)


def deploy(world):
    """Make the stream and the function with both nets; returns the mapping."""
    make_stream(shards)
    world.deploy(book_usage, name="book-usage", timeout_s=900)
    dead_letters = {"TargetArn": queue_arn("dead-letters")}
    functions.update_function_configuration(FunctionName="book-usage", DeadLetterConfig=dead_letters)
    nets = {"OnFailure": {"Destination": queue_arn("given-up")}}
    return map_usage("book-usage", DestinationConfig=nets, MetricsConfig={"Metrics": ["EventCount"]})


# %% [markdown]
# Monday from 09:00 to 20:00. In `write_usage` the gateways write, and `served` are their own books. One of them is killed
# while it writes an event, about 11:00. The two days are one experiment, and the cells below look at it at different
# hours. `lablib.Timeline` keeps it: `days.at(20)` plays on until hour 20. If you run a cell again and its hour is past,
# the days begin anew in a fresh simulator, with the same numbers.
#
# Then comes the dashboard at full load, two hours a column from 10:00 on. `full_load` counts an invocation that succeeded
# 2,100 times, and one that failed once, because the batch that fails is the same one at any load.


# %% name="monday"
from lablib.scenarios.mapping import full_load, ids_in


def monday(world):
    booked.clear()
    world.sleep(9 * 3600 - 60)  # 08:59
    return deploy(world), write_usage(world, per_s, until_s=44 * 3600, malformed_at_s=10.9 * 3600)


days = lablib.Timeline(monday)
world, (mapping, served) = days.at(20)
print({name: mapping[name] for name in ("BatchSize", "MaximumRetryAttempts", "MaximumRecordAgeInSeconds")})
print(f"Monday 20:00: {len(served):,} events served, {len(booked):,} booked")
for row, values in full_load(world, one_in).items():
    print(f"{row:<20}", *(f"{value:>11,.{2 if '%' in row else 0}f}" for value in values))

# %% [markdown]
# One error a minute, and not more of them from hour to hour: less than a tenth of a percent. The function is not
# throttled, what comes in is normal, and the median age is that of any Monday. The alarm on errors fires at one percent,
# so it is silent.
#
# ## Predict: the age

# %% name="predict-age" prediction="age"

# %% [markdown]
# ## Run: the age
#
# The function's own lines, one an invocation, tell it by shard.

# %% name="ages"
from collections import defaultdict

from lablib.pictures.plots import cascade, iterator_age

from IPython.display import display


def ages():
    """By shard id: when the function was invoked, and how old the oldest record of the batch was."""
    by_shard = defaultdict(list)
    for line in (json.loads(log.lines[1]) for log in world.logs("book-usage")):
        by_shard[line["shard"]].append((line["at"], line["age_s"]))
    return by_shard


world, _ = days.at(20)
display(iterator_age(ages()))
compare("07.age", round(max(points[-1][1] for points in ages().values()) / 3600, 1))

# %% [markdown]
# ## Explain: one batch, again and again
#
# One shard stands still. By default a mapping retries a batch that the function fails on **until it succeeds or its
# records expire**, and does not touch what lies behind it
# ([with Kinesis](https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html)):
#
# ```
#  shard 0  ----------------------------------------------> handled
#  shard 1  ----------[ good good BAD good ] waiting waiting waiting waiting ...
#                     \_ fails, pause, fails, pause, fails, ...  a minute apart
#  shard 2  ----------------------------------------------> handled
# ```
#
# * The batch is a minute older every minute, so the age climbs by 60 s a minute: the slope is the symptom.
# * The pauses grow to a minute, so one blocked shard is *one* error a minute, whatever the load. (AWS publishes no
#   schedule for streams: doubling from half a second up to a minute is the lab's model.)
# * The other shards are healthy, and have most of the invocations. A median or an average over all of them hides
#   the one: `IteratorAge` wants **Maximum**
#   ([metrics](https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html), where it is the age of the
#   *last* record of a batch; the function's line has the first).
#
# ## Predict: the safety nets

# %% name="predict-dead-letters" prediction="dead-letters"

# %% [markdown]
# ## Run: the safety nets
#
# The night goes on until 02:00. For comparison the function is also called the other way, as S3 or SNS would call it: an
# `Event` invocation, with a batch that it cannot bear, in a simulator of its own.

# %% name="dead-letters"
by_hand = {"eventID": "shardId-000000000000:1", "kinesis": {"approximateArrivalTimestamp": time.time()}}
event = {"Records": [by_hand]}
with lablib.World(seed) as own:
    deploy(own)
    functions.invoke(FunctionName="book-usage", InvocationType="Event", Payload=json.dumps(event))
    own.sleep(3600)
    print(f"after the Event invocation, dead-letters: {len(waiting_in('dead-letters'))} message")
world, _ = days.at(24 + 2)
found = {name: len(waiting_in(name)) for name in ("dead-letters", "given-up")}
print(f"after the stream's failures: {found}; Errors so far: {sum(two_hours('Errors', 'Sum')):,.0f}")
compare("07.dead-letters", "c" if any(found.values()) else "d")

# %% [markdown]
# ## Explain: whose net it is
#
# * A function's dead-letter queue takes events of **asynchronous** invocations: Lambda keeps those in a queue of its
#   own and tries them again twice
#   ([dead-letter queues](https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html)). A
#   mapping invokes synchronously. For a stream this net hangs in another house.
# * The mapping's failure destination hears of what the mapping **gives up**
#   ([destination](https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html)). With
#   `MaximumRetryAttempts` and `MaximumRecordAgeInSeconds` at their default, -1, it gives up nothing.
#   {proof: test_by_default_a_failing_batch_is_tried_again_with_growing_pauses_and_blocks_its_shard}
#
# ## Exercise: find the poison record
#
# *Observe* and *locate*. What a failed invocation leaves in the log names an error, and no record:
#
# ```
# {"at": ..., "shard": "shardId-...", "records": ..., "age_s": ...}
# [ERROR] JSONDecodeError: Unterminated string starting at: line ... column ... (char ...)
# ```
#
# But the function's own line has the shard, the moment, and the age of the oldest record: where in the shard the batch
# begins. What arrived before is done: handled, or given up by a mapping that had a limit. `find_poison` gets such a line,
# and `price` to try each record with.

# %% name="exercise-find" exercise="find_poison"

# %% [markdown]
# ## Check

# %% name="check-find"
check("07.1", find_poison)

# %% [markdown]
# ## Evidence: four calls at 02:00
#
# It is two in the morning. The batch has failed some nine hundred times, the age climbs, and no event is lost so far. Whoever
# can change the function comes at nine. But a mapping and a stream can be changed while they run, with one call:
#
# | | call | |
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
# `at_two` plays the blocked shard alone, makes one of these calls in the night, and looks at the shard in the morning.

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
# ## Explain: a live update
#
# A mapping takes new settings while a batch waits for its next try
# ([UpdateEventSourceMapping](https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html)), so the
# remedy does not have to wait for a deploy:
#
# * **Retention** (a) moves the deadline and leaves the shard blocked. It is the safe first step when you don't know yet
#   what fails.
# * **A record age** (b) is the trap: the limit holds for the whole backlog, and fifteen hours of good events are older
#   than one hour.
# * **Two retries** (c) end the malformed event, and its nine neighbors in the batch with it.
# * **Bisect and two retries** (d) cut the batch first, so the malformed event is alone when its tries are used up.
#
# What the mapping gives up is still in the stream until the retention ends, and the destination says where (lab 08). One
# caution with c and d: two retries outlast seconds. If the database is down as well, they give up good events.
#
# ### Your own experiment
#
# How much does a bound on the age cost if you choose it well? Is there one that frees the shard by nine and drops less
# than d? `at_two` takes any setting of the mapping.

# %% name="own"
experiment = ...  # at_two(seed, per_s / shards, MaximumRecordAgeInSeconds=?)

# %% [markdown]
# ## Evidence: nobody calls
#
# On that Tuesday nobody was on call. `world.totals()` is the truth that no dashboard has: what became of every record.

# %% name="first-loss"
for hour in (24 + 9.5, 24 + 10.5, 24 + 12):
    world, _ = days.at(hour)
    totals = world.totals()
    fates = ("handled", "expired", "dropped by retries", "dropped by age")
    print(f"{datetime.now(UTC):%a %H:%M}", *(f"  {fate} {totals[fate]:,}" for fate in fates))

# %% [markdown]
# ## Explain: three clocks
#
# For a record that always fails, three clocks run, and the first that is up takes it:
#
# | clock | default | who ends it | who hears of it |
# |---|---|---|---|
# | the tries: `MaximumRetryAttempts` | -1, off | the mapping gives the batch up | destination, `DroppedEventCount` |
# | the age: `MaximumRecordAgeInSeconds` | -1, off | the mapping gives the record up | destination, `DroppedEventCount` |
# | the retention of the stream | 24 hours | the stream forgets the record | nobody |
#
# The two limits of the mapping count for the records of a batch
# ([parameters](https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html)); an age counts from
# the arrival, and goes on through all tries. The retention counts from the arrival as well, record by
# record ([retention](https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html)).
#
# ## Exercise: keep the record until the repair
#
# A repaired function is deployed at `fixed_at`, within a week. `to_lift` decides which of the three limits have to be lifted
# until then: those that are up before. A limit that can stay, stays: retention is billed, and the mapping's limits free the
# shard of the next poison record. 0 retries are a limit too.

# %% name="exercise-lift" exercise="to_lift"

# %% [markdown]
# ## Check

# %% name="check-lift"
check("07.2", to_lift)

# %% [markdown]
# ## Predict: how many
#
# At noon the malformed event is gone, and the function has gone on without an error.

# %% name="predict-lost" prediction="lost"

# %% [markdown]
# ## Run: how many
#
# Tuesday, 20:00. The gateways' books against the function's books and what is still in the stream.

# %% name="cascade"
world, _ = days.at(44)
safe = ids_in("usage-events") | {event_id for _, event_id, _ in booked}
lost = [event for event in served if event["event_id"] not in safe]
blocked = max(ages(), key=lambda shard_id: max(age_s for _, age_s in ages()[shard_id]))
there = {event_id for shard_id, event_id, _ in booked if shard_id == blocked}
of_shard = [event for event in served if event["event_id"] in there] + lost
at_s = [[datetime.fromisoformat(event["at"]).timestamp() for event in some] for some in (of_shard, lost)]
display(cascade(*at_s))
compare("07.lost", len(lost))
dropped = two_hours("DroppedEventCount", "Sum", EventSourceMappingUUID=mapping["UUID"])
print(f"DroppedEventCount {sum(dropped):,.0f}; messages in the destination {len(waiting_in('given-up'))}")
print("Errors", *(f"{value:>4,.0f}" for value in two_hours("Errors", "Sum")))

# %% [markdown]
# ## Explain: the sink that runs over
#
# The malformed event took its neighbours along: what stood before it in its batch, and what ended while the mapping
# paused. Then the shard moved on, and that is where most was lost. The records behind it are about as old, so the
# function now reads at the very edge: **an edge that moves on by a second every second**.
#
# In the afternoon more arrives than the function can book. A healthy shard is late then, for an hour at most, and
# catches up at night: harmless. The blocked shard replays *yesterday's* afternoon at the edge of the retention, and
# there the same lateness is loss. It ends when yesterday's rate falls below the speed of the function.
#
# And nobody counted:
#
# * `Errors` counts failed invocations. The lost records were in none, but the few in the failed batch.
# * `DroppedEventCount` leaves out what expires in the stream
#   ([metrics](https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html)), and the destination is
#   for what the mapping gives up.
# * `IteratorAge` stops at the retention and then *falls*, because the oldest are gone. On a graph that is recovery.
#
# ## Exercise: account for the loss
#
# *Prove* it from both ends. Nothing is given but the signature. The accounts are made when all that `DroppedEventCount` has
# counted has left the stream.

# %% name="exercise-account" exercise="account"

# %% [markdown]
# ## Check

# %% name="check-account"
check("07.3", account)

# %% [markdown]
# ## Prove
#
# Another day, on half the shards and at a load that your code has not seen: `find_poison` looks on Monday evening,
# `to_lift` decides for two repairs on Tuesday, `account` settles the books on Tuesday.

# %% name="prove"
from lablib.scenarios.mapping import another_day

rows = another_day(seed + 1, max(1, shards // 2), load // 2, find_poison, to_lift, account)
for question, yours, truth in rows:
    print(f"{question:30}yours {yours!s:>14}   the region's {truth!s:>14}")

# %% [markdown]
# ## In production
#
# What would have told, and when:
#
# | hour | number | alarm |
# |---|---|---|
# | 1 | `IteratorAge`, **Maximum** | above an hour, or whatever a normal afternoon has; and at a quarter of the retention somebody gets up |
# | 1 | the slope of it | 60 s a minute for ten minutes is a blocked shard, at any age |
# | 24 | served less booked, from the books of both ends | above what is on its way |
#
# And what to do at two in the morning:
#
# ```python
# # first, if you don't know yet what fails: six more days for what is in the stream now
# kinesis.increase_stream_retention_period(StreamName="usage-events", RetentionPeriodHours=168)
# # then free the shard; the destination tells what the mapping gives up
# settings = {"MaximumRetryAttempts": 2, "BisectBatchOnFunctionError": True}
# functions.update_event_source_mapping(UUID=mapping["UUID"], **settings)
# ```
#
# The longer [retention](https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html) holds for what is
# stored already, and is billed per shard and hour. Look into the destination before you go back to bed: one message is the
# malformed event, many are an outage. Settings of this kind belong in the mapping *before* the incident: lab 08.
#
# ## Recap and quiz
#
# * By default a batch that fails is tried until its records expire, and its shard waits, a minute older every minute.
# * A mapping can be changed at night: bisect and bounded retries drop the bad record alone, an age limit the backlog.
# * Loss begins one retention after the arrival, and goes on at the edge as long as the function is slower than it.
# * What retention takes is in no counter, no destination and no dead-letter queue: only the books of both ends tell.

# %% name="quiz" questions="quiz"

# %% name="summary"
summary("07")
