# Small helpers, one for each question: what is broken, since when, is there a backlog.
QUEUE = "arn:aws:sqs:us-east-1:111122223333:booking-failures"


def broken(logs, mapping):
    for _, line in logs.rows:
        if "[ERROR]" in line:
            yield "poison-pill"
        elif "Error" in line:
            yield "errors-swallowed"
    if "LATEST" in [str(value) for _, value in mapping.rows]:
        yield "mapping-recreated-at-latest"


def since_when(deploys, books):
    changed = [at for at, change in deploys.rows if "v42" in change or "mapping" in change.lower()]
    return min([*changed, *(at for at, served, booked in books.rows if booked < served)])


def drain(game):
    game.wait(4)
    tries = 15
    while tries:
        rows = game.look("metric", name="IteratorAge", statistic="Maximum", minutes=5).rows
        if rows and rows[-1][1] < 30_000:
            return
        tries -= 1


def respond(game):
    """Look, act, and end the game with game.conclude(*causes, because=[ids of looks])."""
    looks = [game.look("logs"), game.look("describe", what="mapping")]
    causes = sorted(set(broken(*looks)))
    looks += [game.look("deploys"), game.look("books", minutes=60)]
    if "poison-pill" in causes:
        game.act("deploy", what="book-usage", version="v43")
        drain(game)
    elif "errors-swallowed" in causes:
        game.act("deploy", what="book-usage", version="previous")
    if set(causes) - {"poison-pill"}:
        game.act("second mapping", function="book-missing", since=since_when(*looks[2:]))
        game.wait(8)
    game.conclude(*causes, because=[look.id for look in looks])
