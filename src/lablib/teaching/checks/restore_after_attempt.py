"""A guard on what learner code might replace: boto3, time, random, the environment. All of it is put back."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import random
import sys
import time
from collections.abc import Iterator
from typing import Any

import boto3
import boto3.session
import botocore.client
import botocore.httpsession
import botocore.session

_OWNERS: dict[str, Any] = {
    "boto3": boto3,
    "boto3.session.Session": boto3.session.Session,
    "botocore.client.BaseClient": botocore.client.BaseClient,
    "botocore.session.Session": botocore.session.Session,
    "botocore.httpsession.URLLib3Session": botocore.httpsession.URLLib3Session,
    "time": time,
    "random": random,
    "json": json,
    "logging": logging,
    "logging.Logger": logging.Logger,
}
_SET_BY_THEIR_LIBRARY = {"boto3.DEFAULT_SESSION", "logging.root"}


@contextlib.contextmanager
def put_back() -> Iterator[list[str]]:
    """While this is on, code may replace what it likes. After it all is as before, and the list names it."""
    before = {name: dict(vars(owner)) for name, owner in _OWNERS.items()}
    replaced: list[str] = []
    try:
        yield replaced
    finally:
        for owner_name, owner in _OWNERS.items():
            replaced += [f"{owner_name}.{name}" for name in _restore(owner, before[owner_name], owner_name)]


@contextlib.contextmanager
def environment_put_back() -> Iterator[None]:
    """The variables of the environment are after it as before, so that no check finds those of another."""
    before = dict(os.environ)
    try:
        yield
    finally:
        for name in os.environ.keys() - before.keys():
            del os.environ[name]
        os.environ.update(before)


def _restore(owner: Any, before: dict[str, Any], owner_name: str) -> list[str]:
    """The names whose value is another one than before, each set back; new names are taken away."""
    now = dict(vars(owner))
    changed = [
        name
        for name in sorted(now.keys() | before.keys())
        if now.get(name, before) is not before.get(name, now)
        and not name.startswith("__")
        and f"{owner_name}.{name}" not in _SET_BY_THEIR_LIBRARY
        and not _is_import(now.get(name), owner_name, name)
    ]
    for name in changed:
        if name in before:
            setattr(owner, name, before[name])
        else:
            delattr(owner, name)
    return changed


def _is_import(value: Any, owner_name: str, name: str) -> bool:
    """Whether it is a part of the library that was imported meanwhile, such as `logging.handlers`."""
    return value is not None and sys.modules.get(f"{owner_name}.{name}") is value
