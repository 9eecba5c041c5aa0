# A class that keeps the evidence and the causes, with a method per step.
QUEUE = "arn:aws:sqs:us-east-1:111122223333:booking-failures"


class OnCall:
    def __init__(self, game):
        self.game, self.evidence, self.causes = game, [], []

    def look(self, source, **what):
        look = self.game.look(source, **what)
        self.evidence.append(look.id)
        return list(look.rows)

    def failing(self):
        errors = self.look("metric", name="Errors", minutes=4)
        return sum(value for _, value in errors) > 0 and self.age() > 60_000

    def age(self):
        rows = self.look("metric", name="IteratorAge", statistic="Maximum", minutes=4)
        return rows[-1][1] if rows else 0

    def contain(self):
        log = self.look("logs")
        changes = " ".join(str(change) for _, change in self.look("deploys"))
        settings = " ".join(str(value) for _, value in self.look("describe", what="mapping"))
        if log and "v42" in changes:
            self.causes.append("errors-swallowed")
            self.game.act("deploy", what="book-usage", version="previous")
            self.game.wait(2)
        if self.failing():
            self.causes.append("poison-pill")
            self.game.act("deploy", what="book-usage", version="v43")
        if "LATEST" in settings:
            self.causes.append("mapping-recreated-at-latest")

    def repair(self):
        for _ in range(10):
            if self.age() < 60_000:
                break
            self.game.wait(2)
        rows = self.look("books", minutes=60)
        short = [minute for minute, served, booked in rows[:-3] if booked < served]
        if short:
            self.game.act("second mapping", function="book-missing", since=short[0])
            self.game.wait(8)


def respond(game):
    on_call = OnCall(game)
    on_call.contain()
    on_call.repair()
    return game.conclude(*on_call.causes, because=on_call.evidence)
