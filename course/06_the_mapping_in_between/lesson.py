# %% [markdown]
# # 06 · The mapping in between

# %% name="parameters" tags=["parameters"]
seed = 7  # another seed is another day
shards = 4
load = 60  # a twentieth of these gateways writes: a quiet region

# %% name="start"
import json
import time

import lablib
from lablib import check, compare, predict, quiz, recall, summary
from lablib.pictures.plots import concurrency
from lablib.scenarios.mapping import catch_up, make_stream, map_to, replace_mapping
from lablib.traffic import feed, requests

import boto3

world = lablib.start("06", seed=seed)
kinesis, functions = boto3.client("kinesis"), boto3.client("lambda")

# %% [markdown]
# ## Recall

# %% name="recall" questions="recall"

# %% [markdown]
# ## Where we are
#
# Since lab 02 every usage event is in the stream. Now somebody has to read it: the Lambda function `bill`, which adds
# each event to its tenant's invoice. It has twelve lines, and none of them reads a stream.
#
# Two tickets are open. Finance writes: *Lambda costs more than the stream that feeds it.* Support writes: *On Monday
# customers could not sign in for twenty seconds. The sign-in service was healthy, and has nothing to do with billing.*
#
# Both are about what stands between the stream and the function, the **event source mapping**.
#
# And 3,870 dollars a month are still missing from the invoices.
#
# ## Objective
#
# Read an event as it arrives, and predict from a mapping's settings how many invocations it makes, what they cost and
# whom they keep from running. 40 minutes.
#
# ## Evidence: nobody polls
#
# The whole consumer: a function, here one that keeps what it gets, and a mapping. The function declares what the real
# one takes: 0.4 s to open its connection and commit, and 1 GB of memory.

# %% name="deploy"
world = lablib.restart()  # a fresh simulator, so that this cell can run again
events = []


def bill(event, context):
    events.append(event)


make_stream(shards, "usage-events")
world.deploy(bill, memory_mb=1024, takes_s=0.4)
arn = kinesis.describe_stream_summary(StreamName="usage-events")["StreamDescriptionSummary"]["StreamARN"]
source = {"EventSourceArn": arn, "StartingPosition": "LATEST"}
mapping = functions.create_event_source_mapping(FunctionName="bill", **source)
for name in ("BatchSize", "MaximumBatchingWindowInSeconds", "ParallelizationFactor"):
    print(f"{name:<32}{mapping[name]}")

# %% [markdown]
# Nothing was set, so these are AWS's defaults. Who reads the stream? Lambda does. The mapping **polls** each shard once
# a second, and calls the function with what it has found.
#
# ## Run: ten minutes
#
# A gateway writes a record with `Data=json.dumps({"tenant": ..., "tokens_in": ...})`. `ten_minutes` opens a simulator of
# its own, maps a stream to a function as above (`map_to` makes the same call and waits until the mapping is enabled),
# writes ten minutes of the region's traffic, and counts the invocations. By now failed requests are in the stream too, so
# each event has a `status`. The last lines print one record as the function got it.


# %% name="traffic"
def ten_minutes(seed, gateways, function, **settings):
    """Play ten minutes. Returns what was written, and how often the function was invoked."""
    with lablib.World(seed) as own:
        make_stream(shards, "usage-events")
        map_to(own.deploy(function, memory_mb=1024, takes_s=0.4).name, **settings)
        written = requests(gateways, 600, seed, own.clock.now_us)
        feed(own, "usage-events", written).join()
        time.sleep(60)
        return written, len(own.logs(function.__name__))


written, by_default = ten_minutes(seed, load // 20, bill)
print(json.dumps(events[0]["Records"][0], indent=1))

# %% [markdown]
# ## Explain: the event
#
# This is [the event](https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html) that every Kinesis consumer gets:
#
# * **A batch**: `Records` is a list, here of one to 100 records, all of one shard, in the order of the shard.
# * **An envelope around the record**: what Kinesis knows of it is under `kinesis`; `eventID` begins with the shard.
# * **Bytes**: JSON has no bytes, so `data` is base64, whatever the producer wrote. `approximateArrivalTimestamp` is in
#   seconds, and tells when the record was stored, not when the event happened.
#
# The invocation is synchronous, and what it says holds for the batch as a whole: if the function returns, all its
# records are done and the mapping goes on behind them. So a handler that forgets half of a batch has lost it without an
# error. What a handler that raises brings about is lab 07.
#
# ## Exercise: decode an event
#
# `usage_of(event)` returns the usage events of a batch, each with its tenant, the time it was stored and its shard.

# %% name="exercise-decode" exercise="usage_of"

# %% [markdown]
# ## Check

# %% name="check-decode"
check("06.1", usage_of)

# %% [markdown]
# ## Evidence: a stream without keys
#
# A second team moves its stream to on-demand mode with `RecordDistributionStrategy="AUTO"`, the repair of lab 05 for a hot
# tenant. Its gateways stop sending a `PartitionKey`, since Kinesis now places the records. Your function reads the tenant
# from `partitionKey`.
#
# ## Predict: what does your function do?

# %% name="predict-key" prediction="key"

# %% [markdown]
# ## Run: a stream without keys


# %% name="no-key"
found, record = [], {"tenant": "t-0008", "tokens_in": 1078}
with lablib.World(seed) as own:
    mode = {"StreamModeDetails": {"StreamMode": "ON_DEMAND"}, "RecordDistributionStrategy": "AUTO"}
    kinesis.create_stream(StreamName="keyless", **mode)
    kinesis.get_waiter("stream_exists").wait(StreamName="keyless")
    own.deploy(lambda event, context: found.extend(usage_of(event)), name="book")
    map_to("book", "keyless")
    kinesis.put_record(StreamName="keyless", Data=json.dumps(record))
    own.sleep(10)
print("The function succeeded, and found" if found else "This cell needs usage_of: solve 06.1 first.", *found)
if found:
    compare("06.key", "c" if found[0].get("tenant") is None else "d")

# %% [markdown]
# ## Explain: the fix of one lab is the poison of the next
#
# On a stream with AUTO the key is optional, and Lambda delivers a missing one as `"partitionKey": null`
# ([AUTO](https://docs.aws.amazon.com/streams/latest/dev/service-managed-pk-producing-behavior.html)). The field is there, so
# your function finds it, and overwrites the tenant of the data with `None`. The batch succeeds, and the event is on
# nobody's invoice. Code that *works* with the key, such as `key.split("-")`, raises instead, and its batch fails again and
# again. Before a stream changes to AUTO, look for consumers that read the key, and put what they need into the data.

# %% [markdown]
# ## Evidence: the bill
#
# Finance is right. This is a month of such minutes, with [Lambda's prices](https://aws.amazon.com/lambda/pricing/) for
# 0.4 s of 1 GB, and with those of [the stream](https://aws.amazon.com/kinesis/data-streams/pricing/) for its shards and
# records. A colleague has tried a remedy: a hundred times the batch size, for a hundredth of the invocations. The last line
# is a second try: the same batch size, and a window of 20 s.

# %% name="bill"
price = 0.20 / 1_000_000 + 0.4 * 1 * 0.0000166667  # dollars: a request, and its GB-seconds
month, window = 30 * 24 * 6, {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": 20}


def tell(what, count, records):
    dollars = count * price * month
    print(f"{what:<20}{count:>7,} invocations, {records / count:>6.1f} records each, {dollars:>6.2f} dollars")


print(f"the stream: {shards * 720 * 0.015 + len(written) * month * 0.014 / 1_000_000:.2f} dollars a month")
tell("BatchSize 100", by_default, len(written))
for what, settings in {"BatchSize 10,000": {"BatchSize": 10_000}, "and a window of 20 s": window}.items():
    written, count = ten_minutes(seed, load // 20, bill, **settings)
    tell(what, count, len(written))

# %% [markdown]
# The larger batch changed nothing. `BatchSize` is the **most** that a batch carries, and the mapping doesn't wait until a
# batch is full: what a poll finds is sent at once. So there is about one invocation per second and shard, with few records.
# `MaximumBatchingWindowInSeconds` is what makes the mapping wait.
#
# ## Explain: what closes a batch
#
# A batch is closed by whichever comes first
# ([batching](https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html)):
#
# | ends a batch | setting | default | from, to |
# |---|---|---|---|
# | enough records | `BatchSize` | 100 | 1 to 10,000 |
# | enough time | `MaximumBatchingWindowInSeconds` | 0 | 0 to 300 s |
# | enough bytes | none | | 6 MB as JSON, base64 and envelopes included |
#
# Each shard has batches of its own, so a window makes one invocation a window **and shard**, if there is anything to
# send. {proof: cell bill} A poll that finds no records does not invoke the function. And the next window begins when the
# invocation before it is over:
#
# ```
#  invocations a shard = seconds / (window + duration)        if the window closes the batches
#                      = records / BatchSize                  if their size does
# ```
#
# What a window costs is time: the first event of a batch waits for it. A month's invoice can wait; an alarm cannot.
#
# ## Exercise: choose a window
#
# Finance has a budget, and customers were promised their usage within `promise_s` seconds. `settings_for` chooses a window
# and a batch size that keep both, or says that both can't be kept. The check creates a mapping from each of your answers
# and adds up what it costs. Ignore how long the function runs: it's short, and it lowers the bill.

# %% name="exercise-window" exercise="settings_for"

# %% [markdown]
# ## Check

# %% name="check-window"
check("06.2", settings_for)

# %% [markdown]
# ## Evidence: most of it is not wanted
#
# A second team wants the events of one model only, and wants them at once: no window. Its function would get every
# event and drop nearly all of them. But a mapping can have a **filter**, which is held against each record after
# the poll and before the batch:
#
# ```
#  poll  --->  filter  --->  batch  --->  invoke
#              what does not match is skipped, for this mapping and for good
# ```
#
# ## Run: a filter

# %% name="filter"
mine, pattern = [], {"data": {"model": ["chat-deep"]}}


def preview(event, context):
    mine.extend(event["Records"])


criteria = {"Filters": [{"Pattern": json.dumps(pattern)}]}
written, count = ten_minutes(seed, load // 20, preview, FilterCriteria=criteria)
print(f"{len(mine):,} of {len(written):,} events were wanted")
tell("with the filter", count, len(mine))

# %% [markdown]
# ## Explain: the filter
#
# One event in twenty was wanted, and a quarter of the invocations is left. A poll of which the filter leaves no record does
# not invoke the function. So a filter saves whole invocations; how many depends on how often a second of a shard holds no record that you want. The rules of a
# [pattern](https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html):
#
# * `data` is the gateway's JSON, already decoded. For a stream it is the
#   [only key](https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis-filtering.html) that AWS supports: you can't filter
#   on `partitionKey` or on the record's other metadata. {proof: test_a_filter_on_metadata_is_refused_by_name}
#   Data that isn't JSON does not match.
# * What is asked of a field stands in a list, and one match in the list is enough: a value, or a rule such as
#   `{"prefix": "chat-"}`, `{"exists": true}`, `{"anything-but": ["test"]}`, `{"numeric": ["<", 10]}`. Several fields must
#   all match; of several filters one is enough.
# * A plain number is compared by its **text**: 300 does not match 300.0. `numeric` compares values.
#
# What does not match is gone for this mapping: no retry, no destination, no log. Only `FilteredOutEventCount`, a metric
# that has to be [switched on](https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html), counts it.
# {proof: test_what_a_filter_skips_is_in_one_metric_that_is_off_by_default}
#
# ## Exercise: failed requests only
#
# `failed_only()` returns FilterCriteria that keep the requests with a status of 400 or more. Gateways of an old release
# write the status with a fraction, such as 503.0, and not every status has been seen yet.

# %% name="exercise-filter" exercise="failed_only"

# %% [markdown]
# ## Check

# %% name="check-filter"
check("06.3", failed_only)

# %% [markdown]
# ## Evidence: Monday, 10:03
#
# The other ticket. In a larger region `bill` was behind, and somebody gave its mapping ten lanes a shard
# ([ParallelizationFactor](https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html)). `catch_up` is
# what followed: a stream of 16 shards, batches of ten that take 2 s each, and customers who sign in twice a second.

# %% name="monday"
monday = catch_up(seed, shards=16, parallelization=10)
concurrency(monday.bill, monday.limit, monday.refused_s, monday.sign_ins)

# %% [markdown]
# ## Predict: the order
#
# With Monday's factor several invocations work on one shard at the same time, and what begins first need not end first.

# %% name="predict-order" prediction="order"

# %% [markdown]
# ## Run: the order
#
# A small stream and Monday's factor. The function works for two seconds, then notes its records.

# %% name="order"
done = []
with lablib.World(seed) as own:
    make_stream(1, "ordered")
    own.deploy(lambda event, context: done.extend(event["Records"]), name="note", takes_s=2)
    map_to("note", "ordered", ParallelizationFactor=10)
    feed(own, "ordered", requests(1, 120, seed, own.clock.now_us)).join()
    time.sleep(60)
pairs = [(each["kinesis"]["partitionKey"], int(each["kinesis"]["sequenceNumber"])) for each in done]
by_shard = [number for _, number in pairs] == sorted(number for _, number in pairs)
by_tenant = sorted(pairs, key=lambda pair: pair[0]) == sorted(pairs)
print(f"{len(done):,} events; in the order of the shard: {by_shard}; each tenant in its order: {by_tenant}")
compare("06.order", "c" if by_shard else "b" if by_tenant else "a")

# %% [markdown]
# ## Explain: lanes
#
# Lambda gives a record to one of the shard's ten lanes, by a hash of its **partition key**
# ([parallelization](https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html)). So a tenant's events stay in one
# lane and in their order; between tenants there is no order any more, and a single hot tenant gains nothing.
# {proof: test_one_hot_tenant_is_as_slow_with_ten_lanes} (AWS does not say which hash: the lab's is a model.)
#
# A lane holds one execution, so a mapping holds up to **shards times factor**: 160 on Monday. Executions are shared by all
# functions of an account and region: 1,000 by default, and less in a new account
# ([concurrency](https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html)). Here 850 are reserved for
# another function, which leaves 150. Whoever asks for one more gets a 429. The mapping can wait and ask again; a
# customer cannot. That is the mapping's blast radius.
#
# ## Evidence: a fence
#
# The same minute with 50 executions **reserved** for `bill`. A reservation is a limit as well.

# %% name="fence"
fenced = catch_up(seed, shards=16, parallelization=10, reserved=50)
for name, run in {"no fence": monday, "50 reserved": fenced}.items():
    print(f"{name:<12}{run}")

# %% [markdown]
# ## Explain: what the fence costs
#
# Nobody is refused at the door now, and `bill` pays with time. A throttled batch is no error and uses up no attempt: the
# mapping tries it again after a pause, which grows. (AWS gives no schedule for streams; the lab's is a model.) But its
# records get older meanwhile, and what is older than the stream keeps is gone
# ([reserved concurrency](https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html)). A fence also needs
# an account to stand in: 100 executions have to stay unreserved, so a new account whose limit is 100 or less can't reserve
# any. Ask for a higher limit first.
#
# ### Your own experiment
#
# Customers must sign in, and the backlog must be gone after 90 s. Is there a factor, or a reservation, that does both?
# Predict first, then print what `catch_up` says in the cell below.

# %% name="own"
experiment = ...  # print(catch_up(seed, shards=16, parallelization=?, reserved=?))

# %% [markdown]
# ## Evidence: a deployment
#
# The fix for Monday goes out on Tuesday, and as every Tuesday the deployment replaces the mapping: it deletes the old one after five of ten
# minutes and creates the new one three minutes later, with `StartingPosition="LATEST"` as in every example on the web. The
# gateways write all the time. The pipeline is green, `Errors` is 0.
#
# ## Predict: the gap

# %% name="predict-gap" prediction="gap"

# %% [markdown]
# ## Run: the gap
#
# `replace_mapping` plays these ten minutes, and counts the records that the function never got and those that it got twice.

# %% name="gap"
for position in ("LATEST", "TRIM_HORIZON", "AT_TIMESTAMP"):
    gap = replace_mapping(seed, shards, load // 20, position)
    missed = gap.missed if position == "LATEST" else missed
    print(f"{position:<14}{gap.written:>7,} written, {gap.missed:>6,} missed, {gap.twice:>6,} twice")
compare("06.gap", missed)

# %% [markdown]
# ## Explain: where a mapping begins
#
# A mapping keeps its place in each shard, and the place goes when the mapping is deleted. {proof: cell gap} A new one begins
# where its [StartingPosition](https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html) says:
#
# | `StartingPosition` | begins | the price |
# |---|---|---|
# | `LATEST` | with what arrives from its first poll on | what arrived before is missed |
# | `TRIM_HORIZON` | with the oldest record that the stream keeps | all of it comes again |
# | `AT_TIMESTAMP` | at a time that you name; here a minute before the deletion | what lies between comes again |
#
# With all 60 gateways in front of it, one such Tuesday costs 400 dollars. No error and no metric shows the gap. {proof: test_no_metric_shows_what_a_new_mapping_missed} It also opens without a
# deletion: AWS says that polling may take several minutes to begin when a mapping is created, and to stop and begin again
# when it is updated, and that a mapping with LATEST
# [could miss events](https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html) in both. So LATEST is for
# readers that may miss records, such as a live dashboard. `bill` wants TRIM_HORIZON or AT_TIMESTAMP, and code that bears a
# record twice.
#
# ## Prove
#
# Your three answers as one mapping, `alert`: failed requests only, in batches that five dollars a month allow, and no window
# above 300 s. On another day, then with a load that your code has never seen.


# %% name="prove"
def prove(seed, gateways):
    got, settings = [], settings_for(gateways * 7, shards, 5.00, price, 300)

    def alert(event, context):
        got.extend(usage_of(event))

    written, count = ten_minutes(seed, gateways, alert, FilterCriteria=failed_only(), **settings)
    failed, dollars = sum(request.failed for request in written), count * price * month
    print(f"{failed} of {len(written):,} failed; {len(got)} came, {count} invocations, {dollars:.2f} dollars")


if ... not in (usage_of(events[0]), settings_for(20, shards, 5.00, price, 300), failed_only()):
    prove(seed + 1, load // 20)
    prove(seed + 2, load // 15)

# %% [markdown]
# ## In production
#
# | question | number | alarm |
# |---|---|---|
# | does it keep up? | `IteratorAge`, Maximum | above a minute: the function is too slow for its shards, or one of them is stuck (lab 07) |
# | what does it cost? | `Invocations`, Sum, by shards and seconds | near 1 with a window set: `BatchSize` or the bytes close the batches |
# | whom does it hurt? | the account's `ConcurrentExecutions`, Maximum | above 80 % of the limit |
# | who is hurt? | `Throttles`, Sum, of every function | above zero for one that customers wait for |
#
# These are [Lambda's metrics](https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html). Before you
# raise a factor or the number of shards, multiply the two, and fence the consumer in:
#
# ```python
# functions.put_function_concurrency(FunctionName="bill", ReservedConcurrentExecutions=50)
# ```
#
# [Reserve](https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html) shards times factor for it, if the
# account has that many to give: less makes throttles, more takes from the others. And mind that Lambda delivers records
# **at least once**: what `bill` adds to an invoice must bear to come twice (lab 08).
#
# ## Recap and quiz
#
# * A mapping polls, filters, batches and invokes; each batch is of one shard, and `BatchSize` is the most, never the least.
# * Invocations are shards times seconds / window; a filter saves those that would carry nothing you want.
# * It holds up to shards times factor executions of an account that others share. Fence it.
# * A mapping that replaces another begins where StartingPosition says, and LATEST misses what arrived in between.

# %% name="quiz" questions="quiz"

# %% name="summary"
summary("06")
