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
# The producer resends, the hot key is spread, the alarm fires. Now the owners ask: *what must we buy so that nothing is
# throttled any more, and what does it cost a month?* One says twice the shards. One says on demand, as it scales by itself.
#
# Finance answers that 16,447 dollars a month still leak, most of them at the next launch, and that it will sign one
# proposal.
#
# ## Objective
#
# Size, pack, reshard and price a stream; know when on demand throttles and what AUTO costs in order. 60 minutes.
#
# ## Evidence: the incident's day
#
# `incident_day` is scenery: what the gateways write in the day of the incident, a flush every five seconds, the job at
# three with lab 04's 16 keys, a launch at two in the afternoon. `capacity_run` plays it under a plan: the stream is the
# region's own, the records are numbers in arrays. A refused record is lost, or late, as the producer will have it.
#
# With your producer from lab 02 it is late. How late? `my_producer` loads what you wrote, and `fleet_run` gives it to two
# thirds of the gateways for a minute of the incident, on all shards and on a single one.

# %% name="day"
from lablib.scenarios.producer import fleet_run

day = incident_day(seed, load)
as_it_is = capacity_run(day, Plan(shards=shards))
display(capacity_day(as_it_is))
print(f"mean {day.per_s.mean():,.0f} records a second, busiest second {day.per_s.max():,}")

send_all = my_producer()
for count in (shards, 1):
    minute = fleet_run(send_all, seed=seed, shards=count, gateways=load * 2 // 3)
    print(f"shards: {count}  {minute}")

# %% [markdown]
# On one shard nothing is lost either, but a flush takes seconds, and the next one is due after five. What waits in a gateway's
# memory is lost if the gateway dies, and when more arrives than the shards take, no resend helps. Then you have to buy.
#
# ## Predict: the shards

# %% name="predict-shards" prediction="shards"

# %% [markdown]
# ## Run: count up

# %% name="count-up"
runs = [capacity_run(day, Plan(shards=1))]
while runs[-1].refused:
    runs.append(capacity_run(day, Plan(shards=len(runs) + 1)))
enough, count = runs[-1], len(runs)
display(capacity_day(enough, guess_shards=predicted("05.shards")))
for number, run in enumerate(runs, 1):
    dollars = f"{run.month.total_usd:>7,.2f} dollars a month"
    print(f"{number:>3} shards refuse {run.refused:>10,}, for {dollars}")
print(enough.month)
compare("05.shards", count)

# %% [markdown]
# ## Explain: what is bought
#
# A shard takes 1,000 records and 1 MB a second
# ([quotas](https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html)), and is paid for by the hour.
# So capacity is bought for the busiest second of the fullest shard, and paid for in all the others. Keys do not fall
# evenly: dividing the busiest second by 1,000 is too little. And those busy seconds are made by a tick: the gateways
# collect for five seconds, and then all of them write within one second. A timer that flushes the gateways in different
# seconds saves the difference, every month. The table at the end of this lab has a row for it.
# ([Prices](https://aws.amazon.com/kinesis/data-streams/pricing/) change: check the page before you decide.)
#
# ## Exercise: the cheapest plan
#
# *Choose*: for any load, the cheapest plan that refuses nothing.

# %% name="exercise-plan" exercise="cheapest_plan"

# %% [markdown]
# ## Check

# %% name="check-plan"
check("05.1", cheapest_plan)

# %% [markdown]
# ## Evidence: small records
#
# The gateways write one record per event, and an event has about 230 bytes. A shard takes 1,000 records *or* 1 MB per
# second, and a payload unit holds 25 KB
# ([quotas](https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html)). So this stream runs out of
# records long before it runs out of bytes. A colleague suggests to pack: put all events of a tenant that wait at a gateway
# into one record, with the tenant as its key as before.
#
# ## Predict: packing

# %% name="predict-packing" prediction="packing"

# %% [markdown]
# ## Run: packing
#
# `packed_minute` plays the minute of lab 04, in which one tenant starts its job, with a flush every five seconds. The
# other numbers are for the price of packing: the largest record shows how many events share one fate.

# %% name="packing"
from lablib.scenarios.shards import packed_minute

packed = {by: packed_minute(seed, shards, load, by) for by in ("event", "tenant", "gateway")}
for by, minute in packed.items():
    print(f"{by:8} {minute}")
share = packed["tenant"].refused / packed["event"].refused
compare("05.packing", "d" if share > 0.9 else "a" if share == 0 else "b" if share < 0.5 else "c")

# %% [markdown]
# ## Explain: what packing costs
#
# The job's events were thousands of records on one shard, and are now one record per gateway. The bytes are the same, and
# the shard has room for them. Packing by gateway goes further, because a gateway has events of many tenants. The
# producer library of AWS packs events too, and calls it
# [aggregation](https://docs.aws.amazon.com/streams/latest/dev/kinesis-kpl-concepts.html). What do you pay?
#
# * **Order and key.** Packed by tenant, a tenant stays in one shard. Packed by gateway, the key is the gateway's, and the
#   tenant's events are in several shards. {proof: test_packed_by_tenant_a_tenant_stays_in_a_shard_and_by_gateway_it_does_not}
# * **One fate.** A record that is refused, expires or is skipped takes all its events along.
# * **The consumer works on records.** An event source mapping's filter, its bisecting and its partial responses know
#   records, not what is packed in them: one bad event condemns its pack, or your handler unpacks and keeps its own account.
# * **Waiting.** A pack needs events that wait. Whatever waits in a gateway is lost if the gateway dies.
#
# ## Evidence: more shards, under traffic
#
# More shards are one call: a split. Here it comes while a producer writes more to a single shard than that can take. When
# the launch is over, half as many records come, and the two shards are merged. `write_steadily` is the producer: it makes
# so many calls each second, and counts what is refused in each ten seconds. `lablib.World` opens a simulator inside the
# lab's own, for one experiment. It ends with the block.

# %% name="reshard"
from lablib.scenarios.capacity import make_stream, write_steadily

shard_id = "shardId-00000000000{}".format
with lablib.World(seed):
    make_stream(1, "launch")
    refused = write_steadily("launch", seconds=10, calls=4)
    kinesis.split_shard(StreamName="launch", ShardToSplit=shard_id(0), NewStartingHashKey=str(2**127))
    refused += write_steadily("launch", seconds=50, calls=4)
    kinesis.merge_shards(StreamName="launch", ShardToMerge=shard_id(1), AdjacentShardToMerge=shard_id(2))
    refused += write_steadily("launch", seconds=50, calls=2)
print("refused in each ten seconds:", *(f"{count:,}" for count in refused))

# %% [markdown]
# ## Explain: a change takes time
#
# The stream is UPDATING while its shards are split or merged, and takes reads and writes meanwhile, with the room that it
# had ([resharding](https://docs.aws.amazon.com/streams/latest/dev/kinesis-using-sdk-java-resharding.html)). AWS does not
# say how long that is; the lab's model says 30 s. So it is a remedy for the afternoon, and none for the second.
# `UpdateShardCount` makes all splits and merges for you, up to twice and down to half of the shards, ten times in 24 hours
# ([UpdateShardCount](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html)).
#
# ## Predict: on demand

# %% name="predict-launch" prediction="launch"

# %% [markdown]
# ## Run: on demand

# %% name="on-demand"
from lablib.scenarios.capacity import launch, minutes_of, read_in_turn, tenants, usual_day

import numpy as np

wall = Load((tenants(usual_day(seed) + launch(14.0, 60, 6_000)),))
runs = {auto: capacity_run(wall, Plan(ON_DEMAND, auto=auto)) for auto in (False, True)}
display(capacity_day(runs[False], 13.5, 15.5))
bad = {auto: np.flatnonzero(run.refused_per_s) for auto, run in runs.items()}
minutes = {auto: (seconds[-1] - seconds[0]) / 60 for auto, seconds in bad.items()}
first, last = (runs[False].shards_per_s[second] for second in (bad[False][0], -1))
print(f"refused for {minutes[False]:.0f} minutes; shards {first}, then {last}")
print(f"the same records, dealt evenly to the shards: refused for {minutes[True]:.0f} minutes")
compare("05.launch", "c" if 20 < minutes[False] < 45 else "b" if minutes[False] <= 20 else "d")

# %% [markdown]
# ## Explain: twice the peak, after 15 minutes
#
# An on-demand stream has shards, too. It has room for twice the highest throughput of the last 30 days, a new one for
# 4,000 records and 4 MB a second; what grows faster than that within 15 minutes is throttled
# ([modes](https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html)):
#
# ```
#  room      5,000 ............ 10,000 ................ 16,000
#  comes     8,300
#            |--- 15 minutes ---|--- 15 minutes ---|
#            stores 5,000, so   stores what fits,   has room for all
#            doubles to 10,000  fullest shards first
# ```
#
# Why is 10,000 not enough for 8,300? Because it is ten shards of 1,000, and tenants' keys fall unevenly: the fullest
# shards get more than 1,000 while others have room. The second line of the output is the same launch, dealt evenly to the
# shards: there the first round suffices.
#
# On demand follows what was **stored**. In the lab's model it keeps the shards that it has added, and it reads the peak
# from whole minutes. So a load that is quiet by the minute and loud by the second, such as the incident's, adds no shard.
# {proof: test_the_incident_s_day_is_quiet_by_the_minute_so_on_demand_adds_no_shard}
# *Warm throughput* has the shards there beforehand; it is for accounts with on-demand Advantage, a commitment of 25 MiB a second
# ([Advantage](https://aws.amazon.com/blogs/big-data/amazon-kinesis-data-streams-launches-on-demand-advantage-for-instant-throughput-increases-and-streaming-at-scale)).
#
# ## Exercise: warm it up
#
# *Prepare* a launch without Advantage: traffic of your own, written before it, makes an on-demand stream grow in time. How
# early must it begin, and with what load? The rule is AWS's, with the lab's model where AWS leaves it open.

# %% name="exercise-warm-up" exercise="warm_up"

# %% [markdown]
# ## Check

# %% name="check-warm-up"
check("05.2", warm_up)

# %% [markdown]
# ## Predict: AUTO
#
# On-demand streams have one switch more. With AUTO the service places the records and ignores their keys
# ([strategy](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateStreamRecordDistributionStrategy.html)): no key is hot any more.

# %% name="predict-auto" prediction="auto"

# %% [markdown]
# ## Run: AUTO
#
# One tenant's turns are written one after the other into a stream of each kind. `read_in_turn` is the consumer: it polls
# the shards in turn, ten records at a time.

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
# With AUTO the tenant has all shards, and its events lie in all of them. A shard is read in order; between shards there
# is none ([AUTO](https://docs.aws.amazon.com/streams/latest/dev/service-managed-pk-producing-behavior.html)). How the service
# places records AWS does not say: in the lab's model the shards take turns. `PutRecord` refuses
# `SequenceNumberForOrdering` there. A record may come without a key, and Lambda then hands your handler
# `"partitionKey": null`: code that reads the tenant from the key finds none. For sums AUTO is fine. For sessions whose turns
# must follow one another it is not: the turns that paid the full price were read before the turn that they continue,
# which was still in another shard.
#
# ## Exercise: count what it costs
#
# *Measure* it, from what a consumer handled.

# %% name="exercise-order" exercise="late_events"

# %% [markdown]
# ## Check

# %% name="check-order"
check("05.3", late_events)

# %% [markdown]
# ## Evidence: what is also on offer
#
# Three more things can be bought for a stream. Here is the day as it was before lab 04, all of the job on one key, with
# one of them at a time.

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
    print(f"{name:36}{as_it_was.refused:>10,} refused {dollars:>9,.2f} dollars a month")

# %% [markdown]
# ## Explain: none of them is room
#
# * **Retention** is how long stored records can be read, 24 hours up to 365 days
#   ([retention](https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html)). Buy it for the consumer: a
#   shard that is blocked for a weekend loses what is older. A refused record isn't in the stream, so nobody can keep it
#   longer. {proof: test_a_throttled_record_is_not_in_the_stream}
# * **Enhanced fan-out** gives one consumer 2 MB per second and shard to itself
#   ([fan-out](https://docs.aws.amazon.com/streams/latest/dev/enhanced-consumers.html)). Buy it when readers throttle one another.
# * **Metrics by shard** are lab 04's instrument, billed as
#   [custom metrics](https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html).
#
# And what would the others have done to that day?

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
    print(f"{name:36}{run.refused:>10,} refused {run.month.total_usd:>9,.2f} dollars a month")

# %% [markdown]
# ## Explain: what capacity cannot buy
#
# A hot key is one shard at any price, and a flush on a tick is a second at any price
# ([quotas](https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html)). The remedies at the producer
# cost no shard-hour and do most: spread the key, spread the flushes, pack. Packed by gateway, the whole day fits into one
# shard, at a fifth of the price. {proof: test_the_packed_day_has_the_bytes_of_all_events_and_fits_into_one_shard} You pay
# for it in the consumer, as above. What is left is bought for a launch: for a day, not for ever.
#
# ### Your own experiment
#
# What would you ask next? For example: how long may the gateways collect, packed by tenant, until the *bytes* of the job no
# longer fit (`packed_minute(..., flush_s=...)`)? Which plan is cheapest for your own service's day (`Load`, `tenants`,
# `capacity_run`)? Predict first, then use this cell. `world` is this lab's simulator, and boto3 talks to it.

# %% name="own-experiment"
question = ...  # in a sentence, with the number that you expect

# %% [markdown]
# ## Prove
#
# Another day and more gateways, with what you wrote. The second line is a launch on an on-demand stream, dealt evenly, with
# and without your warm-up; the last ones count what AUTO did to the order of the turns.

# %% name="prove"
other = incident_day(seed + 1, load * 5 // 4)
if ... in (cheapest_plan(minutes_of([100])), warm_up(9_500, 1_000)):
    print("This cell needs cheapest_plan and warm_up: solve 05.1 and 05.2 first.")
else:
    best = capacity_run(other, cheapest_plan(other))
    print(f"another day: {best.plan} refuses {best.refused:,}, {best.month.total_usd:,.2f} dollars a month")
    for extra in ([], warm_up(9_500, 1_000)):
        launched = capacity_run(minutes_of([1_000] * 10 + extra + [9_500] * 50), Plan(ON_DEMAND, auto=True))
        print(f"{len(extra)} minutes of warm-up: the launch has {launched.refused:,} records refused")
late = {name: late_events(handled) for name, handled in read.items()}
print("late events:", "solve 05.3 first" if ... in late.values() else late)

# %% [markdown]
# ## In production
#
# | question | number | answer |
# |---|---|---|
# | how many shards? | the busiest second of the fullest shard, from the producers' logs | play it; then ask whether the second can be spread |
# | a launch is coming | its peak over the highest minute of 30 days | more than twice: provision it, or warm it up |
# | who pays? | `IncomingBytes`, shard-hours, payload units | the [price page](https://aws.amazon.com/kinesis/data-streams/pricing/), every quarter |
# | may AUTO be on? | late events by key | where order isn't needed |
# | may events be packed? | bytes per record, events per record | if the consumer can unpack, and one bad event may stop a pack |
#
# The mode can be changed twice in 24 hours, and the shards stay
# ([modes](https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html)): a provisioned stream that was large
# enough begins on demand with its shards.
#
# ## Recap and quiz
#
# * Capacity is bought for the busiest second of the fullest shard. Spread the second and the key first, or pack.
# * On demand has room for twice what it has stored, a quarter of an hour later. AUTO has no hot key, and no order.
# * Retention, fan-out and metrics are for readers and for you. None of them is room for a write.

# %% name="quiz" questions="quiz"

# %% name="summary"
summary("05")
