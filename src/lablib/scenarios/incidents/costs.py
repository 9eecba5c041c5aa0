"""How many minutes of the game each look and each act takes."""

from __future__ import annotations

LOOK_MINUTES = {
    "alarms": 1,
    "metric": 1,
    "describe": 1,
    "deploys": 1,
    "failure queue": 1,
    "logs": 2,
    "books": 2,
    "code": 2,
    "shard": 3,
}
"""By source."""

DEPLOY, UPDATE, SETTING, REDRIVE = 5, 2, 1, 3
RESHARD_PER_SHARD = 1
"""For each shard that there is before or after, whichever is more: a reshard goes step by step."""
