# Believed a night has one cause, so in a night with two the second is neither treated nor named.
QUEUE = "arn:aws:sqs:us-east-1:111122223333:booking-failures"


def short_minutes(look):
    """Minutes with fewer booked than served; the newest are still on their way."""
    return [minute for minute, served, booked in look.rows[:-4] if booked < served]


def late_s(game):
    rows = game.look("metric", name="IteratorAge", statistic="Maximum", minutes=6).rows
    return rows[-1][1] / 1000 if rows else 0


def respond(game):
    logs = game.look("logs")
    mapping = game.look("describe", what="mapping")
    books = game.look("books", minutes=60)
    lines = [line for _, line in logs.rows]
    raised = any("[ERROR]" in line for line in lines)
    own = any("error" in line.lower() and "[ERROR]" not in line for line in lines)
    latest = dict(mapping.rows).get("StartingPosition") == "LATEST"
    causes = []
    if raised:
        causes.append("poison-pill")
    elif own:
        causes.append("errors-swallowed")
    elif latest:
        causes.append("mapping-recreated-at-latest")
    if raised:
        game.act("deploy", what="book-usage", version="v43")
    elif own:
        game.act("deploy", what="book-usage", version="previous")
    if raised:
        for _ in range(8):
            game.wait(3)
            if late_s(game) < 60:
                break
    short = short_minutes(game.look("books", minutes=90))
    if short:
        game.act("second mapping", function="book-missing", since=short[0])
        game.wait(10)
    game.conclude(*causes, because=[logs.id, mapping.id, books.id])
