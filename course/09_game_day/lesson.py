# %% [markdown]
# # 09 · Game day

# %% name="parameters" tags=["parameters"]
seed = 7  # another seed is another night
shards = 3
load = 37  # events per minute

# %% name="start"
import lablib
from lablib import check, compare, predict, quiz, recall, summary
from lablib.pictures.game_day import desk, game_timeline, keep, score_card, three_runs, timeline_card
from lablib.teaching.game_day.first_night import first_night

from IPython.display import display

world = lablib.start("09", seed=seed)

# %% [markdown]
# ## Recall

# %% name="recall" questions="recall"

# %% [markdown]
# ## Where we are
#
# The leak of lab 00 is closed, and 0 dollars a month are left of it. The code that you wrote is in production, and this
# week you're on call. In every lab so far, the title of the lab told you what was broken. Tonight nobody tells you.
#
# This lab is a game. The company's system runs in the simulator: gateways write usage to a stream of three shards,
# the function `book-usage` books it, and six alarms watch: lab 04's four, and two on the function. Something in the
# system breaks. The pager fires, and from then on the clock runs:
#
# * **A look takes time.** A metric or the alarms take a minute, a log query takes two, and reading records back from
#   the stream takes three. Datapoints of CloudWatch come [some minutes
#   late](https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html), in the game two minutes late.
# * **An act takes time too.** A deploy takes five minutes, a change of the mapping two. Some acts make the incident
#   worse.
# * **There is an objective**: nearly all usage has to be booked within a few minutes. The pager names both numbers.
#   Every minute in which this objective is missed costs you points. The score card at the end calls it a minute
#   outside the SLO, the *service level objective*.
# * **The game ends 75 minutes after the pager.** You name the cause and the evidence, and get a score.
#
# ## Objective
#
# Diagnose an incident that you haven't seen before, act on evidence, and write the postmortem. 75 minutes.
#
# ## Evidence: the pager
#
# `first_night` starts the system and lets it run until the pager fires. It's a night of level 1: one cause, and nothing
# that distracts from it. We play it together. {proof: test_the_first_night_has_one_cause_and_nothing_beside_it}
# A cell that looks or acts takes minutes of the night, also when you run it again. To begin anew, run the cells from
# the next one on.

# %% name="pager"
game = first_night(seed)
print(game.pager)
print(f"It is {game.now}. {game.slo} minutes are outside the objective, as far as the dashboards know.")
print("sources and their minutes:", ", ".join(f"{name} {cost}" for name, cost in game.sources().items()))

# %% [markdown]
# You aren't on call with empty hands. The runbook below has the functions that you wrote in labs 02 to 08, taken from
# your own notebooks. For a function whose check hasn't passed, it has our solution, marked *reference*.
# `book.redrive` is your function of lab 08, and so on.

# %% name="runbook"
book = lablib.runbook()
book

# %% [markdown]
# The first three looks are cheap. Do the alarms say more than the pager did? Is the function late? Does it fail?

# %% name="first-looks"
for look in (
    game.look("alarms"),
    game.look("metric", name="IteratorAge", statistic="Maximum", minutes=5),
    game.look("metric", name="Errors", minutes=5),
):
    print(look, "\n")

# %% [markdown]
# `IteratorAge` is in milliseconds: the function is a few seconds behind the newest record. So everything is green, and
# the invoices are wrong.
#
# ## Predict: where do the events get lost?

# %% name="predict-where" prediction="where"

# %% [markdown]
# ## Run: where do the events get lost?
#
# Count the events at three places. `books` has how many events the gateways served in each minute, and how many of
# them are booked by now. `IncomingRecords` has how many records the stream stored. The cell leaves the newest minutes
# out, because CloudWatch doesn't have them yet.

# %% name="where"
books = game.look("books", minutes=12)
metric = game.look("metric", name="IncomingRecords", minutes=14)
stored = dict(metric.rows)
minutes = [row for row in books.rows if row[0] in stored][1:-1]
served = sum(count for _, count, _ in minutes)
booked = sum(count for _, _, count in minutes)
in_stream = sum(stored[minute] for minute, _, _ in minutes)
print(f"in {len(minutes)} minutes: served {served}, stored in the stream {in_stream:.0f}, booked {booked}")
compare("09.where", "a" if in_stream < 0.9 * served else "c")
print(f"It is {game.now}.")

# %% [markdown]
# ## Explain: follow the count
#
# An event passes four places, and every place has a number of its own. The first number that is wrong is where to
# look. A count is wrong if it's too low. For `IteratorAge` it's the other way round: it's wrong if it's too high.
# {proof: cell where}
#
# | place | number | a wrong number means |
# |---|---|---|
# | served by the gateways | `books`: served | there is less traffic |
# | stored in the stream | `IncomingRecords`, Sum | the producer drops events, or they are throttled |
# | read by the function | `IteratorAge`: is it rising? | the function is late, or blocked |
# | booked | `books`: booked | the function gets events and doesn't book them |
#
# The alarms watch the two places in the middle, because AWS has metrics for them
# ([Kinesis](https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html),
# [Lambda](https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html)). AWS can't have one for the
# first and the last place, because it doesn't know what your gateways served, or what your company calls booked.
#
# The counts tell *where*. Two more questions lead from there to the cause: *since when*, and *what changed then?*

# %% name="cause"
for look in (game.look("logs"), game.look("deploys"), game.look("code")):
    print(*str(look).splitlines()[:10], sep="\n")
    print()
print(f"It is {game.now}.")

# %% [markdown]
# Version v42 catches an error of a single event, writes a line to the log, and goes on. It returns normally, so for
# Lambda the batch is done. Its author wrote why: one bad event should no longer hold up the others. One such error
# is the `KeyError` in the log: the event's model isn't in the table of discounts.
#
# ## Predict: what does the rollback repair?
#
# The obvious act is a rollback: the previous version goes back into service.

# %% name="predict-rollback" prediction="rollback"

# %% [markdown]
# ## Run: what does the rollback repair?

# %% name="rollback"
print(game.act("deploy", what="book-usage", version="v41"))
game.wait(5)
after = game.look("books", minutes=40)
short = [(minute, served, booked) for minute, served, booked in after.rows if booked < served]
print(f"{len(short)} minutes are still short, from {short[0][0]} to {short[-1][0]}. It is {game.now}.")
compare("09.rollback", "b" if len(short) > 10 else "a")

# %% [markdown]
# The rollback stopped the loss, and repaired none of it. The mapping treated these records as done, so it doesn't
# deliver them again. But they're still in the stream until the retention ends. So a second mapping can read them
# again, from the time of the deploy on. (A minute is *short* if fewer of its events are booked than were served. The
# first short minute is the one before the deploy: gateways flush once a minute, so v42 got that minute's events too.)
# The function of the second mapping has to book an event unless it's booked already. The company has such a function,
# `book-missing`. AWS refuses to map a stream to the same function twice, with a
# [ResourceConflictException](https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html). So to
# replay from an earlier time, you first delete the mapping that `book-missing` has.

# %% name="replay"
since = next(at for at, change in game.look("deploys").rows if "v42" in change)
print(game.act("second mapping", function="book-missing", since=since))
game.wait(10)
after = game.look("books", minutes=60)
short = [row for row in after.rows if row[2] < row[1]]
print(after.text.splitlines()[0], f"and {len(short)} minutes are short. It is {game.now}.")

# %% [markdown]
# ## Explain: stop it, then repair it
#
# An incident of this kind has two halves, and each needs its own act. {proof: cell rollback}
#
# * **Stop it.** Roll back, if a change began it. You don't need to understand the change for that.
# * **Repair it.** Find the events that were missed, and handle them. A mapping that starts
#   [AT_TIMESTAMP](https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html) reads them again,
#   and it reads all the others again as well. Without an id per event you'd bill twice what was booked already.
#
# Now end the game. You name the cause, and the looks that show it.

# %% name="score"
shown = [look.id for look in game.evidence if look.source in ("logs", "books")]
outcome = game.conclude("errors-swallowed", because=shown)
played = keep(game)
score_card(played)

# %% [markdown]
# The score compares three runs of the same night: one in which nobody acts, one in which the course plays it
# (*reference*), and yours. So you get no points for what would have ended well without you, and lose none for what
# nobody could have prevented.

# %% name="runs"
three_runs(played)

# %% name="timeline"
display(game_timeline(played), timeline_card(played))
lablib.play(game.world)

# %% [markdown]
# ## Explain: what the score counts
#
# * **70 points are for the outcome.** A lost event costs one dollar, an event that's billed twice costs two, and an
#   event that's still on its way at the end costs a quarter of a dollar (the column *late*). A minute outside the
#   objective costs five. The night's AWS bill is added, a few cents (the column *dollars*). Your sum is compared with
#   the sums of the two other runs. If it's higher than the sum of doing nothing, you lose points. {proof:
#   test_worse_than_nothing_counts_against_you}
# * **The outcome counts half** if you opened no evidence of a cause before you acted, and whole if you did so before
#   all your acts. A lucky guess is still a guess.
# * **20 points are for the cause, and 10 for the evidence** that you give for it.
#
# A minute that missed the objective still counts after the repair: its events are booked, but late. That's why
# minutes matter. No built-in metric counts these minutes, because AWS doesn't know your objective.
# The [CloudWatch
# documentation](https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch-ServiceLevelObjectives.html)
# shows how CloudWatch can track an objective that you define.
#
# ## Evidence: what tells twelve causes apart
#
# Twelve causes are in the game, and each of them has happened to somebody. `game.causes()` lists them with a
# sentence. The next cell prints the list, and what a first round of looks shows in one night of level 2. At level 2,
# a night also has a *false trail*: something that looks like a cause and does no harm. At level 3, a night has two
# causes.

# %% name="causes"
from lablib.teaching.game_day.first_round import first_round

print(*(f"{name:<28}{says}" for name, says in game.causes().items()), sep="\n")
game = lablib.incident(seed=seed + 4, level=2)
print()
for name, value in first_round(game).items():
    print(f"{name:<14}{str(value)[:96]}")

# %% [markdown]
# `first_round` looks at everything once. That takes half an hour of the night, so on call you would stop earlier.
#
# ## Exercise: name the cause
#
# Write `triage(seen)`. It gets what a first round of looks has shown in a night, as a dict, and returns the id of the
# cause. It's graded on 72 nights that you haven't seen, half of them with a false trail, as at level 2. In every
# night there is one cause.
#
# | key | what it holds |
# |---|---|
# | `served`, `booked` | minute by minute, how many events the gateways served, and how many of these are booked |
# | `throttled`, `read_throttled` | minute by minute, how many records and how many reads were throttled |
# | `incoming` | the records that a shard has stored in the last eight minutes, by shard id |
# | `age_s`, `retention_h` | minute by minute, the function's `IteratorAge`; and the stream's retention |
# | `invocations`, `errors`, `longest_s`, `timeout_s` | the function's invocations and its errors, minute by minute; its longest duration, and its timeout |
# | `undelivered` | messages to the failure destination that couldn't be delivered |
# | `log`, `gateway_log` | the newest line with an error in it, or an empty string |
# | `newest_data` | the beginning of the newest record that could be read back, or an empty string |
# | `stored_again` | how many events are in the shards more than once |
# | `mode`, `readers`, `position` | the stream's mode, the functions that read it, and the mapping's starting position |
# | `changes` | the change log of the night, oldest first |
#
# These are the ids of the causes; `game.causes()` has a sentence on each of them:
#
# * at the gateways and the stream: `failed-count-ignored`, `whole-batch-retried`, `constant-partition-key`,
#   `launch-outgrew-on-demand`
# * on the way to the function: `readers-share-a-shard`, `filter-drops-gzip`, `retention-cut`,
#   `mapping-recreated-at-latest`
# * at the function: `poison-pill`, `destination-denied`, `database-slow`, `errors-swallowed`
#
# Some causes look alike, and each of these groups needs a closer look:
#
# | what you see | which causes it can be | what tells them apart |
# |---|---|---|
# | records are `throttled` | `launch-outgrew-on-demand`, `whole-batch-retried`, `failed-count-ignored` | The company's stream is provisioned, except in nights of a launch. Gateways that send whole batches again leave more than ten events `stored_again`; gateways that ignore `FailedRecordCount` leave none. |
# | `age_s` is minutes or hours | `poison-pill`, `database-slow`, `readers-share-a-shard`, `constant-partition-key`, `retention-cut` | What the function's `log` says, whether reads are throttled, what each shard has stored, and whether the age stops growing at the retention. |
# | `errors` and an exception in the `log` | `poison-pill`, `destination-denied` | A poison pill blocks its shard. With `destination-denied` the mapping has dropped records, and couldn't deliver the message about them. |
# | `throttled`, `errors` and `undelivered` are 0, `age_s` is a few seconds or empty | `errors-swallowed`, `mapping-recreated-at-latest`, `filter-drops-gzip` | The function's own line in the `log`, the `position`, and whether the `newest_data` is JSON. |
#
# * **One key for all records throttles nothing here.** The hot key of lab 04 had thousands of records in one second.
#   This company writes some 35 events per minute, and one shard can take all of them. But the function reads a shard
#   with one invocation at a time, so it falls behind, as if it were slow. You recognize this cause by `incoming`: one
#   shard has stored everything.
# * **A false trail adds to the numbers.** While AWS has a disturbance, gateways resend what failed. So records can be
#   `throttled` and events `stored_again` although the cause is another one. Look at `mode` and `incoming` first.
# * **Who wrote the line?** Lambda writes `[ERROR]` for an exception that left the handler, and `Task timed out` if
#   the function reached its timeout. Every other line in `log` is from the handler itself.

# %% name="exercise-triage" exercise="triage"

# %% [markdown]
# ## Check

# %% name="check-triage"
check("09.1", triage)

# %% [markdown]
# ## Exercise: respond
#
# Now looking takes time again, and you act. Write `respond(game)`: it gets a game at its pager, looks, acts, and ends
# the game with `game.conclude(*causes, because=[...])`. To keep it short, three of the twelve causes occur:
# `errors-swallowed`, `poison-pill` and `mapping-recreated-at-latest`. A night may have two of them. Whatever breaks
# in a night has broken before its pager fires.
#
# * `game.look("books").rows` has `(minute, served, booked)`, `game.look("logs").rows` has `(time, line)`, and
#   `game.look("describe", what="mapping").rows` has `(setting, value)`. Every look has an `id`.
# * `game.act("deploy", what="book-usage", version=...)` takes `"v43"`, which reads the events that v41 can't read, or
#   `"previous"`. In a night without a deploy there is no previous version, so the game refuses it.
# * `game.act("second mapping", function="book-missing", since="00:12")` books what isn't booked yet. Wait
#   until `book-usage` has no backlog: it doesn't look whether an event is booked already, so it would book the events
#   of the backlog once more. The check doesn't ask whether you waited. It counts the events that are billed twice.
# * `game.act("update mapping", ...)` takes the settings of lab 08, and `game.act("redrive")` is your redrive.
#
# A night passes if no event is lost or billed twice, no act comes before its evidence, the causes are right, and the
# score is 80 points or more.

# %% name="exercise-respond" exercise="respond"

# %% [markdown]
# ## Check

# %% name="check-respond"
check("09.2", respond)

# %% [markdown]
# ### Your own experiment
#
# Play three nights yourself: set `level` to 1, then 2, then 3, and choose a seed that you like. `desk` shows the game
# as a panel, with a button for each look and each act. The next cell calls your game `mine`. Everything that a button
# does, a call does too, so you can go on in cells: `mine.look("logs")`, `mine.act("reshard", shards=6)`, or plain
# boto3. Your own code goes into service with `mine.deploy(handler)`. Before a night begins, decide which look you
# take first.

# %% name="own"
level, own_seed = 1, seed + 5
mine = lablib.incident(seed=own_seed, level=level)
desk(mine)

# %% [markdown]
# When your game is over, write the postmortem: put your words in place of `...`, and run the cell. Then run
# `lablib postmortem` in a terminal, in the folder of the course. It writes one HTML file and one Markdown file, with
# the timeline, the evidence, the acts, your words, and a rubric that says what a reader will look for.

# %% name="words"
words = {
    "summary": ...,  # what customers noticed, why, and what ended it
    "impact": ...,  # the five numbers, beside those of doing nothing
    "detection": ...,  # what fired when, and what would have fired earlier
    "cause": ...,  # what changed, and the evidence by its id: look 3
    "suspects": ...,  # what else it could have been, and what rules it out
    "response": ...,  # which act helped, and which didn't
    "actions": ...,  # at most three, each with an owner and a test
}
print("This game isn't over yet." if mine.outcome is None else score_card(keep(mine, words)))

# %% [markdown]
# ## Prove
#
# Three more nights, with your `respond` on call: another seed at each level.

# %% name="prove"
from lablib.teaching.game_day.nights_of_respond import another_night

for level in (1, 2, 3):
    print(another_night(seed + level, level, respond))

# %% [markdown]
# ## In production
#
# | practice | what it needs |
# |---|---|
# | a metric of your own for usage that isn't booked: served minus booked, every minute | the ids or the counts of both ends, and [PutMetricData](https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricData.html) |
# | a change log that you find in one look when you're on call | every deploy and every change of a setting writes a line, also those by hand ([CloudTrail](https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-user-guide.html) has the API calls) |
# | a function that books what is missing, deployed before you need it | an id per event, and an invoice table that takes one line per id |
# | a runbook per alarm, which names two possible causes and the look that tells them apart | somebody who plays it once a quarter |
#
# Game days exist for real systems as well: break one thing on purpose, in an environment where it's allowed, and
# watch who notices. AWS describes how in its [Well-Architected
# Framework](https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/rel_testing_resiliency_game_days_resiliency.html),
# and [Fault Injection Service](https://docs.aws.amazon.com/fis/latest/userguide/what-is.html) has the faults.
#
# For a group, `lablib game-master --seed 7 --level 2` makes a page for whoever leads the game: the pager, what to
# reveal when, what to ask a group that is stuck, and the truth.
#
# ## Recap and quiz
#
# * Follow the events from the gateways to the books. The first number that is wrong names the place, and the change
#   log often names the moment.
# * Look until the evidence tells two causes apart, then act. Stop the loss first, then repair what was missed.
# * A postmortem names evidence and checkable actions, and no person.

# %% name="quiz" questions="quiz"

# %% name="summary"
summary("09")
