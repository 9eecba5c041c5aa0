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
# Events vanish between the gateways and the invoices, 204,439 dollars of them a month, and no log says where. Before anybody repairs it, the reviewer
# of the architecture asks: *why is there a stream at all? Let a gateway call billing itself, and there is one thing
# less to lose events in.*
#
# ## Objective
#
# Put, route and read back records; compute the shards for a load; read through a reshard without losing an event.
# 50 minutes.
#
# ## Evidence: the reviewer's proposal, tried
#
# One minute of the gateways' traffic, and a billing service that is called directly. At second 20 a new version of it
# is deployed, which takes ten seconds.


# %% name="direct"
def minute_of(seed, gateways):
    """The usage events of one minute, in order of time."""
    events = [event.as_dict() for gateway in incident(seed, gateways, seconds=60) for event in gateway]
    return sorted(events, key=lambda event: event["at"])


events = minute_of(seed, load)
at = [event["at"][11:19] for event in events]
unbilled = sum("00:00:20" <= each < "00:00:30" for each in at)  # connection refused
print(f"{len(events):,} requests answered, {unbilled:,} of them not billed")

# %% [markdown]
# Whoever processes first is only as available as the processing. A stream turns it around: **store first**, in
# something that does nothing else, and process when you can. Billing may be down, slow, or run again.
#
# This is all that a gateway does. Its partition key is the tenant.

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
# ## Predict

# %% name="predict-second" prediction="second"

# %% [markdown]
# ## Run

# %% name="second"
second = put(event | {"event_id": "one-more"})
print(f"tenant {event['tenant']}: {second['ShardId']}")
others = {other["tenant"]: other for other in events[:50]}
for tenant in sorted(others.keys() - {event["tenant"]})[:4]:
    print(f"tenant {tenant}: {put(others[tenant])['ShardId']}")
compare("01.second", "a" if second["ShardId"] == first["ShardId"] else "d")

numbers = int(first["SequenceNumber"]), int(second["SequenceNumber"])
print("the sequence number of the second event is larger:", numbers[1] > numbers[0])
print("larger by one:", numbers[1] - numbers[0] == 1)

# %% [markdown]
# ## Explain
#
# ```
#  partition key        MD5 of its bytes           the open shard
#  a tenant      --->   one number,         --->   whose range holds it
#                       up to 39 digits
# ```
#
# * The key alone decides
#   ([PutRecordsRequestEntry](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecordsRequestEntry.html)).
#   The numbers from 0 to 2¹²⁸ - 1 are cut into ranges, one per open shard; `list_shards` shows them. Both ends
#   of a range belong to it
#   ([HashKeyRange](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_HashKeyRange.html)).
# * The shard gives a record its *sequence number*. It grows within the shard, and gaps are normal; numbers from
#   different shards can't be compared
#   ([PutRecord](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecord.html)). It has too many digits
#   for 64 bits and comes as text: compare it as an integer.
# * So the events of one tenant lie in one shard, in order. That is why the tenant is the key. The price: a large
#   tenant makes a busy shard.

# %% name="picture"
latest = {"Type": "AT_LATEST"}  # the open shards alone
open_shards = kinesis.list_shards(StreamName="usage-events", ShardFilter=latest)["Shards"]
events_of = Counter(event["tenant"] for event in events)
key_to_shard(events_of, open_shards)

# %% [markdown]
# ## Exercise: route a key
#
# Which shard does a tenant go to? Write the function that tells without sending anything. An entry of `open_shards`:
#
# ```
# {"ShardId": "shardId-000000000001",
#  "HashKeyRange": {"StartingHashKey": "85070591730234615865843651857942052864",
#                   "EndingHashKey": "170141183460469231731687303715884105727"}, ...}
# ```

# %% name="exercise-shard-of" exercise="shard_of"

# %% [markdown]
# ## Check
#
# Your function is asked for many keys, and compared with what `put_records` answers: in new streams and in split
# ones, at the edges of ranges, and for keys that are not English.

# %% name="check-shard-of"
check("01.1", shard_of)

# %% [markdown]
# ## Predict: a reader that comes late
#
# A reader asks a shard for an *iterator*, which is a place to read from, and then for records.

# %% name="predict-latest" prediction="latest"

# %% [markdown]
# ## Run
#
# 25 virtual hours pass while the cell sleeps.


# %% name="latest"
def read(kind):
    place = {"StreamName": "usage-events", "ShardId": first["ShardId"], "ShardIteratorType": kind}
    iterator = kinesis.get_shard_iterator(**place)["ShardIterator"]
    return len(kinesis.get_records(ShardIterator=iterator)["Records"])


with lablib.World(seed):  # a simulator inside the lab's own, which ends with the block
    make_stream(shards)
    stored = [put(event | {"event_id": f"more-{number}"}) for number in range(100)]
    time.sleep(1)
    at_latest, at_horizon = read("LATEST"), read("TRIM_HORIZON")
    time.sleep(25 * 3_600)
    print(f"LATEST: {at_latest}, TRIM_HORIZON: {at_horizon}; 25 hours later: {read('TRIM_HORIZON')}")
compare("01.latest", at_latest)

# %% [markdown]
# ## Explain
#
# | ShardIteratorType | begins |
# |---|---|
# | `TRIM_HORIZON` | with the oldest record that is still there |
# | `AT_SEQUENCE_NUMBER`, `AFTER_SEQUENCE_NUMBER` | with the record of this number, or the one behind it |
# | `AT_TIMESTAMP` | with the first record of this time or later |
# | `LATEST` | behind the newest record: with what comes next |
#
# * A read leaves the record where it is: ten readers can read the same one. What ends a record is its age. A
#   stream keeps it for 24 hours unless you ask for more, up to 365 days
#   ([retention](https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html)). Unread ones go
#   silently.
# * An iterator is good for 5 minutes, then it has expired
#   ([GetShardIterator](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetShardIterator.html)).
#
# ## Evidence: how busy is it?
#
# The gateways flush every five seconds, all at the same tick. The minute from above, by second:


# %% name="profile"
def flushes(events):
    """What is sent in each second of a minute: the events of five seconds, in the last of them."""
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
print(f"mean second:    {len(events) / 60:,.0f} records")

# %% [markdown]
# ## Predict

# %% name="predict-shards" prediction="shards"

# %% [markdown]
# ## Run
#
# The busiest second, written in calls side by side to streams of one shard, two, three. The key is the event's own id,
# so that the load spreads evenly.


# %% name="experiment"
def refused(world, count, events):
    """How many records of the busiest second of `events` a fresh stream of `count` shards refuses."""
    busiest = max(flushes(events), key=len)
    records = [{"Data": json.dumps(event), "PartitionKey": event["event_id"]} for event in busiest]
    make_stream(count, f"try-{count}")
    put_all = partial(kinesis.put_records, StreamName=f"try-{count}")
    calls = [partial(put_all, Records=records[n : n + 500]) for n in range(0, len(records), 500)]
    return sum(answer["FailedRecordCount"] for answer in world.join(*map(world.spawn, calls)))


with lablib.World(seed) as own:
    tried = {count: refused(own, count, events) for count in range(1, 7)}
for count, lost in tried.items():
    print(f"shards: {count}   refused: {lost:5,}")
compare("01.shards", min(count for count, lost in tried.items() if not lost))

# %% [markdown]
# ## Explain
#
# A shard has three limits, all of them per second
# ([quotas](https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html)):
#
# | limit of a shard | counted |
# |---|---|
# | in: 1,000 records | every record, however small |
# | in: 1 MB | data **and** partition keys |
# | out: 2 MB | what all readers together fetch: all data **and** partition keys, once per reader |
#
# A stream needs shards for the one that asks for most, in the second that asks for most. It has one shard at least. (AWS
# writes MB and in
# [other places](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateStream.html) MiB; in this lab a MB
# has 1,048,576 bytes. Readers with *enhanced fan-out* have
# [2 MB of their own](https://docs.aws.amazon.com/streams/latest/dev/enhanced-consumers.html).)
#
# ## Exercise: size a stream
#
# The reviewer wants two answers before anything is built: how many shards, and what to do first in order to need fewer.
# `profile` is a list like the one above, a dict for each second; `readers` is how many programs read the whole stream,
# all of them at the shared rate. The keys are taken to spread evenly: whether they do is lab 04's question. Your
# function returns a pair, the fewest shards and one of these:
#
# * `"pack"`: put many events into one record, so that the number of records no longer matters; the bytes stay the same;
# * `"fan-out"`: give the readers throughput of their own, so that what they fetch no longer matters;
# * `None`: neither of the two saves a shard.

# %% name="exercise-shards-for" exercise="shards_for"

# %% [markdown]
# ## Check
#
# Loads of small events, of large events, of long keys, with many readers, exactly at a limit, a byte above it, at two
# limits at once, and none at all.

# %% name="check-shards-for"
check("01.2", shards_for)

# %% [markdown]
# ## Evidence: a reshard
#
# Operations splits a shard while the gateways write. The reader of the invoice run:


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
    got = read_stream(kinesis, "usage-events")
    served = writer.join()
print(f"{len(served):,} events served, {len(got):,} read, no error")

# %% [markdown]
# ## Explain
#
# ```
#            time --->
#  shard 0   events of tenants A and B  | closed
#  shard 2                              | events of A    its children: they take
#  shard 3                              | events of B    what shard 0 took before
#  shard 1   events of C, D ...                          still open: no end
# ```
#
# * A split closes a shard and opens two children; a merge closes two and opens one. Records aren't moved: what was
#   stored stays in the parent until it is too old
#   ([after a reshard](https://docs.aws.amazon.com/streams/latest/dev/kinesis-using-sdk-java-after-resharding.html)).
#   Tenant A's older events are in shard 0, its younger ones in shard 2. **Parents first**, or A's events turn around.
# * At the end of a closed shard an answer has no `NextShardIterator`, and `ChildShards` in its place, with their ids
#   and their `ParentShards`. Before that, an answer without records means little: Kinesis may need several calls to get
#   to the records that are ahead
#   ([GetRecords](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html)). `list_shards` names
#   the parents too: `ParentShardId`, and after a merge `AdjacentParentShardId`. A parent whose records are all too old
#   is not listed any more.
# * `MillisBehindLatest` says whether records are ahead: it is 0 when you have read all that can be read now, also in an
#   answer without records.
# * A shard answers 5 calls of `get_records` a second, for all its readers together. One a second is what AWS
#   [advises](https://docs.aws.amazon.com/streams/latest/dev/developing-consumers-with-sdk.html).
#
# ## Exercise: read through a reshard
#
# This time only the frame is there. The invoice run reads a stream until `end`, a time after which nothing is
# written: every event once, each tenant's in order, whatever becomes of the shards. How it goes about it is up to you:
# shard by shard, or all in turn. If a shard can't be read, it raises: no list is better than one with holes.

# %% name="exercise-read-until" exercise="read_until"

# %% [markdown]
# ## Check
#
# Gateways that fall silent for a while, a split while you read, a merge with 20,000 events to catch up with, a stream
# that was split yesterday, five minutes in which hardly anything comes, answers without records although events are
# ahead, and shards that can't be read for a while.

# %% name="check-read-until"
check("01.3", read_until)

# %% [markdown]
# ## Prove
#
# Another day, twenty gateways more. Your number of shards, one less, and a single shard for events packed by tens:

# %% name="prove-size"
day = minute_of(seed + 1, load + 20)
packed = [sent[n] | {"events": sent[n : n + 10]} for sent in flushes(day) for n in range(0, len(sent), 10)]
plan = shards_for(list(map(load_of, flushes(day))), 1)
if isinstance(plan, tuple | list):
    print(f"your plan: {plan[0]} shards; to need fewer: {plan[1]}")
    with lablib.World(seed=seed + 1) as proof:
        for count, sent in ((plan[0], day), (max(1, plan[0] - 1), day), (1, packed)):
            lost = refused(proof, count, sent)
            print(f"shards: {count}   {len(sent):6,} records a minute   refused: {lost:5,}")
else:
    print("nothing yet: shards_for has holes")

# %% [markdown]
# Then your reader, while
# [UpdateShardCount](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateShardCount.html) brings two shards
# to three.


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
# sorted() leaves the events of one queue in the order in which they come
same = isinstance(got, list) and sorted(got, key=queue_of) == sorted(served, key=queue_of)
print(f"{len(served):,} events served. Each of them read once, and in order: {same}")

# %% [markdown]
# ## In production
#
# The
# [Kinesis Client Library](https://docs.aws.amazon.com/streams/latest/dev/kcl.html) and
# Lambda's [event source mapping](https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html) do this
# reading for you. What you look at stays the same
# ([metrics](https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html)):
#
# | number | where | alarm |
# |---|---|---|
# | age of what is read | `GetRecords.IteratorAgeMilliseconds`, Maximum | above a quarter of the retention: the rest is the time you have left |
# | reads refused | `ReadProvisionedThroughputExceeded`, Average | above zero for minutes: too many readers, or one without a pause |
#
# And one setting: a retention that is longer than your longest outage, weekend included.
#
# ## Recap and quiz
#
# * Store first: then processing may fail, wait, and run again. Not for ever: what is too old is gone.
# * The key's MD5 decides the shard. Size for the busiest second, by the limit that asks for most.
# * An empty answer is not the end. Parents first, each shard to its end, and ask what follows.

# %% name="quiz" questions="quiz"

# %% name="summary"
summary("01")
