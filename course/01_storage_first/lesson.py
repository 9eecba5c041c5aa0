# %% [markdown]
# # 01 · Storage first

# %% name="parameters" tags=["parameters"]
seed = 7  # another seed is another day
shards = 4
load = 60  # gateways

# %% name="start"
import json
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import partial

import lablib
from lablib import check, compare, hint, predict, quiz, recall, solution, summary
from lablib.pictures.plots import key_to_shard
from lablib.scenarios.replay import make_stream, replay_incident
from lablib.traffic import event_id_of, incident

import boto3

world = lablib.start("01", seed=seed)

# %% [markdown]
# ## Recall

# %% name="recall" questions="recall"

# %% [markdown]
# ## Where we are
#
# Lab 00 showed that events vanish between the gateways and the invoices. They cost 204,439 dollars a month, and no
# log says where they go. A reviewer of the architecture asks: *why do we have a stream at all? If a gateway called
# the billing service directly, there would be one less place to lose events in.*
#
# ## Objective
#
# Write records, find out which shard each one goes to, and read them back. Compute how many shards a load needs. Read
# a stream while its shards change, without losing an event. 60 minutes.
#
# ## Evidence: the reviewer's proposal, tried
#
# Suppose that the gateways send one minute of traffic directly to a billing service. At second 20 a new version of
# the service is deployed, which takes ten seconds. During that time the service accepts no connections, so the next
# cell counts the events of these seconds.


# %% name="direct"
def minute_of(seed, gateways):
    """The usage events of one minute, oldest first."""
    events = [event.as_dict() for gateway in incident(seed, gateways, seconds=60) for event in gateway]
    return sorted(events, key=lambda event: event["at"])


events = minute_of(seed, load)
at = [event["at"][11:19] for event in events]
unbilled = sum("00:00:20" <= each < "00:00:30" for each in at)  # connection refused
print(f"{len(events):,} requests answered, {unbilled:,} of them not billed")

# %% [markdown]
# If you process an event before you store it, you are only as available as your processing code. A stream reverses the
# order: **store first**, in a system that does nothing else, and process when you can. Then the billing service can be
# down, be slow, or process an event again, and no event is lost.
#
# A stream consists of *shards*, and every shard stores a part of the records. The next cell creates a stream with
# four shards and writes one event to it. A record has two parts: the *data*, here an event as JSON, and a *partition
# key*, here the tenant. Kinesis uses the partition key to choose the shard.

# %% name="put"
world = lablib.restart()  # a fresh simulator, so that this cell can run again
make_stream(shards)
kinesis = boto3.client("kinesis")


def put(event):
    data, key = json.dumps(event), event["tenant"]
    return kinesis.put_record(StreamName="usage-events", Data=data, PartitionKey=key)


event = events[0]
first = put(event)
print(f"an event of tenant {event['tenant']} went to {first['ShardId']}")

# %% [markdown]
# ## Predict: where does the tenant's next event go?

# %% name="predict-second" prediction="second"

# %% [markdown]
# ## Run: where does the tenant's next event go?
#
# The next cell writes one more event of this tenant, and one event each of four others.

# %% name="second"
from lablib.pictures.diagrams import key_to_range, shard_split

second = put(event | {"event_id": "one-more"})
print(f"tenant {event['tenant']}: {second['ShardId']}")
others = {other["tenant"]: other for other in events[:50]}
for tenant in sorted(others.keys() - {event["tenant"]})[:4]:
    print(f"tenant {tenant}: {put(others[tenant])['ShardId']}")
compare("01.second", "a" if second["ShardId"] == first["ShardId"] else "d")

numbers = int(first["SequenceNumber"]), int(second["SequenceNumber"])
print("the second event's sequence number is larger:", numbers[1] > numbers[0])
print("it is larger by exactly one:", numbers[1] - numbers[0] == 1)
key_to_range()

# %% [markdown]
# ## Explain: how a key finds its shard
#
# * The partition key alone decides which shard a record goes to, as the diagram above shows
#   ([PutRecordsRequestEntry](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecordsRequestEntry.html)).
#   Kinesis computes the MD5 of the key, a number from 0 to 2¹²⁸ - 1. These numbers are divided into ranges, one per
#   *open* shard, which is a shard that still takes records. `list_shards` returns the ranges. Both ends of a range
#   belong to it ([HashKeyRange](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_HashKeyRange.html)).
# * The shard gives every record a *sequence number*. Within a shard the numbers grow, and gaps are normal. Numbers
#   from different shards can't be compared
#   ([PutRecord](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html)). The API returns them as
#   text, so convert them to integers before you compare them.
# * So the events of one tenant are all in one shard, in order. That is why the tenant is the partition key. This
#   choice of key has a price: a large tenant makes its shard busy.
#
# The figure shows the ranges of the shards, and where this minute's tenants fall.

# %% name="picture"
latest = {"Type": "AT_LATEST"}  # open shards only
open_shards = kinesis.list_shards(StreamName="usage-events", ShardFilter=latest)["Shards"]
events_of = Counter(event["tenant"] for event in events)
key_to_shard(events_of, open_shards)

# %% [markdown]
# ## Exercise: route a key
#
# Write the function `shard_of(key, shards)`. It computes which shard a tenant's records go to. `shards` is a list of
# open shards, which look like this:
#
# ```
# {"ShardId": "shardId-000000000001",
#  "HashKeyRange": {"StartingHashKey": "85070591730234615865843651857942052864",
#                   "EndingHashKey": "170141183460469231731687303715884105727"}, ...}
# ```

# %% name="exercise-shard-of" exercise="shard_of"

# %% [markdown]
# ## Check

# %% name="check-shard-of"
check("01.1", shard_of)

# %% [markdown]
# ## Predict: what does a late reader get?
#
# To read a shard, a reader first asks for an *iterator*, which marks the place where reading starts. The type of the
# iterator chooses the place. `TRIM_HORIZON` means the oldest record in the shard, and `LATEST` means the newest end of
# the shard. With an iterator, `get_records` returns the records from that place on.

# %% name="predict-latest" prediction="latest"

# %% [markdown]
# ## Run: what does a late reader get?
#
# The next cell writes the events of the question, and reads their shard with both types of iterator. Then it sleeps
# for a day and an hour on the simulator's clock, and reads again.


# %% name="latest"
def read(kind):
    place = {"StreamName": "usage-events", "ShardId": first["ShardId"], "ShardIteratorType": kind}
    iterator = kinesis.get_shard_iterator(**place)["ShardIterator"]
    return len(kinesis.get_records(ShardIterator=iterator)["Records"])


with lablib.World(seed):  # a second, temporary simulator, so that the lab's own stream stays as it is
    make_stream(shards)
    stored = [put(event | {"event_id": f"more-{number}"}) for number in range(100)]
    time.sleep(1)
    at_latest, at_horizon = read("LATEST"), read("TRIM_HORIZON")
    time.sleep(25 * 3_600)
    print(f"LATEST: {at_latest}, TRIM_HORIZON: {at_horizon}; 25 hours later: {read('TRIM_HORIZON')}")
compare("01.latest", at_latest)

# %% [markdown]
# ## Explain: where a reader starts
#
# | ShardIteratorType | reading starts |
# |---|---|
# | `TRIM_HORIZON` | at the oldest record that is still in the shard |
# | `AT_SEQUENCE_NUMBER` | at the record with the sequence number that you give |
# | `AFTER_SEQUENCE_NUMBER` | at the record after that one |
# | `AT_TIMESTAMP` | at the first record that arrived at the time that you give, or later |
# | `LATEST` | just after the newest record, so you get what is written from now on |
#
# * Reading doesn't remove a record, so ten readers can read the same one. A stream keeps it for 24 hours, or for up
#   to 365 days if you configure that
#   ([retention](https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html)). Then it expires,
#   even if nobody has read it, and there is no error.
# * An iterator expires too, after 5 minutes
#   ([GetShardIterator](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html)).
#
# ## Evidence: how busy is a second?
#
# How many shards do you need? All gateways *flush* every five seconds, at the same moment, which means that they send
# the events they collected. The next cell adds up the records and bytes of every second.


# %% name="profile"
def flushes(events):
    """The events sent in each second of a minute: every fifth second sends what five seconds collected."""
    sent = [[] for _ in range(60)]
    for event in events:
        sent[int(event["at"][17:19]) // 5 * 5 + 4].append(event)
    return sent


def load_of(sent):
    data_bytes = sum(len(json.dumps(event)) for event in sent)
    key_bytes = sum(len(event["tenant"]) for event in sent)
    return {"records": len(sent), "data_bytes": data_bytes, "key_bytes": key_bytes}


profile = [load_of(sent) for sent in flushes(events)]
print("busiest second:", max(profile, key=lambda second: second["records"]))
print(f"average second: {len(events) / 60:,.0f} records")

# %% [markdown]
# ## Predict: how many shards does this load need?

# %% name="predict-shards" prediction="shards"

# %% [markdown]
# ## Run: how many shards does this load need?
#
# The next cell writes the events of the busiest second to a stream with one shard, then to a stream with two, and so
# on up to six. A shard without free capacity *throttles* a record: it doesn't store it, and the response says so. The
# partition key is the event's own id here, so that the load spreads evenly.


# %% name="experiment"
def throttled(world, count, events):
    """How many records of the busiest second of `events` a new stream of `count` shards throttles."""
    busiest = max(flushes(events), key=len)
    records = [{"Data": json.dumps(event), "PartitionKey": event["event_id"]} for event in busiest]
    make_stream(count, f"try-{count}")
    put_all = partial(kinesis.put_records, StreamName=f"try-{count}")
    calls = [partial(put_all, Records=records[n : n + 500]) for n in range(0, len(records), 500)]
    return sum(answer["FailedRecordCount"] for answer in world.join(*map(world.spawn, calls)))


with lablib.World(seed) as own:
    tried = {count: throttled(own, count, events) for count in range(1, 7)}
for count, lost in tried.items():
    print(f"shards: {count}   throttled: {lost:5,}")
compare("01.shards", min(count for count, lost in tried.items() if not lost))

# %% [markdown]
# ## Explain: the three limits of a shard
#
# A shard has three limits, and all of them apply per second
# ([quotas](https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html)):
#
# | limit of a shard | what counts |
# |---|---|
# | in: 1,000 records | every record, however small |
# | in: 1 MB | data **and** partition keys |
# | out: 2 MB | everything that all readers together fetch: data **and** partition keys, once per reader |
#
# For every second and every limit, work out how many shards are needed. Take the largest of these numbers and round
# it up: that many shards are enough. A stream has at least one shard.
#
# Two details. AWS writes MB here and MiB in
# [other places](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html); in this lab a MB is
# 1,048,576 bytes. And the 2 MB are shared by all readers, except for readers that use *enhanced fan-out*: they get
# [2 MB per second of their own](https://docs.aws.amazon.com/streams/latest/dev/enhanced-consumers.html).
#
# ## Exercise: size a stream
#
# The reviewer wants to know how many shards the stream needs, and what would reduce that number. `profile` is a list
# like the one above, with one dict per second. `readers` is the number of programs that read the whole stream, all of
# them within the shared 2 MB. Assume that the keys spread evenly. Your function returns a pair: the smallest number
# of shards that is enough, and one of these three:
#
# * `"pack"` if putting many events into one record would save a shard. Then the number of records no longer matters,
#   but the bytes stay the same.
# * `"fan-out"` if it would save a shard to give the readers enhanced fan-out. Then the bytes that they fetch no longer
#   matter.
# * `None` if neither would save a shard.

# %% name="exercise-shards-for" exercise="shards_for"

# %% [markdown]
# ## Check

# %% name="check-shards-for"
check("01.2", shards_for)

# %% [markdown]
# ## Evidence: a reader meets a reshard
#
# The number of shards can change while a stream is in use. This is called a *reshard*: a *split* replaces one shard
# by two, and a *merge* replaces two shards by one. The next cell is a reader that a team wrote to collect the events
# for the invoices. The cell after it splits a shard while the gateways write.


# %% name="reader"
def read_stream(kinesis, stream):
    events = []
    for shard in kinesis.list_shards(StreamName=stream)["Shards"]:
        place = {"StreamName": stream, "ShardId": shard["ShardId"], "ShardIteratorType": "TRIM_HORIZON"}
        iterator, behind = kinesis.get_shard_iterator(**place)["ShardIterator"], True
        while iterator and behind:
            answer = kinesis.get_records(ShardIterator=iterator)
            events += [json.loads(record["Data"]) for record in answer["Records"]]
            iterator, behind = answer.get("NextShardIterator"), answer["Records"]
            time.sleep(6)  # a gateway flushes every 5 seconds
    return events


# %% name="reshard"
def send(kinesis, stream, batch):
    records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in batch]
    kinesis.put_records(StreamName=stream, Records=records)


middle = {"ShardToSplit": "shardId-000000000000", "NewStartingHashKey": str(2**126)}
with lablib.World(seed) as own:
    make_stream(2)
    writer = own.spawn(partial(replay_incident, own, send, gateways=6, minutes=2))
    time.sleep(75)
    kinesis.split_shard(StreamName="usage-events", **middle)
    got, served = read_stream(kinesis, "usage-events"), writer.join()
print(f"{len(served):,} events served, {len(got):,} read, no error")
shard_split()

# %% [markdown]
# The reader raised no error, but more than a third of the events are missing from its list.
#
# ## Explain: parents, children and the end of a shard
#
# `read_stream` lists the shards once, before it reads. At that moment the split wasn't finished, so the new shards
# weren't in the list. When the reader came to the end of the closed shard, it didn't look for the shards that had
# replaced it. So it missed everything that was written to them. {proof: cell reshard}
#
# * A split closes one shard and opens two children. A merge closes two shards and opens one child. No records move: the
#   records of a closed parent stay there until they expire
#   ([after a reshard](https://docs.aws.amazon.com/streams/latest/dev/kinesis-using-sdk-java-after-resharding.html)).
# * In the diagram above, tenant A's older events are in shard 0, and A's newer events are in shard 2. So read **parents
#   first**. Otherwise you get A's events in the wrong order.
# * At the end of a closed shard, the response has no `NextShardIterator`. It has `ChildShards` instead: the ids of the
#   children, and for every child its `ParentShards`.
# * Before the end of the shard, a response without records doesn't mean that you have read everything. Kinesis may
#   need several calls to reach the next records
#   ([GetRecords](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html)). Look at
#   `MillisBehindLatest` instead. It is 0 when you have read all records that the shard has right now.
# * `list_shards` shows the parents, too: `ParentShardId`, and after a merge also `AdjacentParentShardId`. When all
#   records of a closed parent have expired, the parent is no longer listed.
# * A shard allows 5 calls of `get_records` per second, for all its readers together. AWS
#   [recommends](https://docs.aws.amazon.com/streams/latest/dev/developing-consumers-with-sdk.html) one call per second.
#
# ## Exercise: read through a reshard
#
# This exercise is a bigger step: you write most of the reader yourself. `read_until(kinesis, stream, end)` reads a
# stream until the time `end`, after which nothing is written. It returns every event once, with each tenant's events
# in order, whatever happens to the shards in between. You may read one shard after the other, or all shards in turns.
# If a shard can't be read, let the function raise, because an error is better than a list with gaps.

# %% name="exercise-read-until" exercise="read_until"

# %% [markdown]
# ## Check

# %% name="check-read-until"
check("01.3", read_until)

# %% [markdown]
# ## Prove
#
# First comes your `shards_for`, on another day with twenty more gateways. The cell tries your number of shards, then
# one shard less. Then it packs the same events, ten to a record, and tries a single shard.

# %% name="prove-size"
day = minute_of(seed + 1, load + 20)
packed = [sent[n] | {"events": sent[n : n + 10]} for sent in flushes(day) for n in range(0, len(sent), 10)]
plan = shards_for(list(map(load_of, flushes(day))), 1)
if isinstance(plan, tuple | list):
    print(f"your plan: {plan[0]} shards; what would save some: {plan[1]}")
    with lablib.World(seed=seed + 1) as proof:
        for count, sent in ((plan[0], day), (max(1, plan[0] - 1), day), (1, packed)):
            lost = throttled(proof, count, sent)
            print(f"shards: {count}   {len(sent):6,} records per minute   throttled: {lost:5,}")
else:
    print("nothing to show yet: shards_for isn't finished")

# %% [markdown]
# Then your `read_until` reads a stream while
# [UpdateShardCount](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html) changes it
# from two shards to three.


# %% name="prove-reader"
def queue_of(event):
    return event["event_id"].partition("-")[0], event["tenant"]  # its gateway, its tenant


with lablib.World(seed=seed + 1, identify=event_id_of) as proof:
    make_stream(2)
    writer = proof.spawn(partial(replay_incident, proof, send, gateways=10, minutes=2))
    time.sleep(60)
    kinesis.update_shard_count(StreamName="usage-events", TargetShardCount=3, ScalingType="UNIFORM_SCALING")
    got = read_until(kinesis, "usage-events", datetime.now(UTC) + timedelta(minutes=3))
    served = writer.join()
# sorted() keeps the events of one gateway and tenant in the order in which they were read
same = isinstance(got, list) and sorted(got, key=queue_of) == sorted(served, key=queue_of)
print(f"{len(served):,} events served. Every event was read once and in order: {same}")

# %% [markdown]
# ## In production
#
# You rarely write such a reader yourself. The
# [Kinesis Client Library](https://docs.aws.amazon.com/streams/latest/dev/kcl.html) and Lambda's
# [event source mapping](https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html) do this for you. But you
# watch the same numbers ([metrics](https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html)):
#
# | number | where it comes from | when to alert |
# |---|---|---|
# | age of the records that are read | `GetRecords.IteratorAgeMilliseconds`, Maximum | if it's above a quarter of the retention. You then have three quarters left to react |
# | throttled reads | `ReadProvisionedThroughputExceeded`, Average | if it's above zero for minutes. There are too many readers, or one reader doesn't pause |
#
# And check one setting: the retention has to be longer than your longest possible outage, weekends included.
#
# ## Recap and quiz
#
# * Store first. Then processing can fail, wait and run again, as long as the records haven't expired.
# * The MD5 of the partition key decides the shard. Size the stream for its busiest second, by the limit that requires
#   the most shards.
# * An empty response isn't the end of a shard. Read parents first, read every shard to its end, then read its children.

# %% name="quiz" questions="quiz"

# %% name="summary"
summary("01")
