"""For exercises whose answer is a producer: situations, what it did in them, and what it must not do."""

from lablib.teaching.checks.producer.producer_attempt import (
    ProducerAttempt,
    facts,
    id_of,
    name_of,
    play,
    totals,
    trials,
)
from lablib.teaching.checks.producer.situations import Trial

__all__ = ["ProducerAttempt", "Trial", "facts", "id_of", "name_of", "play", "totals", "trials"]
