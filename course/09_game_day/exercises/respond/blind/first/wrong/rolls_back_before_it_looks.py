# Rolls back as soon as the pager fires and looks afterwards: no act may come before its evidence.
QUEUE = "arn:aws:sqs:us-east-1:111122223333:booking-failures"


def wait_for_backlog(game):
    for _ in range(10):
        age = game.look("metric", name="IteratorAge", statistic="Maximum", minutes=4)
        if age.rows and age.rows[-1][1] < 60_000:
            return
        game.wait(2)


def blocks(game):
    """Does book-usage fail now? The ids of the looks, too."""
    game.wait(2)
    errors = game.look("metric", name="Errors", minutes=4)
    age = game.look("metric", name="IteratorAge", statistic="Maximum", minutes=3)
    failing = sum(value for _, value in errors.rows) > 0
    return failing and age.rows[-1][1] > 60_000, [errors.id, age.id]


def respond(game):
    game.act("deploy", what="book-usage", version="previous")  # stop it first
    logs = game.look("logs")
    deploys = game.look("deploys")
    mapping = game.look("describe", what="mapping")
    age = game.look("metric", name="IteratorAge", statistic="Maximum", minutes=5)
    errors = game.look("metric", name="Errors", minutes=5)
    books = game.look("books", minutes=60)
    evidence = [look.id for look in (logs, deploys, mapping, age, errors, books)]

    swallowed = bool(logs.rows) and any("v42" in str(change) for _, change in deploys.rows)
    blocked = sum(value for _, value in errors.rows) > 0 and max(value for _, value in age.rows) > 60_000
    latest = any("LATEST" in str(value) for _, value in mapping.rows)
    causes = []
    if swallowed:
        causes.append("errors-swallowed")
    if not blocked:
        blocked, looks = blocks(game)
        evidence += looks
    if blocked:
        causes.append("poison-pill")
        game.act("deploy", what="book-usage", version="v43")
    if latest:
        causes.append("mapping-recreated-at-latest")
    wait_for_backlog(game)
    short = [minute for minute, served, booked in books.rows if booked < served]
    if (swallowed or latest) and short:
        game.act("second mapping", function="book-missing", since=short[0])
        game.wait(8)
    game.conclude(*causes, because=evidence)
