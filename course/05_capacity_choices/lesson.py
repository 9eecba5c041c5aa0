# %% [markdown]
# # 05 · Capacity choices
#
# The first two cells prepare the notebook.

# %% name="parameters" tags=["parameters"]
seed = 7  # another seed is another day
shards = 4
load = 60  # gateways

# %% name="start"
import json
import time

import lablib
from lablib import check, compare, predict, quiz, recall, summary
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
# The producer resends, the hot key is spread, the alarm rings. Now the owners ask: *what must we buy so that nothing is
# refused any more, and what does it cost a month?* One says twice the shards. One says on demand, as it scales by itself.
#
# ## Objective
#
# Size, reshard and price a stream; know when on demand throttles and what AUTO costs in order. 45 minutes.
#
# ## Evidence: the incident's day
#
# `incident_day` is scenery: what the gateways write in the day of the incident, a flush every five seconds, the job at
# three with lab 04's 16 keys, a launch at two in the afternoon. `capacity_run` plays it under a plan: the stream is the
# region's own, the records are numbers in arrays. A refused record is lost, or late, as the producer will have it.

# %% name="day"
day = incident_day(seed, load)
as_it_is = capacity_run(day, Plan(shards=shards))
display(capacity_day(as_it_is))
print(f"mean {day.per_s.mean():,.0f} records a second, busiest second {day.per_s.max():,}")

# %% [markdown]
# ## Predict: the shards

# %% name="predict-shards" prediction="shards"

# %% [markdown]
# ## Run: count up

# %% name="count-up"
for count in range(1, 20):
    enough = capacity_run(day, Plan(shards=count))
    dollars = f"{enough.month.total_usd:>7,.2f} dollars a month"
    print(f"{count:>3} shards refuse {enough.refused:>10,}, for {dollars}")
    if not enough.refused:
        break
compare("05.shards", count)

# %% [markdown]
# ## Explain: what is bought
#
# A shard takes 1,000 records and 1 MB a second
# ([quotas](https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html)), and is paid for by the hour.
# So capacity is bought for the busiest second of the fullest shard, and paid for in all the others. Keys do not fall
# evenly: dividing the busiest second by 1,000 is too little. And each of these seconds is a flush on a tick:

# %% name="bill"
print(enough.month)
spread_out = incident_day(seed, load, flush_s=1)
spread = capacity_run(spread_out, Plan(shards=shards))
print(f"\nthe same day, flushed every second, on {shards} shards: {spread.refused:,} refused,", end=" ")
print(f"{spread.month.total_usd:,.2f} dollars")

# %% [markdown]
# A timer that flushes each gateway in another second saves the difference, each month.
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
from lablib.scenarios.capacity import ADVANTAGE, PROVISIONED, bill, launch, minutes_of, tenants, usual_day

import numpy as np

wall = Load((tenants(usual_day(seed) + launch(14.0, 60, 6_000)),))
on_demand = capacity_run(wall, Plan(ON_DEMAND))
display(capacity_day(on_demand, 13.5, 15.5))
bad = np.flatnonzero(on_demand.refused_per_s)
minutes, open_shards = (bad[-1] - bad[0]) / 60, on_demand.shards_per_s
print(f"refused for {minutes:.0f} minutes; shards {open_shards[bad[0]]}, then {open_shards[-1]}")
compare("05.launch", "c" if 20 < minutes < 45 else "b" if minutes <= 20 else "d")

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
# It follows what was **stored**. In the lab's model it never shrinks, and the peak is read from whole minutes. So a load
# that is quiet by the minute and loud by the second, such as the incident's, makes it grow by nothing. *Warm throughput*
# has the shards there beforehand; it is for accounts with on-demand Advantage, a commitment of 25 MiB a second
# ([Advantage](https://aws.amazon.com/blogs/big-data/amazon-kinesis-data-streams-launches-on-demand-advantage-for-instant-throughput-increases-and-streaming-at-scale)).
#
# ## Exercise: when it throttles
#
# *Foresee*, from a forecast by the minute. The rule is AWS's, with the lab's model where AWS leaves it open.

# %% name="exercise-throttle" exercise="throttled_minutes"

# %% [markdown]
# ## Check

# %% name="check-throttle"
check("05.2", throttled_minutes)

# %% [markdown]
# ## Predict: AUTO
#
# On-demand streams have one switch more. With AUTO the service places the records and ignores their keys
# ([strategy](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateStreamRecordDistributionStrategy.html)): no key is hot any more.

# %% name="predict-auto" prediction="auto"

# %% [markdown]
# ## Run: AUTO
#
# A consumer that polls the shards in turn, ten records at a time, and then one tenant's events, one after the other, into
# a stream of each kind.


# %% name="reader"
events = [{"tenant": "t-0178", "at": f"2026-11-02T10:{n // 60:02d}:{n % 60:02d}Z"} for n in range(200)]


def handled_from(stream):
    """What a consumer handles, in its order."""
    shard_ids = [shard["ShardId"] for shard in kinesis.list_shards(StreamName=stream)["Shards"]]
    first = {"StreamName": stream, "ShardIteratorType": "TRIM_HORIZON"}
    iterators = [kinesis.get_shard_iterator(**first, ShardId=each)["ShardIterator"] for each in shard_ids]
    for _ in range(30):
        for place, iterator in enumerate(iterators):
            answer = kinesis.get_records(ShardIterator=iterator, Limit=10)
            iterators[place] = answer["NextShardIterator"]
            yield from (json.loads(record["Data"]) for record in answer["Records"])
        time.sleep(1)


# %% name="auto"
mode, handled = {"StreamModeDetails": {"StreamMode": "ON_DEMAND"}}, {}
for name in ("USER_PARTITION_KEY", "AUTO"):
    with lablib.World(seed):
        kinesis.create_stream(StreamName=name, RecordDistributionStrategy=name, **mode)
        kinesis.get_waiter("stream_exists").wait(StreamName=name)
        for event in events:
            kinesis.put_record(StreamName=name, Data=json.dumps(event), PartitionKey=event["tenant"])
        handled[name] = list(handled_from(name))
    print(f"{name:20}", [event["at"][14:19] for event in handled[name][8:16]], "...")
times = [event["at"] for event in handled["AUTO"]]
behind = sum(at < max(times[: place + 1]) for place, at in enumerate(times))
compare("05.auto", "b" if behind > len(times) / 2 else "c" if behind else "a")

# %% [markdown]
# ## Explain: no order between shards
#
# With AUTO the tenant has all shards, and its events lie in all of them. A shard is read in order; between shards there
# is none ([AUTO](https://docs.aws.amazon.com/streams/latest/dev/service-managed-pk-producing-behavior.html)). How the service
# places records AWS does not say: in the lab's model the shards take turns. `PutRecord` refuses
# `SequenceNumberForOrdering` there. For sums that is well; for sessions whose turns must follow one another it is not.
#
# ## Exercise: count what it costs
#
# *Measure* it, from what a consumer handled.

# %% name="exercise-order" exercise="late_events"

# %% [markdown]
# ## Check

# %% name="check-order"
check("05.3", late_events)

# %% name="late"
for name, read in handled.items():
    print(f"{name:20} late events by tenant, of {len(read)}:", late_events(read))

# %% [markdown]
# ## Evidence: what is also on offer
#
# Three more things can be bought for a stream. Here is the day as it was before lab 04, all of the job on one key, with
# each of them.

# %% name="extras"
from dataclasses import replace

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
#   shard that is blocked for a weekend loses what is older. What was refused was never stored.
# * **Enhanced fan-out** gives one consumer 2 MB a second of each shard to itself
#   ([fan-out](https://docs.aws.amazon.com/streams/latest/dev/enhanced-consumers.html)). Buy it when readers throttle one another.
# * **Metrics by shard** are lab 04's instrument, billed as
#   [custom metrics](https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html).
#
# And what would each of the others have done to that day?

# %% name="table"
choices = {
    "as it was": (before, Plan(shards=shards)),
    "twice the shards": (before, Plan(shards=2 * shards)),
    "on demand": (before, Plan(ON_DEMAND)),
    "on demand, AUTO": (before, Plan(ON_DEMAND, auto=True)),
    "Advantage, warm for 10 MiB/s": (before, Plan(ADVANTAGE, warm_mib_per_s=10)),
    "the key spread, and enough shards": (day, Plan(shards=count)),
    "the key and the flushes spread": (spread_out, Plan(shards=shards)),
}
for name, run in {name: capacity_run(*choice) for name, choice in choices.items()}.items():
    print(f"{name:36}{run.refused:>10,} refused {run.month.total_usd:>9,.2f} dollars a month")

# %% [markdown]
# ## Explain: what capacity cannot buy
#
# A hot key is one shard at any price, and a flush on a tick is a second at any price
# ([quotas](https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html)). The two remedies that cost
# nothing do most, and then the stream that you have is enough. What is left is bought for a launch: for a day, not for
# ever.
#
# ## Prove
#
# Another day and more gateways, with what you wrote. The second line holds your forecast against the region's own
# minutes, for a launch that it has not seen, spread evenly by AUTO.

# %% name="prove"
other, forecast = incident_day(seed + 1, load * 5 // 4), [1_000] * 10 + [9_500] * 50
even = capacity_run(minutes_of(forecast), Plan(ON_DEMAND, auto=True))
was = sum(part.any() for part in even.refused_per_s.reshape(-1, 60))
if ... in (cheapest_plan(minutes_of([100])), throttled_minutes([1], 0)):
    print("This cell needs cheapest_plan and throttled_minutes: solve 05.1 and 05.2 first.")
else:
    best = capacity_run(other, cheapest_plan(other))
    print(f"another day: {best.plan} refuses {best.refused:,}, {best.month.total_usd:,.2f} dollars a month")
    foreseen = len(throttled_minutes(forecast, 0))
    print(f"a launch: you foresee {foreseen} throttled minutes, the region had {was}")

# %% [markdown]
# ## In production
#
# | question | number | answer |
# |---|---|---|
# | how many shards? | the busiest second of the fullest shard, from the producers' logs | play it; then ask whether the second can be spread |
# | a launch is coming | its peak over the highest minute of 30 days | more than twice: provision it, or warm it up |
# | who pays? | `IncomingBytes`, shard-hours, payload units | the [price page](https://aws.amazon.com/kinesis/data-streams/pricing/), each quarter |
# | may AUTO be on? | late events by key | only where nothing needs order |
#
# The mode can be changed twice in 24 hours, and the shards stay
# ([modes](https://docs.aws.amazon.com/streams/latest/dev/how-do-i-size-a-stream.html)): a provisioned stream that was large
# enough begins on demand with its shards.
#
# ## Recap and quiz
#
# * Capacity is bought for the busiest second of the fullest shard. Spread the second and the key first; both are free.
# * On demand has room for twice what it has stored, a quarter of an hour later. AUTO has no hot key, and no order.
# * Retention, fan-out and metrics are for readers and for you. None of them is room for a write.

# %% name="quiz" questions="quiz"

# %% name="summary"
summary("05")
