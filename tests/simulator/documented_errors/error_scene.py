"""Where an error is provoked: a world, one operation of it, and a call that would succeed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import boto3
from botocore import xform_name
from botocore.config import Config

from lablib import World

PLAIN = Config(retries={"total_max_attempts": 1}, parameter_validation=False)
"""What is wrong reaches the service, and what it answers comes through at once."""


@dataclass
class Scene:
    """`call()` is valid as it stands; a provocation changes what it says or what it meets."""

    world: World
    service: str
    operation: str
    usual: dict[str, Any]
    """The parameters of a call that succeeds."""

    def call(self, **changed: Any) -> dict[str, Any]:
        """The operation with other parameters; one that is None is left out."""
        params = {name: value for name, value in (self.usual | changed).items() if value is not None}
        return getattr(self.client, xform_name(self.operation))(**params)

    @cached_property
    def client(self) -> Any:
        """Of the operation's service."""
        return boto3.client(self.service, config=PLAIN)


Provocation = Callable[[Scene], object]
"""Raises the ClientError. Its last call is the one that is refused."""


def changed(**params: Any) -> Provocation:
    """The call with these parameters instead; one that is None is left out."""
    return lambda scene: scene.call(**params)


def calls(most: int, pause_s: float = 0, **params: Any) -> Provocation:
    """So many calls, which may be refused for other reasons, and one more."""

    def call_again_and_again(scene: Scene) -> None:
        for _ in range(most):
            with suppress(scene.client.exceptions.ResourceInUseException):
                scene.call(**params)
            scene.world.sleep(pause_s)
        scene.call(**params)

    return call_again_and_again


def broken_service(scene: Scene) -> None:
    """Every request fails inside the service."""
    scene.world.fault("http_500", for_s=60, service=scene.service)
    scene.call()
