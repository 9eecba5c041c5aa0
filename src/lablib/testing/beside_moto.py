"""A test's own `mock_aws` and a world at once: moto answers what the world doesn't model."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

MODELLED = ("kinesis", "awslambda")
"""moto's names of what the world answers at its network. CloudWatch's calls never get as far as moto."""


@contextmanager
def modelled_services_pass() -> Iterator[None]:
    """While the block runs, moto lets requests to the modelled services pass on to the world.

    That is moto's own setting `core.passthrough.services`. A `mock_aws` with a `core` of its own that starts
    inside the block has to give it itself: https://docs.getmoto.org/en/latest/docs/configuration/index.html
    """
    if "moto" not in sys.modules:
        yield
        return
    from moto.core.config import default_user_config

    core: Any = default_user_config["core"]
    services = core.setdefault("passthrough", {}).setdefault("services", [])
    added = [each for each in MODELLED if each not in services]
    services += added
    try:
        yield
    finally:
        services[:] = [each for each in services if each not in added]
