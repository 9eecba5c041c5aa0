# %% [markdown]
# # 00 · Start here
#
# ## Where we are
#
# You are on call for a company that sells an LLM API. This page just came in:
#
# ```
# PAGER    urgent, from finance
#          We bill fewer tokens than we serve. Again.
#          Not by much, but it happens every day.
#          No service reports an error. No alarm is firing.
#          Our count of one minute follows.
# ```
#
# For every request that a gateway answers, it sends one *usage event* to a Kinesis stream: which customer (a
# *tenant*), which model, and how many tokens. A Lambda function gets the events from the stream and adds them to the
# invoices. An event that is lost is work nobody pays for. An event that is counted twice is a customer who pays twice.
#
# You are reading a notebook. To run a cell of code, click it and press Shift+Enter. Go from top to bottom.

# %% name="parameters" tags=["parameters"]
seed = 7  # another seed is another day
shards = 4
load = 60  # gateways

# %% name="start"
import io
import json
import logging
import time

import lablib
from lablib import check, compare, hint, predict, quiz, recall, solution, summary
from lablib.pictures.plots import way_of_an_event
from lablib.scenarios.replay import make_stream, replay_incident
from lablib.teaching.course import labs
from lablib.traffic import event_id_of

import boto3

world = lablib.start("00", seed=seed)

# %% [markdown]
# Somewhere between the gateways on the left and the invoices on the right, events disappear:

# %% name="picture"
way_of_an_event(load, shards)

# %% [markdown]
# The gateways write with [PutRecords](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html),
# which sends many events in one call. The stream is divided into *shards*, which store the events. An [event source
# mapping](https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html) reads the shards and invokes the function.
# A number in a circle is the lab about that part; 09 to 11 are about the whole system.
#
# ## Objective
#
# Measure how much is missing, and learn on the way how a lab works. 25 minutes.
#
# Nothing here costs money or leaves your machine, because `lablib` simulates Kinesis, Lambda and CloudWatch. The
# simulator has its own clock, so waiting takes no time. The code in the cells is plain boto3.
#
# ## Evidence: the gateways' log
#
# Every gateway runs this function to send its events. For each call, it logs how many events it sent, or an error if
# the call failed. (Lab 02 reviews the code.)

# %% name="gateway"
log = logging.getLogger("gateway")


def send_batch(kinesis, stream, events):
    for start in range(0, len(events), 500):
        batch = events[start : start + 500]
        records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in batch]
        try:
            kinesis.put_records(StreamName=stream, Records=records)
            log.info("INFO sent %d usage events", len(records))
        except Exception:
            log.exception("ERROR could not send %d usage events", len(records))


# %% [markdown]
# Now replay one minute of the incident. `replay_incident` lets the gateways answer requests and call `send_batch`.
# `served` is the gateways' own list of every event that they had to send.

# %% name="replay"
log_text = io.StringIO()
log.handlers = [logging.StreamHandler(log_text)]
log.setLevel(logging.INFO)

world = lablib.restart()  # a fresh simulator, so that this cell can run again
make_stream(shards)
served = replay_incident(world, send_batch, gateways=load, minutes=1)
print(f"{len(served):,} requests were answered. One of their events:")
for name, value in served[0].items():
    print(f"  {name:12}{value}")

# %% [markdown]
# What did the gateways notice in that minute? Look at their log.

# %% name="log"
lines = log_text.getvalue().splitlines()
errors = sum("ERROR" in line for line in lines)
print(f"The gateways' log has {len(lines):,} lines, and {errors:,} of them are errors. The last line:")
print(f"  {lines[-1]}")

# %% [markdown]
# ## Predict: how much is missing?
#
# Before you count, commit to a guess. A guess that turns out wrong shows you where to look.

# %% name="predict" prediction="missing"

# %% [markdown]
# ## Run: compare served with stored
#
# Now count as finance does, but compare with the events in the stream instead of the invoices. The first cell defines
# `read_all`, which reads every event in the stream (lab 01 explains its calls). The second cell subtracts stored from
# served.

# %% name="read"
kinesis = boto3.client("kinesis")


def read_all(stream):
    """Every event in the stream, shard by shard."""
    for shard in kinesis.list_shards(StreamName=stream)["Shards"]:
        place = {"StreamName": stream, "ShardId": shard["ShardId"], "ShardIteratorType": "TRIM_HORIZON"}
        iterator, caught_up = kinesis.get_shard_iterator(**place)["ShardIterator"], False
        while not caught_up:
            answer = kinesis.get_records(ShardIterator=iterator)
            yield from (json.loads(record["Data"]) for record in answer["Records"])
            caught_up = not answer["Records"] and answer["MillisBehindLatest"] == 0
            iterator = answer["NextShardIterator"]
            time.sleep(1)  # virtual: the wait costs you nothing


# %% name="ticket"
def total(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


stored = list(read_all("usage-events"))
events_short, tokens_short = len(served) - len(stored), total(served) - total(stored)
share = tokens_short / total(served)
print("TICKET   from finance: our count of one minute")
print(f"served   {len(served):>8,} events  {total(served):>12,} tokens")
print(f"stored   {len(stored):>8,} events  {total(stored):>12,} tokens")
print(f"missing  {events_short:>8,} events  {tokens_short:>12,} tokens")
print(f"         {events_short / len(served):>8.2%} of them {share:>12.2%} of them")
compare("00.missing", round(100 * share, 2))

# %% [markdown]
# ## Explain: a clean log and a gap
#
# The ticket is right, and so is the log. A log shows what some code noticed, and here no code noticed a failure. The
# two sums don't need anybody to notice anything: they compare what went in with what came out.
#
# This minute is a quiet one. Over the hour of the incident that the project's README shows, the same gateways lose
# 52,761 of 1,693,200 events, which is 3.1 %. Over the whole month, finance puts the leak at 204,439 dollars. That
# includes losses that you find in later labs, and a cloud bill that is higher than it has to be. The last cell of each
# lab shows how much of the leak is stopped by now, and how much is left. {proof:
# test_lab_00_sets_the_size_of_the_leak}
#
# How can the log be free of errors while the stream is missing events? Each lab explains one part of the answer.
# {proof: cell map} Here is the map. If your window is too narrow for its table, hide the list of files with Ctrl+B
# (on a Mac, Command+B).

# %% name="map"
from IPython.display import Markdown

rows = (f"| {lab.number} {lab.facts.title} | {lab.facts.minutes} | {lab.facts.explains} |" for lab in labs())
Markdown("\n".join(["| lab | minutes | what it explains |", "|---|---|---|", *rows]))

# %% [markdown]
# ## Recall: what you bring along
#
# Every later lab opens with three questions, most of them about the labs before it. This lab is the first, so its
# three questions ask what you already know about calls, averages and timeouts. Run the cell to see an explanation of
# every answer.

# %% name="recall" questions="recall"

# %% [markdown]
# ## Exercise: the number in the ticket
#
# Finance subtracts the tokens stored from the tokens served. In this minute no event is stored twice, so the result
# is right. But a gateway that sends an event again can store it twice
# ([duplicates](https://docs.aws.amazon.com/streams/latest/dev/kinesis-record-processor-duplicates.html)). Write
# `shortfall` so that its number is right on a day with such copies, too. It returns the share of the served tokens
# that is missing from the stream, whichever events are stored twice.
#
# Every exercise is a function with holes, marked `...`. The comments name the steps of an investigation: *observe* what
# happened, *locate* the fault, and in later labs *contain* the damage, *fix* the cause and *prove* the fix. **Leave the
# holes as they are for now.** Run this cell, then the check below it.

# %% name="exercise-shortfall" exercise="shortfall"

# %% [markdown]
# ## Check

# %% name="check"
check("00.1", shortfall)

# %% [markdown]
# Code that you haven't touched is *not attempted*. Now make a wrong attempt on purpose, with finance's own formula.
# Would you have accepted it in a code review? The verdict says what was expected, what the code did, what that means at
# work, and where to look. The table below it lists everything that the check tried.


# %% name="finances-formula"
def finances_formula(served, stored):
    return 1 - total(stored) / total(served)


check("00.1", finances_formula)

# %% [markdown]
# The check remembers how this attempt failed. So the hint you see first is the one that answers this failure.

# %% name="hint"
hint("00.1")

# %% [markdown]
# Now it's your turn. Go back up to `shortfall`, fill the holes and run that cell. Then run the first check again, until
# it says *passed*. If you get stuck, run the hint cell again for one more hint. The next cell shows our solution. If
# you haven't passed yet, it first asks whether you really want to see it.

# %% name="solution"
solution("00.1")

# %% [markdown]
# ## Prove: another day
#
# Try your function on a different day, in a second simulator. This day has two thirds as many gateways and half as many
# shards, and one gateway sends everything twice.


# %% name="prove"
def send_some_twice(kinesis, stream, events):
    send_batch(kinesis, stream, events)
    if events[0]["event_id"].startswith("g07-"):
        send_batch(kinesis, stream, events)


with lablib.World(seed=seed + 1, identify=event_id_of) as proof:
    make_stream(max(1, shards // 2))
    proof_served = replay_incident(proof, send_some_twice, gateways=load * 2 // 3, minutes=1)
    proof_stored = list(read_all("usage-events"))
    lost = [json.loads(content) for content in proof.ledger.lost_contents()]

# %% [markdown]
# The simulator can check your number, because it keeps something that AWS doesn't: a *ledger* of what happened to every
# record.

# %% name="proven"
yours = shortfall(proof_served, proof_stored)
shown = f"{yours:.4%}" if isinstance(yours, float) else "no number yet: shortfall has holes"
print(f"stored twice:    {proof.ledger.duplicates:,} events")
print(f"finance says     {finances_formula(proof_served, proof_stored):.4%}")
print(f"you say          {shown}")
print(f"the ledger says  {total(lost) / total(proof_served):.4%}")

# %% [markdown]
# ## In production
#
# Put the number from the ticket on your dashboard before finance has to compute it.
#
# | number | where it comes from | alarm |
# |---|---|---|
# | share of tokens missing, counted by event id | a job that compares the gateways' list with the invoices for the last full hour, and publishes a [custom metric](https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/publishingMetrics.html) | above zero |
# | events counted twice | the same job | above zero |
#
# These numbers tell you that something is lost, but not where. The production sections of the other labs show how to
# find the place.
#
# ## Recap and quiz
#
# * If no log shows an error, no code noticed one. Events can still be missing.
# * Count what goes in and what comes out, by event id, and in the unit of the invoice.
# * Every lab works like this one: predict, run, read the verdict, fix, prove.
#
# These calls are the same in every lab:
#
# | you want to | call | what happens |
# |---|---|---|
# | guess before a run | `predict("00.missing", 3)` | your guess is kept, and shown beside the result further down |
# | have your code checked | `check("00.1", shortfall)` | your code runs in fresh simulators, and the verdict says what it did there |
# | see a hint | `hint("00.1")` | you see one of three hints, and one more with each call |
# | see the solution | `solution("00.1")` | you see our code and the reasons: after a pass, or if you ask twice |
# | see your progress | `summary("00")` | this is the last cell of each lab |
# | start over | *Kernel > Restart Kernel and Run All Cells* | every cell runs again, and your code stays |
#
# In a terminal (*File > New > Terminal*), `lablib status` shows your progress in all labs, `lablib reset 00` restores a
# lab and keeps your version of it, and `lablib doctor` checks your computer.

# %% name="quiz" questions="quiz"

# %% [markdown]
# The last cell of each lab shows what you've done, what the leak costs per month, and what comes next.

# %% name="summary"
summary("00")
