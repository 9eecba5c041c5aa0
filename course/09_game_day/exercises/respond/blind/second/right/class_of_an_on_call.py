# A class for the night, made anew in every call, with a method for each phase.
QUEUE = "arn:aws:sqs:us-east-1:111122223333:booking-failures"


class OnCall:
    def __init__(self, game):
        self.game, self.looks, self.causes = game, [], set()

    def see(self, source, **more):
        look = self.game.look(source, **more)
        self.looks.append(look.id)
        return look.rows

    def observe(self):
        lines = [line for _, line in self.see("logs")]
        if any("[ERROR]" in line for line in lines):
            self.causes.add("poison-pill")
        if any("Error" in line and "[ERROR]" not in line for line in lines):
            self.causes.add("errors-swallowed")
        if any(str(value) == "LATEST" for _, value in self.see("describe", what="mapping")):
            self.causes.add("mapping-recreated-at-latest")
        changes = self.see("deploys")
        books = self.see("books", minutes=60)
        times = [at for at, text in changes if "v42" in text or "mapping" in text.lower()]
        self.since = min(times + [at for at, served, booked in books if booked < served])

    def stop(self):
        if not self.causes & {"poison-pill", "errors-swallowed"}:
            return
        version = "v43" if "poison-pill" in self.causes else "previous"
        self.game.act("deploy", what="book-usage", version=version)

    def repair(self):
        if "poison-pill" in self.causes:
            self.game.wait(5)
            age = [("", 1e9)]
            while age and age[-1][1] > 30_000:
                age = self.see("metric", name="IteratorAge", statistic="Maximum", minutes=5)
        if self.causes != {"poison-pill"}:
            self.game.act("second mapping", function="book-missing", since=self.since)
            self.game.wait(8)


def respond(game):
    """Look, act, and end the game with game.conclude(*causes, because=[ids of looks])."""
    night = OnCall(game)
    night.observe()
    night.stop()
    night.repair()
    game.conclude(*sorted(night.causes), because=night.looks)
