# Starts book-missing right after the deploy: with a blocked shard's backlog, both functions book the same.
QUEUE = "arn:aws:sqs:us-east-1:111122223333:booking-failures"


def respond(game):
    """Look, act, and end the game with game.conclude(*causes, because=[ids of looks])."""
    logs, deploys = game.look("logs"), game.look("deploys")
    mapping, books = game.look("describe", what="mapping"), game.look("books", minutes=60)
    lines = [line for _, line in logs.rows]
    poison = any("[ERROR]" in line for line in lines)
    swallowed = any("Error" in line and "[ERROR]" not in line for line in lines)
    latest = any(str(value) == "LATEST" for _, value in mapping.rows)
    causes = [
        name
        for name, found in (
            ("poison-pill", poison),
            ("errors-swallowed", swallowed),
            ("mapping-recreated-at-latest", latest),
        )
        if found
    ]
    short = [minute for minute, served, booked in books.rows if booked < served]
    times = [at for at, change in deploys.rows if "v42" in change or "mapping" in change.lower()]
    since = min(times + short[:1])
    if poison or swallowed:
        game.act("deploy", what="book-usage", version="v43" if poison else "previous")
    if causes:
        game.act("second mapping", function="book-missing", since=since)
    game.wait(8)
    game.conclude(*causes, because=[look.id for look in (logs, deploys, mapping, books)])
