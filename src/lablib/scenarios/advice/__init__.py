"""Which change would lose nothing, and what does it cost? Plans for a traffic, each played and priced."""

from lablib.scenarios.advice.plan import AS_IT_IS, KEYS, OWN_KEY, Plan
from lablib.scenarios.advice.search import OTHER_SEEDS, Advice, Choice, advise
from lablib.scenarios.advice.trial import Traffic, Trial, play_plan, trial_of

__all__ = [
    "AS_IT_IS",
    "KEYS",
    "OTHER_SEEDS",
    "OWN_KEY",
    "Advice",
    "Choice",
    "Plan",
    "Traffic",
    "Trial",
    "advise",
    "play_plan",
    "trial_of",
]
