# Style: a class with __call__ and its own random generator, seeded by the system.
import random


class Policy:
    HOPELESS = ("AccessDenied", "InvalidArgument", "ResourceNotFound", "Validation")

    def __init__(self):
        self.draw = random.SystemRandom().random

    def __call__(self, retry, code, base_s, cap_s):
        if code.startswith(self.HOPELESS):
            return None
        doubled = base_s * 2.0 ** (retry if retry < 900 else 900)
        return self.draw() * min(doubled, cap_s)


pause_before = Policy()
