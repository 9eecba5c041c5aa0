# A dict of looks by cause, so that every cause is concluded with exactly the looks that show it.
QUEUE = "arn:aws:sqs:us-east-1:111122223333:booking-failures"


def wait_for_backlog(game):
    for _ in range(10):
        age = game.look("metric", name="IteratorAge", statistic="Maximum", minutes=4)
        if age.rows and age.rows[-1][1] < 60_000:
            return
        game.wait(2)


def respond(game):
    shown = {}
    books = game.look("books", minutes=60)
    describe = game.look("describe", what="mapping")
    if any("LATEST" in str(value) for _, value in describe.rows):
        shown["mapping-recreated-at-latest"] = {describe.id, books.id}
    log, deploys = game.look("logs"), game.look("deploys")
    if log.rows and any("v42" in str(change) for _, change in deploys.rows):
        shown["errors-swallowed"] = {log.id, deploys.id, books.id}
        game.act("deploy", what="book-usage", version="previous")
        game.wait(3)
    errors = game.look("metric", name="Errors", minutes=3)
    age = game.look("metric", name="IteratorAge", statistic="Maximum", minutes=3)
    if any(value for _, value in errors.rows) and max(value for _, value in age.rows) > 60_000:
        again = game.look("logs")
        shown["poison-pill"] = {errors.id, age.id, again.id}
        game.act("deploy", what="book-usage", version="v43")
    wait_for_backlog(game)
    after = game.look("books", minutes=60)
    since = next((minute for minute, served, booked in after.rows[:-3] if booked < served), None)
    if since is not None:
        game.act("second mapping", function="book-missing", since=since)
        game.wait(8)
    game.conclude(*shown, because=sorted(set().union(*shown.values()), key=str))
