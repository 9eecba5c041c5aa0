# A class that keeps its looks as evidence and has a method for each step.
QUEUE = "arn:aws:sqs:us-east-1:111122223333:booking-failures"


class Responder:
    def __init__(self, game):
        self.game, self.shown = game, []

    def look(self, *args, **kwargs):
        seen = self.game.look(*args, **kwargs)
        self.shown.append(seen.id)
        return seen

    def diagnose(self):
        lines = [line for _, line in self.look("logs").rows]
        settings = dict(self.look("describe", what="mapping").rows)
        self.look("books", minutes=60)
        lambdas = [line for line in lines if "[ERROR]" in line]
        handlers = [line for line in lines if line not in lambdas and "error" in line.lower()]
        return {
            "poison-pill": bool(lambdas),
            "errors-swallowed": bool(handlers),
            "mapping-recreated-at-latest": "LATEST" in str(settings.get("StartingPosition")),
        }

    def drain(self):
        for _ in range(9):
            self.game.wait(3)
            rows = self.game.look("metric", name="IteratorAge", statistic="Maximum", minutes=5).rows
            if rows and rows[-1][1] < 60_000:
                return

    def repair(self):
        rows = self.game.look("books", minutes=90).rows[:-4]
        since = next((minute for minute, served, booked in rows if booked < served), None)
        if since is not None:
            self.game.act("second mapping", function="book-missing", since=since)
            self.game.wait(10)

    def __call__(self):
        found = self.diagnose()
        evidence = list(self.shown)
        if found["poison-pill"]:
            self.game.act("deploy", what="book-usage", version="v43")
            self.drain()
        elif found["errors-swallowed"]:
            self.game.act("deploy", what="book-usage", version="previous")
        self.repair()
        self.game.conclude(*(cause for cause, is_it in found.items() if is_it), because=evidence)


def respond(game):
    Responder(game)()
