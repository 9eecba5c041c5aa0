"""Calls of boto3 for a deployment, with the values of a template turned into those of the API."""

from __future__ import annotations

from typing import Any

import botocore

from lablib.simulator.network.clients import world_client
from lablib.simulator.world import World
from lablib.templates.api_values import typed

Properties = dict[str, Any]
POLL_S = 1.0
"""Between two looks at whether something has come or gone."""


class Caller:
    """Calls the services of an open world, with one client for each."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._clients: dict[str, Any] = {}

    def call(self, service: str, operation: str, params: Properties) -> dict[str, Any]:
        """An operation by its API name. Raises as boto3 does."""
        if service not in self._clients:
            self._clients[service] = world_client(service)
        client = self._clients[service]
        shape = client.meta.service_model.operation_model(operation).input_shape
        answer: dict[str, Any] = getattr(client, botocore.xform_name(operation))(**typed(params, shape))
        return answer
