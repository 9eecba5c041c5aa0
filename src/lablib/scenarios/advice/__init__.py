"""Which change would lose nothing, and what does it cost? Plans for a traffic, each played and priced."""

from lablib.scenarios.advice.plan import AS_IT_IS, KEYS, OWN_KEY, Plan
from lablib.scenarios.advice.search import Advice, advise
from lablib.scenarios.advice.trial import Traffic, Trial, play_plan

__all__ = ["AS_IT_IS", "KEYS", "OWN_KEY", "Advice", "Plan", "Traffic", "Trial", "advise", "play_plan"]
