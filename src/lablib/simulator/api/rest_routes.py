"""Which operation of a REST service a request asks for: by method and path, as botocore's model has them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from botocore.model import OperationModel

from lablib.simulator.api.service_model import model_of
from lablib.simulator.api.wire import Request


def operation_of(service: str, request: Request) -> str:
    """The operation's name; the method and path themselves for one that the service does not have.

    S3 tells some by what else is there: a PUT of an object is a copy if it has the header for that.
    """
    path, _, query = request.target.partition("?")
    there = {part.partition("=")[0] for part in query.split("&")} | request.headers.keys()
    found = [
        route
        for route in _routes(service)
        if route.method == request.method
        and route.path.fullmatch(path)
        and route.fixed <= set(query.split("&"))
    ]
    if not found:
        return f"{request.method} {path}"
    return max(found, key=lambda route: (route.needs <= there, len(route.fixed), len(route.needs))).operation


def path_of(service: str, operation: str) -> re.Pattern[str]:
    """The pattern of an operation's path; its groups are named after the members that stand there."""
    return next(route.path for route in _routes(service) if route.operation == operation)


class _Route(NamedTuple):
    operation: str
    method: str
    path: re.Pattern[str]
    fixed: set[str]
    """Parts of the query that are always there."""
    needs: set[str]
    """Names of the query, and of headers in lower case, that have to be there."""


@cache
def _routes(service: str) -> list[_Route]:
    model = model_of(service)
    return [_route(model.operation_model(name)) for name in model.operation_names]


def _route(operation: OperationModel) -> _Route:
    path, _, query = operation.http["requestUri"].partition("?")
    parts = re.split(r"\{(\w+\+?)\}", path)
    pattern = "".join(_group(part) if at % 2 else re.escape(part) for at, part in enumerate(parts))
    fixed = set(query.split("&")) if query else set()
    return _Route(
        operation.name, operation.http["method"], re.compile(pattern + "/?"), fixed, _needs(operation)
    )


def _needs(operation: OperationModel) -> set[str]:
    shape = operation.input_shape
    members = [shape.members[name].serialization for name in shape.required_members] if shape else []
    return {
        each["name"].lower() if each["location"] == "header" else each["name"]
        for each in members
        if each.get("location") in ("header", "querystring")
    }


def _group(member: str) -> str:
    """A member with a plus may have slashes: the key of an object."""
    return f"(?P<{member[:-1]}>.+)" if member.endswith("+") else f"(?P<{member}>[^/]+)"
