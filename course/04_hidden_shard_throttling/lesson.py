# %% [markdown]
# # 04 · Hidden shard throttling

# %% name="parameters" tags=["parameters"]
seed = 7  # another seed is another day
shards = 4
load = 60  # gateways

# %% name="start"
from collections import Counter
from datetime import UTC, datetime

import lablib
from lablib import check, compare, my_producer, predict, quiz, recall, summary
from lablib.pictures.plots import shards_by_seconds
from lablib.scenarios.shards import by_minute, make_stream, minute, serve, serve_evening

import boto3
from IPython.display import display

world = lablib.start("04", seed=seed)
kinesis, cloudwatch = boto3.client("kinesis"), boto3.client("cloudwatch")

# %% [markdown]
# ## Recall

# %% name="recall" questions="recall"

# %% [markdown]
# ## Where we are
#
# The producer that resends is rolled out, but for one region: its gateways still run the old one, which throws away
# what is refused. The region's owners say that they can wait. *Our stream is mostly idle, every call succeeds, and the
# alarms are quiet. We would know.* Finance disagrees: 17,464 dollars a month still leak, and it wants to know which part is
# theirs.
#
# ## Objective
#
# See through a green dashboard to the second, the shard and the tenant; spread a hot key; write the alarm that fires.
# 50 minutes.
#
# ## Evidence: a minute of that region
#
# Scenery: `minute` has a minute's requests, and `serve` lets the gateways write their usage, each once a second; it
# returns their log, a dict for each call. The stream has metrics by shard, for later.

# %% name="one-minute"
world = lablib.restart()  # a fresh simulator, so that this cell can run again
make_stream(shards)
kinesis.enable_enhanced_monitoring(StreamName="usage-events", ShardLevelMetrics=["ALL"])
world.sleep(60 - world.elapsed_s % 60)
begin, requests = datetime.now(UTC), minute(world, load)
calls = serve(world, requests, load)
success = by_minute(begin, "PutRecords.Success", "Average")[0]
failed = by_minute(begin, "PutRecords.FailedRecords")[0]
incoming = by_minute(begin, "IncomingRecords")[0]
print(f"PutRecords.Success {success:.0%} of the calls, PutRecords.FailedRecords {failed:,.0f}")
print(f"IncomingRecords {incoming:,.0f}, {incoming / (shards * 60_000):.0%} of what the shards take")
print(f"served, by the gateways' books: {len(requests):,}, so {len(requests) - incoming:,.0f} are missing")

# %% [markdown]
# Every call succeeded, no record failed, the stream was nearly idle, and two thousand events are missing. How rare is
# the trouble, counted in calls? The gateways' log has some 3,500 of them, with the answer to every call.
#
# ## Predict: how many calls lost something?

# %% name="predict-calls" prediction="calls"

# %% [markdown]
# ## Run: how many calls lost something?
#
# All that CloudWatch has of the minute, beside what the gateways' log says of its calls.

# %% name="all-numbers"
writes = ["TotalRecords", "SuccessfulRecords", "ThrottledRecords", "FailedRecords"]
found = {name: by_minute(begin, f"PutRecords.{name}")[0] for name in writes}
found["WriteProvisionedThroughputExceeded"] = by_minute(begin, "WriteProvisionedThroughputExceeded")[0]
for name, value in found.items():
    print(f"{name:36}{value:>8,.0f}")
refused = [call["answer"]["FailedRecordCount"] for call in calls]
some = sum(map(bool, refused))
print(f"{len(calls):,} calls: {some} had refused records, {some / len(calls):.1%} of them")
entirely = sum(count == len(call["events"]) for count, call in zip(refused, calls, strict=True))
print(f"stored none of their records: {entirely} calls")
compare("04.calls", some)

# %% [markdown]
# ## Explain: what each number counts
#
# All lost events were in about one call of a hundred, and those calls stored something, so every call was a success.
# No number of the dashboard is wrong. They count something other than their names suggest
# ([metrics](https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html)):
#
# | number | sounds like | counts |
# |---|---|---|
# | `PutRecords.Success` | records that were stored | **calls** in which at least one record was stored |
# | `PutRecords.FailedRecords` | records that were refused | records that failed **inside the service**; throttled ones are left out |
# | `IncomingRecords` | what comes in | what was **accepted**; so the more is refused, the smaller it gets |
# | `PutRecords.ThrottledRecords` | | records that their shard had no room for, in calls of PutRecords |
# | `WriteProvisionedThroughputExceeded` | calls that exceeded something | the same records, and those of PutRecord |
#
# One more trap. CloudWatch gets one sample per call, so the Average of `IncomingRecords` is records *per call*. To see
# load, look at the Sum.
#
# Stored, throttled, failed inside: these three ends are counted for the records of a PutRecords call that the service
# answered with 200. Two losses are in no sum at all: a call that is answered with HTTP 500 as a whole, and a PutRecord
# that fails inside the service. Ten events offered in such calls add 0 to every count of records; what moves is the
# Success metric of the operation. {proof: test_what_fails_as_a_whole_call_is_in_none_of_the_three_sums}
#
# ## Exercise: the offered load
#
# *Observe*: how many records did the producers really send each minute? Find out from CloudWatch alone. Your function
# has to work for any stream, not just this one.

# %% name="exercise-load" exercise="offered_load"

# %% [markdown]
# ## Check

# %% name="check-load"
check("04.1", offered_load)

# %% [markdown]
# ## Evidence: the shards
#
# A shard may take 1,000 records a second ([quotas](https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html)),
# which is 60,000 in a minute. Below is what the shards took and what they throttled, by their own metrics, and which
# tenants sent most.

# %% name="by-shard"
shard_ids = [shard["ShardId"] for shard in kinesis.list_shards(StreamName="usage-events")["Shards"]]
metrics = ("IncomingRecords", "WriteProvisionedThroughputExceeded")
taken, over = ([by_minute(begin, name, ShardId=each)[0] for each in shard_ids] for name in metrics)
for shard_id, took, throttled in zip(shard_ids, taken, over, strict=True):
    print(f"{shard_id}  {took:>7,.0f} taken, {took / 60_000:>4.0%}  {throttled:>7,.0f} throttled")
sent = Counter(event["tenant"] for call in calls for event in call["events"])
print("the biggest tenants of the minute:", sent.most_common(3))

# %% [markdown]
# One shard throttled, and it is not the fullest one. Here the metrics end. Now imagine that you are on call for the
# stream: you may read it, but the gateways' logs belong to another team, and that team is asleep.
#
# ## Predict: what do the stored records tell?

# %% name="predict-read-back" prediction="read-back"

# %% [markdown]
# ## Run: read the shard back
#
# The figure comes from the simulator, which knows the truth. Below it is what anybody with GetRecords can find out: the
# shard's records, counted by the second in which they arrived.

# %% name="read-back"
display(shards_by_seconds(world.metrics.seconds.table("usage-events")))
place = {"StreamName": "usage-events", "ShardId": shard_ids[over.index(max(over))]}
iterator = kinesis.get_shard_iterator(**place, ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
arrived = []  # the second and the key of every record
while records := (answer := kinesis.get_records(ShardIterator=iterator))["Records"]:
    iterator = answer["NextShardIterator"]
    world.sleep(2)  # a shard gives its readers 2 MB per second
    arrived += [(f"{one['ApproximateArrivalTimestamp']:%T}", one["PartitionKey"]) for one in records]
(second, most), (_, others) = Counter(at for at, _ in arrived).most_common(2)
tenants = Counter(key for at, key in arrived if at == second).most_common(2)
print(f"{place['ShardId']}: {most:,} records at {second}, next busiest second {others:,}; keys {tenants}")
compare("04.read-back", "a" if most < 2 * others else "c" if tenants[0][1] > most / 2 else "b")

# %% [markdown]
# ## Explain: two averages
#
# The limit of 1,000 records and 1 MB applies per shard and per second
# ([quotas](https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html)). What one shard has left is of
# no use to another, and what a second has left is of no use to the next. (AWS does not document the shape of the window:
# the lab models a bucket that holds a second's worth of records.) Two averages hide it:
#
# ```
#  IncomingRecords of the stream, a minute     averages over the shards, and over 60 seconds
#  IncomingRecords of a shard, a minute        averages over 60 seconds
#  the limit                                   one shard, one second
# ```
#
# * The first average can be bought off: seven metrics per shard, at the price of custom metrics
#   ([enhanced metrics](https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html)). They show which
#   shard throttled. Here it isn't the fullest one: the biggest tenant sends evenly, so its shard had room in every second.
# * The second cannot. No metric of a stream is finer than a minute. {proof: test_no_metric_of_a_stream_is_finer_than_a_minute}
#
# The *records* are finer: Kinesis stamps them with their arrival time. A second in which a shard stored 1,000 records,
# while its next busiest second had a fraction of that, is a second in which the shard was full, and its keys name the
# tenant. AWS has a tool that does the same
# ([kinesis-hot-shard-advisor](https://github.com/awslabs/kinesis-hot-shard-advisor)). It finds a suspect, not the loss:
# how many records were refused is in the metric, and *which* ones is in the producers' logs, because a throttled record
# was never stored. {proof: test_a_throttled_record_is_not_in_the_stream}
#
# In your hands: let the gateways flush once a second, take the hot key away, double the shards, and see how little the
# minute's line has to do with what is refused.

# %% name="widget"
from lablib.pictures.widgets import shards_widget

shards_widget()

# %% [markdown]
# ## Exercise: the second, the shard, the tenant
#
# *Locate*, from the gateways' log. A refused result looks like this; the message names the shard
# ([PutRecords](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html)):
#
# ```
# {"ErrorCode": "ProvisionedThroughputExceededException",
#  "ErrorMessage": "Rate exceeded for shard shardId-000000000001 in stream usage-events under account 111122223333."}
# ```

# %% name="exercise-spot" exercise="find_hot_spot"

# %% [markdown]
# ## Check

# %% name="check-spot"
check("04.2", find_hot_spot)

# %% [markdown]
# ## Evidence: the tenant
#
# `t-0178` has a job: once in a while it starts thousands of short requests within one second. Every gateway gets some
# of them, and all their events have one partition key, the tenant. The region's owners have a remedy at hand.
#
# ## Predict: twice the shards
#
# Every shard is split in two, and the same minute comes again.

# %% name="predict-twice" prediction="twice"

# %% [markdown]
# ## Run: twice the shards, and more remedies
#
# `spread` is scenery: it plays some seconds around the job in a region of their own, with any number of shards (`None`
# for an on-demand stream) and any partition key. A session is a conversation of some turns; it is *split* if its
# events are in more than one shard.
#
# The last lines are your own producer from lab 02 in the same seconds, on the shards as they are: `my_producer` loads what
# you wrote, and `job_run` gives it to all gateways.

# %% name="remedies"
import random

from lablib.scenarios.producer import job_run
from lablib.scenarios.shards import another_day, by_tenant, rang, region_alarms, spread


def salted(event):
    return f"{event['tenant']}#{random.randrange(16)}"


runs = {"as it is": (shards, by_tenant), "twice the shards": (2 * shards, by_tenant)}
runs |= {"on-demand": (None, by_tenant), "twice, and a random salt": (2 * shards, salted)}
for name, settings in runs.items():
    runs[name] = spread(seed, load, *settings)
    print(f"{name:26}", runs[name])
compare("04.twice", runs["twice the shards"].refused)
print(job_run(my_producer(), seed=seed, shards=shards, gateways=load))

# %% [markdown]
# ## Explain: a key is in one shard
#
# A split halves a range of hashes, and a key is one point in it: its shard is as full as before. The few records that
# are refused less are the neighbours', who moved out. An on-demand stream has shards too, and the same limit for a key
# ([modes](https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html)).
#
# Your producer gets its records stored in the end, because it resends. But the same records are throttled again and
# again, and a flush that should be over within a second holds up the ones after it. The loss has ended; the hot shard
# stays.
#
# With a *salt* behind the key the tenant has many keys, and more shards help. The price is order. A shard is read in
# the order in which it was stored; between shards there is none. So ask what must stay in order:
#
# | remedy | key | order | one tenant's sum |
# |---|---|---|---|
# | as it was | tenant | of the tenant | in one shard |
# | random salt | tenant # chance | lost | in all shards |
# | salt by session | tenant # number from the session | of every session | a fixed number of keys, in as many shards at most |
# | composite key | tenant # session | of every session | in all shards |
#
# Usage was summed so far, and a sum needs no order. From next month on a turn that continues its session is cheaper,
# as its prompt is cached. The order inside a session will be money.
#
# ## Exercise: spread a hot key
#
# *Fix* it. A key per session for every tenant would do, and would scatter the small tenants as well, whose readers now
# find them in one place.

# %% name="exercise-key" exercise="partition_key"

# %% [markdown]
# ## Check

# %% name="check-key"
check("04.3", partition_key)

# %% [markdown]
# ## Evidence: the alarms
#
# "We would know." These are the region's
# [alarms](https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html), each with a period
# of a minute:
#
# | letter | metric | statistic | alarm |
# |---|---|---|---|
# | a | `PutRecords.Success` | Average | below 99 % |
# | b | `PutRecords.FailedRecords` | Sum | above 0 |
# | c | `IncomingRecords` | Sum | above 80 % of what the shards take in a minute |
# | d | `PutRecords.ThrottledRecords` | Sum | above 0 in 3 of 5 minutes, as in lab 02 |
#
# And an evening: two gateways are up, and the job comes in the minutes 4, 11, 12 and 13.
#
# ## Predict: the alarms

# %% name="predict-alarms" prediction="alarms"

# %% [markdown]
# ## Run: the alarms
#
# `lablib.World` opens a simulator inside the lab's own, for the evening alone. It ends with the block.

# %% name="evening"
alarms = region_alarms(shards)
with lablib.World(seed) as late:
    for settings in alarms:
        cloudwatch.put_metric_alarm(**settings)
    dusk = serve_evening(late, shards, gateways=2)
    throttled, taken = (by_minute(dusk, name) for name in ("PutRecords.ThrottledRecords", "IncomingRecords"))
    rung = {settings["AlarmName"]: rang(settings["AlarmName"], dusk) for settings in alarms}
print("throttled, by minute:", {number: round(count) for number, count in enumerate(throttled) if count})
print(f"fullest minute: {max(taken) / (shards * 60_000):.1%} of the capacity")
print(*(f"{name:18}{minutes or 'silent'}" for name, minutes in rung.items()), sep="\n")
compare("04.alarms", "".join(name[0] for name, minutes in rung.items() if minutes) or "e")

# %% [markdown]
# ## Explain: why they are silent
#
# * **a** asks whether calls succeed. AWS's page on metrics advises an alarm on its Average
#   ([metrics](https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html)). A call that the
#   service fails as a whole counts as 0 there (the lab's model), so **a** fires when the service fails. A throttled record changes it just when a call
#   stored none of its records. {proof: test_success_falls_when_the_service_fails_and_not_when_records_are_throttled}
# * **b** counts failures of the service, and **c** what was let in: the more is refused, the less of it is in **c**.
# * **d** watches the right number, and waits. For a producer that sends again that is right: a throttled record is late,
#   and three bad minutes of five say that something is too small. Here every throttled record is lost, and one minute is enough.
#
# An alarm is a metric, a statistic, a comparison and a patience: `Period`, and `DatapointsToAlarm` of
# `EvaluationPeriods`. And it has an opinion on silence. A minute in which nobody writes has no datapoint, and
# `TreatMissingData` says what that means: `notBreaching` (all is well), `breaching`, `ignore` (stay as you are) or
# `missing`, the default
# ([missing data](https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html)).
#
# That opinion decides about outages. If the service answers with errors, **a** has zeros and fires. If connections are
# refused, no call arrives and no datapoint exists: with `notBreaching`, **a** calls that minute good.
# An alarm on the SampleCount with `breaching` catches it, though not in the first minute: CloudWatch looks back for
# real datapoints first, and decides by `TreatMissingData` when it finds none.
# {proof: test_an_outage_in_which_nothing_arrives_needs_missing_data_to_breach}
#
# In the simulator a minute's datapoint is there when the minute ends. On AWS it appears some minutes later
# ([metrics](https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html)), so read the "two minutes" of
# the exercise as two minutes after the datapoint.
#
# ## Exercise: the alarm that fires
#
# *Prove* that you would know: write an alarm that fires whenever a record is throttled, and stays quiet otherwise.

# %% name="exercise-alarm" exercise="throttled_alarm"

# %% [markdown]
# ## Check

# %% name="check-alarm"
check("04.4", throttled_alarm)

# %% [markdown]
# ## Prove
#
# Another day and more gateways, with all that you wrote. The third line has your key and, in the place of the truth, the
# tenant's: what it costs, at the producer and at the reader.

# %% name="prove"
answers = offered_load, find_hot_spot, partition_key, throttled_alarm
for question, yours, truth in another_day(seed + 1, shards, load * 5 // 4, *answers):
    print(question, f"yours        {yours}", f"the region's {truth}", sep="\n  ")

# %% [markdown]
# ## In production
#
# | number | where | what for |
# |---|---|---|
# | throttled records | `WriteProvisionedThroughputExceeded`, Sum | an alarm above zero; in one minute if the producer does not send again, in 3 of 5 if it does |
# | records given up | your own counter in the producer | an alarm above zero, at once: CloudWatch sees attempts, not that you gave up |
# | offered load | the three sums of 04.1, stacked | capacity: what was asked, beside what was accepted |
# | second, shard and key | the producer's log of refused records, or the shard's records read back | who to call |
# | outages | `PutRecords.Success`, Average below 0.99, and SampleCount below 1 with `TreatMissingData: breaching` | the service fails; no call arrives |
#
# The metric of the first line has what PutRecord was refused as well; `PutRecords.ThrottledRecords` leaves that out. An outage needs
# both alarms of the last line. `PutRecords.Success` falls when the service answers with errors. When connections are
# refused, or the gateways are down, there is no datapoint, and the alarm has to treat that silence as bad
# ([metrics](https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html)). Use the second alarm on a
# stream that is never quiet for a minute in normal operation. {proof: test_an_outage_in_which_nothing_arrives_needs_missing_data_to_breach}
#
# Metrics by shard are an instrument for a week, not for ever: seven per shard
# ([EnableEnhancedMonitoring](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_EnableEnhancedMonitoring.html)),
# billed as custom metrics. Switch them on when throttling is alarmed and the log does not say where.
#
# ## Recap and quiz
#
# * Success counts calls, Incoming counts what was accepted, Failed leaves throttling out: load is the sum of all ends.
# * A limit holds for a shard and a second. The minute and the stream are averages; the records, read back, show the second.
# * A hot key is one shard, whatever the stream has. Spread it by what must stay in order, and tell the readers.

# %% name="quiz" questions="quiz"

# %% name="summary"
summary("04")
