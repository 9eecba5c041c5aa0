# %% [markdown]
# # 12 · Calls of five hundred

# %% name="parameters" tags=["parameters"]
seed = 7  # another seed is another day
shards = 4
load = 60  # gateways

# %% name="start"
import lablib
from lablib import check, compare, predict, quiz, recall, summary

import boto3

world = lablib.start("12", seed=seed)

# %% [markdown]
# ## Recall

# %% name="recall" questions="recall"

# %% [markdown]
# ## Where we are
#
# The gateways are healthy, but their network traffic is expensive, because they make a call for each usage event. A
# colleague wants to collect the events first, and asks how many calls they would make then.
#
# ## Objective
#
# Say how many calls of PutRecords any number of events takes. 12 minutes.
#
# ## Evidence
#
# One flush of the whole fleet, and a stream to put it into.

# %% name="stream"
records = [{"Data": f"event {n}", "PartitionKey": f"tenant-{n % 20}"} for n in range(load * 21)]
kinesis = boto3.client("kinesis")
kinesis.create_stream(StreamName="usage-events", ShardCount=shards)
kinesis.get_waiter("stream_exists").wait(StreamName="usage-events")
print(f"{len(records):,} events to put")

# %% [markdown]
# ## Predict

# %% name="predict-calls" prediction="calls"

# %% [markdown]
# ## Run

# %% name="put"
calls = 0
for start in range(0, len(records), 500):
    kinesis.put_records(StreamName="usage-events", Records=records[start : start + 500])
    calls += 1
compare("12.calls", calls)

# %% [markdown]
# ## Explain
#
# A call carries at most 500 records and 10 MiB, keys included
# ([PutRecords](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html)). The calls before the
# last one are full; the last one carries the rest, and a rest of one record costs a call like any other.
#
# How much a *shard* takes per second is another limit, and it changes nothing here: the producer fills its calls
# before Kinesis chooses a shard for each record. {proof: cell prove}
#
# ## Exercise
#
# Write `calls_needed(records)`: how many calls that number of small records takes.

# %% name="exercise-calls" exercise="calls_needed"

# %% [markdown]
# ## Check

# %% name="check"
check("12.1", calls_needed)

# %% [markdown]
# ## Prove
#
# Another fleet, of a size that your function has not seen: CloudWatch counts the calls.

# %% name="prove"
fleet = [record for record in records for _ in range(7)]
with lablib.World(seed=seed + 1) as proof:
    kinesis.create_stream(StreamName="usage-events", ShardCount=shards)
    kinesis.get_waiter("stream_exists").wait(StreamName="usage-events")
    made = 0
    for start in range(0, len(fleet), 500):
        kinesis.put_records(StreamName="usage-events", Records=fleet[start : start + 500])
        made += 1
print(f"{len(fleet):,} events: your function says {calls_needed(len(fleet))}, the fleet made {made} calls")

# %% [markdown]
# ## In production
#
# The number of samples of `PutRecords.Success` is the number of calls
# ([metrics](https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html)). Divide the sum of
# `PutRecords.TotalRecords` by it. If the result is far below what a call can carry, the gateways flush too early.
#
# ## Recap and quiz
#
# * A call of PutRecords has a limit of its own, whatever the shards take.
# * The rest needs a call too.
# * The number of records per call, seen over a day, shows whether collecting works.

# %% name="quiz" questions="quiz"

# %% name="summary"
summary("12")
