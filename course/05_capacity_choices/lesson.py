# %% [markdown]
# # 05 · Capacity choices

# %% name="parameters" tags=["parameters"]
seed = 7  # another seed is another day
shards = 4
load = 60  # gateways

# %% name="start"
import json

import lablib
from lablib import check, compare, my_producer, predict, predicted, quiz, recall, summary
from lablib.pictures.diagrams import on_demand_rounds
from lablib.pictures.plots import capacity_day
from lablib.scenarios.capacity import ON_DEMAND, Load, Plan, capacity_run, incident_day

import boto3
from IPython.display import display

world = lablib.start("05", seed=seed)
kinesis = boto3.client("kinesis")

# %% [markdown]
# ## Recall

# %% name="recall" questions="recall"

# %% [markdown]
# ## Where we are
#
# The producer now resends what is throttled, the hot key is spread, and an alarm fires if a record is throttled. The
# owners of the stream ask: *what do we have to buy so that nothing is throttled anymore, and what does it cost per
# month?* One of them wants twice the shards. Another wants *on-demand* mode: Kinesis then adds shards as the traffic
# grows, and bills by the GB. So far the stream is *provisioned*: the owners choose the number of shards, and pay for
# each of them by the hour.
#
# Finance answers that 16,447 dollars a month are still leaking, most of them during a product launch. It will sign one
# proposal.
#
# ## Objective
#
# Size and price a stream, pack records, and change the number of shards under traffic. Know when an on-demand stream
# throttles, and what its setting AUTO does to the order of events. 60 minutes.
#
# ## Evidence: the incident's day
#
# `incident_day` returns the load of the incident's day: how many records the gateways write in each second, and with
# which keys. The gateways flush every five seconds. At three in the morning a tenant's job starts, with its key
# spread as in lab 04, and at two in the afternoon there is a product launch. `capacity_run` plays this load under a
# *plan*, which is a mode and a number of shards. It keeps the records as counts, so a whole day takes moments.
#
# `capacity_run` counts the throttled records. Your producer from lab 02 resends them, so they are late but not lost.
# How late? `my_producer` loads it, and `fleet_run` runs it in two thirds of the gateways for a minute of the
# incident, first on all shards and then on a single one.

# %% name="day"
from lablib.scenarios.producer import fleet_run

day = incident_day(seed, load)
as_it_is = capacity_run(day, Plan(shards=shards))
display(capacity_day(as_it_is))
print(f"records per second: {day.per_s.mean():,.0f} on average, {day.per_s.max():,} in the busiest second")

send_all = my_producer()
for count in (shards, 1):
    minute = fleet_run(send_all, seed=seed, shards=count, gateways=load * 2 // 3)
    print(f"shards: {count}  {minute}")

# %% [markdown]
# On one shard, too, no event is lost, but a flush takes up to two seconds. If a gateway dies in that time, the events
# in its memory are lost. And if more records arrive than the shards can take, resending doesn't help. Then you have
# to buy capacity.
#
# ## Predict: how many shards are enough?

# %% name="predict-shards" prediction="shards"

# %% [markdown]
# ## Run: add shards until nothing is throttled
#
# The cell plays the day with one shard more each time, and prints the bill of the last plan. In the bill, a *payload
# unit* is 25 KB of a record, or a part of it ([prices](https://aws.amazon.com/kinesis/data-streams/pricing/)).

# %% name="count-up"
runs = [capacity_run(day, Plan(shards=1))]
while runs[-1].throttled:
    runs.append(capacity_run(day, Plan(shards=len(runs) + 1)))
enough, count = runs[-1], len(runs)
display(capacity_day(enough, guess_shards=predicted("05.shards")))
for number, run in enumerate(runs, 1):
    dollars = f"{run.month.total_usd:>7,.2f} dollars a month"
    print(f"shards: {number:>2} {run.throttled:>12,} throttled {dollars}")
print(enough.month)
compare("05.shards", count)

# %% [markdown]
# ## Explain: what you pay for
#
# A shard takes 1,000 records and 1 MB per second
# ([quotas](https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html)), and you pay for it by the hour.
# So you have to buy what the fullest shard needs in its busiest second, and you pay for it in every other second as well.
# You can't get that number by division: the busiest second has 4,851 records, which would be five shards, but the keys
# don't spread evenly, and the stream needs seven.
#
# The busiest seconds come from the flush timer. The gateways collect events for five seconds, and then all of them
# write within one second. If their timers fired in different seconds, fewer shards would be enough (the last list of
# plans in this lab has that price). ([Prices](https://aws.amazon.com/kinesis/data-streams/pricing/) change, so check
# the page before you decide.)
#
# ## Exercise: the cheapest plan
#
# Write `cheapest_plan(load)`. For any load, it returns the cheapest plan that throttles no record.

# %% name="exercise-plan" exercise="cheapest_plan"

# %% [markdown]
# ## Check

# %% name="check-plan"
check("05.1", cheapest_plan)

# %% [markdown]
# ## Evidence: small records
#
# The gateways write one record per event, and an event has fewer than 200 bytes. A shard takes 1,000 records *or* 1
# MB per second, so this stream reaches the limit on records long before the limit on bytes. Its owners also pay for
# bytes that nobody writes: a provisioned stream is billed by payload unit, and even the smallest record counts as a
# whole unit of 25 KB ([quotas](https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html)).
#
# A colleague suggests *packing*: at each flush, a gateway puts all its events of one tenant into one record. The partition
# key is still the tenant.
#
# ## Predict: how many events does packing lose?

# %% name="predict-packing" prediction="packing"

# %% [markdown]
# ## Run: pack by tenant and by gateway
#
# `packed_minute` plays one minute of lab 04, the one in which a tenant's job starts. It writes one record per event,
# then packs by tenant, and then by gateway, which means all events of a gateway in one record. Here the gateways flush
# every five seconds instead of every second, and all at once. So more events meet in one second than in lab 04, and
# more of them are throttled.

# %% name="packing"
from lablib.scenarios.shards import packed_minute

packed = {by: packed_minute(seed, shards, load, by) for by in ("event", "tenant", "gateway")}
for by, minute in packed.items():
    print(f"{by:8} {minute}")
share = packed["tenant"].throttled / packed["event"].throttled
compare("05.packing", "d" if share > 0.9 else "a" if share == 0 else "b" if share < 0.5 else "c")

# %% [markdown]
# ## Explain: what packing costs
#
# The job wrote thousands of records to one shard. Packed by tenant, it writes one record per gateway and flush. The
# bytes are the same, and the shard has enough capacity for them. Packing by gateway makes even fewer records. AWS's
# own producer library packs events too, and calls it
# [aggregation](https://docs.aws.amazon.com/streams/latest/dev/kinesis-kpl-concepts.html). But packing has a price:
#
# * **Order and key.** If you pack by tenant, a tenant's events stay in one shard. If you pack by gateway, the partition
#   key is the gateway, and a tenant's events end up in several shards.
#   {proof: test_packed_by_tenant_a_tenant_stays_in_a_shard_and_by_gateway_it_does_not}
# * **All or none.** If a record is throttled, expires or is skipped, so are all the events in it.
# * **The consumer sees records.** The filter of an event source mapping, its bisecting and its partial responses (labs 06
#   and 08) work on whole records. So one bad event fails its whole pack, unless your handler unpacks the record and keeps
#   track of every event in it.
# * **Waiting.** A gateway has to collect events before it can pack them. If the gateway dies, they are lost.
#
# ## Evidence: resharding under traffic
#
# One call splits a shard in two. In the next run, a producer writes more to a single shard than the shard can take.
# So the shard is split after ten seconds. After a minute, the producer writes half as many records, and the two
# shards are merged again. `write_steadily` is the producer: it makes the given number of calls per second, and
# returns how many records were throttled in each ten seconds.

# %% name="reshard"
from lablib.scenarios.capacity import make_stream, write_steadily

shard_id = "shardId-00000000000{}".format
with lablib.World(seed):
    make_stream(1, "launch")
    throttled = write_steadily("launch", seconds=10, calls=4)
    kinesis.split_shard(StreamName="launch", ShardToSplit=shard_id(0), NewStartingHashKey=str(2**127))
    throttled += write_steadily("launch", seconds=50, calls=4)
    kinesis.merge_shards(StreamName="launch", ShardToMerge=shard_id(1), AdjacentShardToMerge=shard_id(2))
    throttled += write_steadily("launch", seconds=50, calls=2)
print("throttled in each ten seconds:", *(f"{count:,}" for count in throttled))

# %% [markdown]
# ## Explain: resharding takes time
#
# While its shards are split or merged, a stream is `UPDATING`. It takes reads and writes, but with the capacity that it
# had before ([resharding](https://docs.aws.amazon.com/streams/latest/dev/kinesis-using-sdk-java-resharding.html)). AWS
# doesn't say how long that lasts; in the lab's model it is 30 s. So resharding helps with a busy afternoon, and can't help
# with a spike of one second. `UpdateShardCount` makes all the splits and merges for you. One call can double or halve the
# number of shards, and you can make ten calls in 24 hours
# ([UpdateShardCount](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html)).
#
# ## Predict: does an on-demand stream keep up?

# %% name="predict-launch" prediction="launch"

# %% [markdown]
# ## Run: a launch on an on-demand stream
#
# The next cell plays the launch twice: once with the tenants' keys, and once with the same records spread evenly over
# all shards. The picture shows the first run.

# %% name="on-demand"
from lablib.scenarios.capacity import launch, minutes_of, read_in_turn, tenants, usual_day

import numpy as np

wall = Load((tenants(usual_day(seed) + launch(14.0, 60, 6_000)),))
runs = {auto: capacity_run(wall, Plan(ON_DEMAND, auto=auto)) for auto in (False, True)}
display(capacity_day(runs[False], 13.5, 15.5))
bad = {auto: np.flatnonzero(run.throttled_per_s) for auto, run in runs.items()}
minutes = {auto: (seconds[-1] - seconds[0]) / 60 for auto, seconds in bad.items()}
first, last = (runs[False].shards_per_s[second] for second in (bad[False][0], -1))
print(f"throttled for {minutes[False]:.0f} minutes; shards: {first} at first, {last} at the end")
print(f"the same records, spread evenly over the shards: throttled for {minutes[True]:.0f} minutes")
compare("05.launch", "c" if 20 < minutes[False] < 45 else "b" if minutes[False] <= 20 else "d")
on_demand_rounds()

# %% [markdown]
# ## Explain: twice the peak, 15 minutes later
#
# An on-demand stream has shards, too. It has capacity for twice the highest throughput of the last 30 days, and a new
# stream for 4,000 records and 4 MB per second. If the traffic grows beyond this capacity within 15 minutes, records
# are throttled ([modes](https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html)). The diagram
# above shows how the stream grew during the launch.
#
# Why is a capacity of 10,000 not enough for 8,200 records per second? That capacity is ten shards of 1,000, and the
# tenants' keys don't spread evenly: the fullest shards get more than 1,000, while others have capacity left. So the
# stream grows in two *rounds* of 15 minutes. If the launch is spread evenly, one round is enough. (The run ends with
# 17 shards and the diagram with 16, because the last shard was added after the throttling had ended.)
#
# The capacity follows what the stream has **stored**. In the lab's model, a stream keeps the shards it has added, and
# Kinesis measures the throughput over a whole minute. So a load like the incident's, which is low per minute but
# comes in one-second bursts, doesn't add a single shard.
# {proof: test_the_incident_s_day_is_quiet_by_the_minute_so_on_demand_adds_no_shard}
#
# With *warm throughput*, the shards are there before the traffic comes. It needs on-demand Advantage, for which an account
# commits to paying for at least 25 MiB per second
# ([Advantage](https://aws.amazon.com/blogs/big-data/amazon-kinesis-data-streams-launches-on-demand-advantage-for-instant-throughput-increases-and-streaming-at-scale)).
#
# ## Exercise: warm a stream up
#
# Without Advantage, you can write traffic of your own before the launch, so that the stream has grown by the time the
# launch begins. How early do you have to start, and with what load? `warm_up` answers that. Its docstring has the
# rule. The rule is AWS's. Where AWS doesn't say, it's the lab's model.

# %% name="exercise-warm-up" exercise="warm_up"

# %% [markdown]
# ## Check

# %% name="check-warm-up"
check("05.2", warm_up)

# %% [markdown]
# ## Predict: how many turns cost the full price?
#
# On-demand streams have another setting, the record distribution strategy. With `AUTO`, Kinesis chooses the shard of
# every record and ignores the partition key
# ([strategy](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateStreamRecordDistributionStrategy.html)).
# So no key is hot anymore. But from next month on, as lab 04 announced, a *turn*, which is one request of a session,
# is cheaper if it continues the turn before it.

# %% name="predict-auto" prediction="auto"

# %% [markdown]
# ## Run: read a tenant's turns
#
# The cell writes the turns of one tenant, in order, to a stream of each kind. `read_in_turn` is the consumer: it
# polls the shards in rotation, ten records at a time. The cell prints the ninth to the sixteenth turn that it read.

# %% name="auto"
events = [{"tenant": "t-0178", "at": f"2026-11-02T10:00:00.{n:03d}Z", "turn": n} for n in range(200)]
mode, read = {"StreamModeDetails": {"StreamMode": "ON_DEMAND"}}, {}
for name in ("USER_PARTITION_KEY", "AUTO"):
    with lablib.World(seed):
        kinesis.create_stream(StreamName=name, RecordDistributionStrategy=name, **mode)
        kinesis.get_waiter("stream_exists").wait(StreamName=name)
        for event in events:
            kinesis.put_record(StreamName=name, Data=json.dumps(event), PartitionKey=event["tenant"])
        read[name] = [json.loads(record["Data"]) for record in read_in_turn(name)]
    turns = [event["turn"] for event in read[name]]
    print(f"{name:20}", turns[8:16], "...")
compare("05.auto", sum(turn - 1 not in turns[:place] for place, turn in enumerate(turns)))

# %% [markdown]
# ## Explain: no order between shards
#
# With AUTO, a tenant's events are in all shards. A shard is read in order, but between shards there is no order
# ([AUTO](https://docs.aws.amazon.com/streams/latest/dev/service-managed-pk-producing-behavior.html)). AWS doesn't say
# how Kinesis chooses a shard; in the lab's model the records go to the shards in rotation. A turn paid the full
# price if it was read before the turn that it continues, because that one was still in another shard.
#
# So if you just add events up, AUTO is fine. If the turns of a session have to be handled in order, it isn't. AUTO
# also lets a producer leave the partition key out. Lambda then hands your handler `"partitionKey": null`, and code
# that reads the tenant from the key finds none.
#
# ## Exercise: count the late events
#
# `late_events` gets the events in the order in which a consumer handled them, and counts those that came after a
# newer event of their tenant.

# %% name="exercise-order" exercise="late_events"

# %% [markdown]
# ## Check

# %% name="check-order"
check("05.3", late_events)

# %% [markdown]
# ## Evidence: what else you can buy
#
# The next cell plays the day as it was before lab 04, with the whole job on one key, and adds one option at a time.

# %% name="extras"
from dataclasses import replace

from lablib.scenarios.capacity import ADVANTAGE, PROVISIONED, bill, packed_by_gateway

before = incident_day(seed, load, hot_keys=1)
as_it_was = capacity_run(before, Plan(shards=shards))
used = as_it_was.usage
for name, more in {
    "a week's retention": {"retention_h": 168},
    "a fan-out consumer": {"fan_out_shard_hours": used.shard_hours, "fan_out_bytes": used.out_bytes},
    "all seven metrics by shard": {"metric_hours": 7 * used.shard_hours},
}.items():
    dollars = bill(replace(used, **more).for_a_month(), PROVISIONED).total_usd
    print(f"{name:36}{as_it_was.throttled:>10,} throttled {dollars:>9,.2f} dollars a month")

# %% [markdown]
# ## Explain: what doesn't add write capacity
#
# All three lines have the same number of throttled records.
#
# * **Retention** is how long stored records can be read: 24 hours by default, and up to 365 days
#   ([retention](https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html)). Buy it for your
#   consumers: if a shard is blocked over a weekend, its records don't expire. A throttled record isn't in the stream, so
#   no retention can keep it. {proof: test_a_throttled_record_is_not_in_the_stream}
# * **Enhanced fan-out** gives one consumer 2 MB per second from every shard, for itself
#   ([fan-out](https://docs.aws.amazon.com/streams/latest/dev/enhanced-consumers.html)). Buy it when readers throttle
#   one another.
# * **Metrics per shard** show what lab 04 measured, and are billed as
#   [custom metrics](https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html).
#
# And what would the owners' proposals have done for that day? The next cell plays them, and the alternatives from
# this lab.

# %% name="table"
choices = {
    "as it was": (before, Plan(shards=shards)),
    "twice the shards": (before, Plan(shards=2 * shards)),
    "on demand": (before, Plan(ON_DEMAND)),
    "on demand, AUTO": (before, Plan(ON_DEMAND, auto=True)),
    "Advantage, warm for 10 MiB/s": (before, Plan(ADVANTAGE, warm_mib_per_s=10)),
    "the key spread, and enough shards": (day, Plan(shards=count)),
    "the key and the flushes spread": (incident_day(seed, load, flush_s=1), Plan(shards=shards)),
    "packed by gateway, one shard": (packed_by_gateway(before, load), Plan(shards=1)),
}
for name, run in {name: capacity_run(*choice) for name, choice in choices.items()}.items():
    print(f"{name:36}{run.throttled:>10,} throttled {run.month.total_usd:>9,.2f} dollars a month")

# %% [markdown]
# ## Explain: what capacity can't buy
#
# However much you buy, a hot key stays in one shard, and a flush timer puts five seconds of traffic into one second
# ([quotas](https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html)). The changes to the producer
# add no shard-hours and help the most: spread the key and the flushes, or pack. Twice the shards cost 96 dollars a
# month and still throttle 20,000 records. With the key and the flushes spread, the four shards throttle none for 53
# dollars. Packed by gateway, the whole day fits into one shard, for 11 dollars. {proof:
# test_the_packed_day_has_the_bytes_of_all_events_and_fits_into_one_shard} If a larger launch still throttles records
# after that, buy shards for it, and give them back the day after.
#
# ### Your own experiment
#
# Packed by tenant, the job writes few records, but its bytes still go to one shard. The longer the gateways wait
# between two flushes, the more bytes arrive at once. From which `flush_s` on does the shard throttle the packed job
# (`packed_minute(..., flush_s=...)`)? Which plan is the cheapest for your own service's day (`Load`, `tenants`,
# `capacity_run`)? Write down what you expect, then find out in this cell.

# %% name="own-experiment"
question = ...  # in one sentence, with the number that you expect

# %% [markdown]
# ## Prove
#
# Here is another day with more gateways. The first line is your cheapest plan. The next two lines play a launch on an
# on-demand stream, spread evenly over its shards, without and with your warm-up. The last line counts the late events
# of the two streams from which you read a tenant's turns.

# %% name="prove"
other = incident_day(seed + 1, load * 5 // 4)
if ... in (cheapest_plan(minutes_of([100])), warm_up(9_500, 1_000)):
    print("This cell needs cheapest_plan and warm_up. Solve 05.1 and 05.2 first.")
else:
    best = capacity_run(other, cheapest_plan(other))
    print(f"another day, {best.plan}: {best.throttled:,} throttled, {best.month.total_usd:,.2f} dollars")
    for extra in ([], warm_up(9_500, 1_000)):
        launched = capacity_run(minutes_of([1_000] * 10 + extra + [9_500] * 50), Plan(ON_DEMAND, auto=True))
        print(f"{len(extra)} minutes of warm-up: {launched.throttled:,} records of the launch throttled")
late = {name: late_events(handled) for name, handled in read.items()}
print("late events:", "solve 05.3 first" if ... in late.values() else late)

# %% [markdown]
# ## In production
#
# | question | number | answer |
# |---|---|---|
# | how many shards? | the busiest second of the fullest shard, from the producers' logs | play that day with several numbers of shards. Before you buy, ask whether the second can be spread |
# | is a launch coming? | its peak, divided by the highest minute of the last 30 days | above 2, buy shards for the day or warm the stream up |
# | what do we pay for? | `IncomingBytes`, shard-hours, payload units | read the [price page](https://aws.amazon.com/kinesis/data-streams/pricing/) again every quarter |
# | can AUTO be on? | late events per key | yes, if no consumer needs the order |
# | can events be packed? | bytes per record, events per record | yes, if the consumer can unpack them and one bad event may fail a pack |
#
# You can change the mode twice in 24 hours, and the stream keeps its shards
# ([modes](https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html)). So a provisioned stream with
# enough shards still has them when it becomes an on-demand stream.
#
# ## Recap and quiz
#
# * You buy capacity for the busiest second of the fullest shard. So first spread that second and the key, or pack.
# * An on-demand stream has capacity for twice the most that it has stored in a minute, but it adds the shards a
#   quarter of an hour later. AUTO removes hot keys, and the order along with them.
# * Retention, fan-out and metrics are for readers and for you. They add no write capacity.

# %% name="quiz" questions="quiz"

# %% name="summary"
summary("05")
