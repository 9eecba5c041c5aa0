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
# The producer that resends is rolled out in every region but one. The gateways of that region still run the old
# producer, which discards throttled records. The region's team says that the rollout can wait: *Our stream is mostly
# idle, every call succeeds, and the alarms are quiet. We would know.* Finance disagrees. 17,464 dollars a month are
# still leaking, and finance wants to know this region's share of that.
#
# ## Objective
#
# The dashboard is green. Find out in which second and shard records were throttled, and whose they were. Spread a *hot
# key*, which is a partition key that gets more records than one shard can take. Write the alarm that fires when
# records are throttled. 60 minutes.
#
# ## Evidence: one minute of that region
#
# The next cell plays one minute of the region. `minute` creates the requests of this minute. `serve` lets the gateways
# write their usage events, once per second, and returns the gateways' log: one dict for each call. At the end, the cell
# reads three metrics from CloudWatch. It also turns on metrics per shard, which you'll need later.

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
print(f"IncomingRecords {incoming:,.0f}, {incoming / (shards * 60_000):.0%} of the shards' capacity")
print(f"served, by the gateways' log: {len(requests):,}, so {len(requests) - incoming:,.0f} are missing")

# %% [markdown]
# Every call succeeded, no record failed, and the stream was nearly idle. But two thousand events are missing. How many
# calls lost some of them? The gateways' log has about 3,500 calls, with the response to every one.
#
# ## Predict: how many calls lost records?

# %% name="predict-calls" prediction="calls"

# %% [markdown]
# ## Run: how many calls lost records?
#
# The next cell prints everything that CloudWatch has on the writes of this minute. Then it counts, in the gateways'
# log, the calls with throttled records.

# %% name="all-numbers"
writes = ["TotalRecords", "SuccessfulRecords", "ThrottledRecords", "FailedRecords"]
found = {name: by_minute(begin, f"PutRecords.{name}")[0] for name in writes}
found["WriteProvisionedThroughputExceeded"] = by_minute(begin, "WriteProvisionedThroughputExceeded")[0]
for name, value in found.items():
    print(f"{name:36}{value:>8,.0f}")
not_stored = [call["answer"]["FailedRecordCount"] for call in calls]
some = sum(map(bool, not_stored))
print(f"{len(calls):,} calls: {some} had throttled records, {some / len(calls):.1%} of them")
entirely = sum(count == len(call["events"]) for count, call in zip(not_stored, calls, strict=True))
print(f"stored none of their records: {entirely} calls")
compare("04.calls", some)

# %% [markdown]
# ## Explain: what each number counts
#
# All lost events were in about 1 of 100 calls. These calls also stored some of their records, so every call counted as
# a success. The numbers on the dashboard aren't wrong, but they count something other than their names suggest
# ([metrics](https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html)):
#
# | number | sounds like | counts |
# |---|---|---|
# | `PutRecords.Success` | records that were stored | **calls** in which at least one record was stored |
# | `PutRecords.FailedRecords` | records that weren't stored | records that failed **inside the service**; it leaves throttled records out |
# | `IncomingRecords` | records that producers sent | records that were **stored**; the more records are throttled, the smaller it gets |
# | `PutRecords.ThrottledRecords` | throttled records | throttled records in calls of PutRecords |
# | `WriteProvisionedThroughputExceeded` | calls that exceeded a limit | throttled records in calls of PutRecords and of PutRecord |
#
# One more trap. CloudWatch gets one sample per call, so the Average of `IncomingRecords` is records *per call*. To see
# load, look at the Sum.
#
# CloudWatch counts three outcomes for the records of a PutRecords call that was answered with HTTP 200: stored,
# throttled, and failed inside the service. Two kinds of failure are in none of these counts: a call that is answered
# with HTTP 500 as a whole, and a PutRecord that fails inside the service. If producers send ten events in such calls,
# all three counts stay the same. What changes is the operation's metric `Success`.
# {proof: test_what_fails_as_a_whole_call_is_in_none_of_the_three_sums}
#
# ## Exercise: the offered load
#
# The step is *observe*. How many records did the producers really send each minute? This number is the *offered load*.
# Find it out from CloudWatch alone. Your function has to work for any stream, not just this one.

# %% name="exercise-load" exercise="offered_load"

# %% [markdown]
# ## Check

# %% name="check-load"
check("04.1", offered_load)

# %% [markdown]
# ## Evidence: the shards
#
# Next, find out where the records were throttled. A shard can store 1,000 records per second
# ([quotas](https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html)), which is 60,000 per minute.
# The next cell prints how many records every shard stored and throttled, from its own metrics. From the gateways' log
# it prints which tenants sent the most.

# %% name="by-shard"
shard_ids = [shard["ShardId"] for shard in kinesis.list_shards(StreamName="usage-events")["Shards"]]
metrics = ("IncomingRecords", "WriteProvisionedThroughputExceeded")
taken, over = ([by_minute(begin, name, ShardId=each)[0] for each in shard_ids] for name in metrics)
for shard_id, took, throttled in zip(shard_ids, taken, over, strict=True):
    print(f"{shard_id}  {took:>7,.0f} stored, {took / 60_000:>4.0%}  {throttled:>7,.0f} throttled")
sent = Counter(event["tenant"] for call in calls for event in call["events"])
print("the biggest tenants of the minute:", sent.most_common(3))
place = {"StreamName": "usage-events", "ShardId": shard_ids[over.index(max(over))]}  # throttled most

# %% [markdown]
# One shard throttled records, and it isn't the fullest one. CloudWatch doesn't say more than that. Now imagine that you
# are on call for the stream. You may read the stream, but the gateways' logs belong to another team, and that team is
# asleep.
#
# ## Predict: what can you learn from the stored records?

# %% name="predict-read-back" prediction="read-back"

# %% [markdown]
# ## Run: read the shard back
#
# The figure comes from the simulator, which knows what happened in every second. The line below it is what you can find
# out on AWS, with GetRecords. The cell reads the records of the shard that throttled, and counts them by the second in
# which they arrived.

# %% name="read-back"
display(shards_by_seconds(world.metrics.seconds.table("usage-events")))
iterator = kinesis.get_shard_iterator(**place, ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
arrived = []  # the second and the key of every record
while records := (answer := kinesis.get_records(ShardIterator=iterator))["Records"]:
    iterator = answer["NextShardIterator"]
    world.sleep(2)  # a shard gives its readers 2 MB per second
    arrived += [(f"{one['ApproximateArrivalTimestamp']:%T}", one["PartitionKey"]) for one in records]
assert arrived, "the shard's records have expired: run all cells of the lab again"
(second, most), (_, others) = Counter(at for at, _ in arrived).most_common(2)
tenants = Counter(key for at, key in arrived if at == second).most_common(2)
print(f"{place['ShardId']}: {most:,} records at {second}, next busiest second {others:,}; keys {tenants}")
compare("04.read-back", "a" if most < 2 * others else "c" if tenants[0][1] > most / 2 else "b")

# %% [markdown]
# ## Explain: two averages hide the limit
#
# The limit of 1,000 records and 1 MB applies per shard and per second
# ([quotas](https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html)). A shard can't use the
# capacity that another shard has left, and it can't save up the capacity of quiet minutes for a busy second. (AWS
# doesn't document how the second is measured. In the lab's model, a shard saves up at most one second's worth of
# records. So a busy second can hold slightly more than 1,000.) But metrics are averages, and two averages hide the
# limit:
#
# | number | averages over |
# |---|---|
# | `IncomingRecords` of the stream, per minute | all shards, and 60 seconds |
# | `IncomingRecords` of one shard, per minute | 60 seconds |
# | the limit | nothing: it applies to one shard in one second {proof: test_no_metric_of_a_stream_is_finer_than_a_minute} |
#
# * You can pay to get rid of the first average. Kinesis then sends seven metrics for every shard, billed as custom
#   metrics ([enhanced metrics](https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html)). They
#   show which shard throttled. Here it isn't the fullest one. The fullest shard has the biggest tenant, but this tenant
#   sends evenly, so its shard had capacity left in every second.
# * You can't get rid of the second average. No metric of a stream is finer than a minute.
#   {proof: test_no_metric_of_a_stream_is_finer_than_a_minute}
#
# The *records* are finer, because Kinesis stamps every record with its arrival time. If a shard stored 1,000 records
# in one second and a fraction of that in its next busiest second, the shard was full in the first of these seconds.
# The keys of these records name the tenant. AWS has a tool that does the same
# ([kinesis-hot-shard-advisor](https://github.com/awslabs/kinesis-hot-shard-advisor)).
#
# This finds a suspect, but not the loss. A metric says how many records were throttled, and the producers' logs say
# *which* ones. The stream can't say it, because a throttled record was never stored.
# {proof: test_a_throttled_record_is_not_in_the_stream}
#
# In the next cell you can change the load. The widget starts with a flush every five seconds. Set it to one second,
# remove the hot key, or double the shards. See how little the minutes at the top tell you about the throttled records
# at the bottom.

# %% name="widget"
from lablib.pictures.widgets import shards_widget

shards_widget()

# %% [markdown]
# ## Exercise: the second, the shard, the tenant
#
# The step is *locate*. `find_hot_spot` gets the gateways' log, and returns the second and the shard in which most
# records were throttled, and the tenant with most of these records. The result of a throttled record looks like this,
# and its message names the shard
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
# Tenant `t-0178` has a job. Once in a while, the job starts thousands of short requests within one second. Every
# gateway gets some of these requests, and all their events have the same partition key, which is the tenant. That is
# the hot key. The region's team suggests a remedy: twice as many shards.
#
# ## Predict: do twice the shards help?
#
# Every shard is split in two, and then the same minute is played again.

# %% name="predict-twice" prediction="twice"

# %% [markdown]
# ## Run: twice the shards, and more remedies
#
# `spread` is a helper of the lab. It plays a few seconds around the job in a temporary simulator, with any number of
# shards and any partition key. `None` shards means an on-demand stream, for which AWS chooses the shards. With
# `salted`, the key is the tenant with a random number appended.
#
# The output has four numbers per run: the throttled records, how many keys the records of `t-0178` have, in how many
# shards these records are, and how many *sessions* are *split*. A session is a conversation of several turns. It is
# split if its events are in more than one shard.
#
# At its end, the cell runs your own producer from lab 02 in the same seconds, on the original shards. `my_producer`
# loads the producer that you wrote, or the solution if you skipped 02.2, and `job_run` runs it in all gateways.

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
compare("04.twice", runs["twice the shards"].throttled)
print(job_run(my_producer(), seed=seed, shards=shards, gateways=load))

# %% [markdown]
# ## Explain: a key is in one shard
#
# A split cuts a shard's range of hashes in two. But a key is one point in that range, so all its records still go to
# one shard, and this shard is as full as before. Slightly fewer records are throttled, because some tenants that shared
# the shard have moved to its other half. An on-demand stream has shards too, and the same limit for a key
# ([modes](https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html)).
#
# Your producer gets its records stored in the end, because it resends them. But the same records are throttled again
# and again, and a flush that should take less than a second holds up the flushes after it. So the loss has ended, but
# the shard is still hot.
#
# If you append a *salt* to the key, the tenant has many keys, and more shards help. The price is order. A shard is read
# in the order in which its records were stored, but between shards there is no order. So ask which events have to stay
# in order:
#
# | remedy | partition key | these stay in order | one tenant's events are |
# |---|---|---|---|
# | as it was | tenant | all events of a tenant | in one shard |
# | random salt | tenant and a random number | none | in as many shards as there are numbers, at most |
# | salt by session | tenant and a number computed from the session | the events of a session | in as many shards as there are numbers, at most |
# | composite key | tenant and session | the events of a session | in all shards |
#
# So far, billing added up the usage, and a sum doesn't need an order. From next month on, a turn that continues its
# session will be cheaper, because its prompt is cached. Then the order inside a session decides what the customer pays.
#
# ## Exercise: spread a hot key
#
# The step is *fix*. You could give every session of every tenant its own key. But then the events of small tenants
# would be scattered too, and today their readers find them in one place. So `partition_key` spreads the hot tenants,
# and leaves the others where they are.

# %% name="exercise-key" exercise="partition_key"

# %% [markdown]
# ## Check

# %% name="check-key"
check("04.3", partition_key)

# %% [markdown]
# ## Evidence: the alarms
#
# *We would know*, said the region's team. These are the
# [alarms](https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html) that it relies on,
# all with a period of one minute:
#
# | alarm | metric | statistic | fires |
# |---|---|---|---|
# | a | `PutRecords.Success` | Average | below 99 % |
# | b | `PutRecords.FailedRecords` | Sum | above 0 |
# | c | `IncomingRecords` | Sum | above 80 % of what the shards can store in a minute |
# | d | `PutRecords.ThrottledRecords` | Sum | above 0 in 3 of 5 minutes, as in lab 02 |
#
# Try them on an evening on which two gateways are running. The job comes in the minutes 4, 11, 12 and 13.
#
# ## Predict: which alarms fire?

# %% name="predict-alarms" prediction="alarms"

# %% [markdown]
# ## Run: which alarms fire?
#
# `lablib.World` starts a second, temporary simulator for this evening. The cell creates the four alarms, plays the
# evening, and prints the minutes in which an alarm fired.

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
# ## Explain: why three alarms stay silent and one fires late
#
# * **a** asks whether calls succeed. AWS's page on metrics recommends an alarm on this average
#   ([metrics](https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html)). A call that fails as a
#   whole counts as 0 (in the lab's model), so **a** fires if the service fails. A throttled record lowers the average
#   if its call stored none of its records, and in no other case.
#   {proof: test_success_falls_when_the_service_fails_and_not_when_records_are_throttled}
# * **b** counts failures inside the service. **c** counts stored records, so throttling makes it smaller.
# * **d** watches the right number, but waits too long. For a producer that resends it would be right to wait: a
#   throttled record is late, and three bad minutes of five mean that something is too small. Here every throttled
#   record is lost, so one bad minute is enough.
#
# An alarm has a metric, a statistic, and a threshold with a comparison. With a `Period` of a minute it fires when
# `DatapointsToAlarm` of the last `EvaluationPeriods` minutes were bad. It also has a setting for silence. A minute in which nobody
# writes has no datapoint, and `TreatMissingData` says what that means: `notBreaching` (the minute was good),
# `breaching` (the minute was bad), `ignore` (the alarm keeps its state) or `missing`, the default ([missing
# data](https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html)).
#
# This setting decides what happens in an outage. If the service answers with errors, the metric of **a** is zero, and
# **a** fires. If connections are refused, no call arrives, so there is no datapoint, and with `notBreaching`, **a**
# treats the minute as good. To notice refused connections, alarm on the metric's SampleCount, which is the number of
# calls, and treat missing data as `breaching`. This alarm fires some minutes into the outage: CloudWatch first looks
# back for real datapoints, and goes by `TreatMissingData` when it finds none.
# {proof: test_an_outage_in_which_nothing_arrives_needs_missing_data_to_breach}
#
# In the simulator, the datapoint of a minute is there as soon as the minute ends. On AWS it appears some minutes later
# ([metrics](https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html)). The next exercise asks
# for an alarm within two minutes. On AWS, those two minutes begin when the datapoint appears.
#
# ## Exercise: the alarm that fires
#
# The step is *prove*: show that you would know. Write an alarm that fires whenever a record is throttled, and stays
# quiet otherwise.

# %% name="exercise-alarm" exercise="throttled_alarm"

# %% [markdown]
# ## Check

# %% name="check-alarm"
check("04.4", throttled_alarm)

# %% [markdown]
# ## Prove
#
# Now a different day, with more gateways and all four functions that you wrote. The cell prints what each function
# returns, and what to compare it with. Three of the functions are compared with the truth from the simulator. Your
# partition key is compared with the tenant as the key: how many records are throttled on twice the shards, and how
# many shards a consumer has to read to add up the hot tenant's usage.

# %% name="prove"
answers = offered_load, find_hot_spot, partition_key, throttled_alarm
for question, yours, truth in another_day(seed + 1, shards, load * 5 // 4, *answers):
    print(question, f"yours         {yours}", f"compare with  {truth}", sep="\n  ")

# %% [markdown]
# ## In production
#
# | number | where it comes from | what it is for |
# |---|---|---|
# | throttled records | `WriteProvisionedThroughputExceeded`, Sum | an alarm above zero: in one minute if the producers don't resend, in 3 of 5 minutes if they do |
# | records given up | your own counter in the producer | an alarm that fires immediately above zero. CloudWatch counts attempts, and doesn't know when you give up |
# | offered load | the three sums of 04.1, stacked in a graph | capacity: what producers sent, beside what was stored |
# | second, shard and key | the producers' log of throttled records, or the shard's records read back | to know whom to call |
# | outages | `PutRecords.Success`, Average below 0.99, and SampleCount below 1 with `TreatMissingData: breaching` | the first fires if the service fails, the second if no call arrives |
#
# The metric in the first row also counts throttled calls of PutRecord, which `PutRecords.ThrottledRecords` leaves out.
# For outages you need both alarms of the last row. `PutRecords.Success` falls when the service answers with errors. If
# connections are refused, or the gateways are down, there is no datapoint, and the second alarm treats missing data as
# bad ([metrics](https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html)). Use the second alarm
# on a stream that is never quiet for a minute in normal operation.
# {proof: test_an_outage_in_which_nothing_arrives_needs_missing_data_to_breach}
#
# Turn metrics per shard on for a week, not forever: there are seven per shard
# ([EnableEnhancedMonitoring](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_EnableEnhancedMonitoring.html)),
# billed as custom metrics. You need them when records are throttled and the producers' logs don't say where.
#
# ## Recap and quiz
#
# * `PutRecords.Success` counts calls, `IncomingRecords` counts stored records, and `PutRecords.FailedRecords` leaves
#   throttled records out. The offered load is the sum of all outcomes.
# * A limit applies to one shard and one second. Metrics average over a minute, and most of them over the stream. The
#   stored records, read back, show the second.
# * A hot key is in one shard, however many shards the stream has. Decide which events have to stay in order, choose
#   the new key accordingly, and tell the teams that read the stream.

# %% name="quiz" questions="quiz"

# %% name="summary"
summary("04")
