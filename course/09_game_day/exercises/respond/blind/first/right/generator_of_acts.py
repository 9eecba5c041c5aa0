# A generator yields the causes as it finds and stops them, and the caller repairs afterwards.
from functools import partial

QUEUE = "arn:aws:sqs:us-east-1:111122223333:booking-failures"


def causes_of(game, look):
    if any("LATEST" in str(row) for row in look("describe", what="mapping").rows):
        yield "mapping-recreated-at-latest"
    if look("logs").rows and "v42" in str(look("deploys").rows):
        yield "errors-swallowed"
        game.act("deploy", what="book-usage", version="previous")
        game.wait(2)
    errors = sum(count for _, count in look("metric", name="Errors", minutes=4).rows)
    if errors and newest_age(look) > 60_000:
        yield "poison-pill"
        game.act("deploy", what="book-usage", version="v43")


def newest_age(look):
    return look("metric", name="IteratorAge", statistic="Maximum", minutes=4).rows[-1][1]


def noted(game, ids, source, **what):
    look = game.look(source, **what)
    ids.append(look.id)
    return look


def respond(game):
    ids = []
    look = partial(noted, game, ids)
    causes = list(causes_of(game, look))
    tries = 10
    while tries and newest_age(look) > 60_000:
        game.wait(2)
        tries -= 1
    short = [row[0] for row in look("books", minutes=60).rows[:-3] if row[2] < row[1]]
    if short:
        game.act("second mapping", function="book-missing", since=short[0])
        game.wait(8)
    game.conclude(*causes, because=ids)
