"""A boto3 session for each world, without the work that is the same for all of them.

A world needs a session of its own, because a session keeps credentials and handlers. But two things about it
are always the same, and made once: the loader, which parses a JSON model of each service (Kinesis: 50 ms),
and botocore's own handlers, 130 of them (10 ms). What is left (5 ms) waits until code asks boto3 for
something: many a trial of a grader opens a world and makes no client.
"""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

import boto3
import botocore.session
from botocore.credentials import CredentialResolver, EnvProvider
from botocore.hooks import HierarchicalEmitter
from botocore.loaders import Loader

from lablib.simulator.clock import interrupts

LOADER = Loader([Loader.BUILTIN_DATA_PATH], include_default_search_paths=False)
"""Reads what botocore ships, and nothing in the learner's own ~/.aws/models."""


def fresh_session() -> boto3.Session:
    """A session that has read no credentials yet and holds botocore's own handlers."""
    return Session()


class Session(boto3.Session):  # type: ignore[misc]
    """boto3's, which begins when something is asked of it."""

    _has_begun = False

    def __init__(self) -> None:
        """Nothing yet."""

    def __getattr__(self, name: str) -> Any:
        """What only a session has that has begun."""
        if self._has_begun:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        with interrupts.deferred():
            self._has_begun = True
            super().__init__(botocore_session=_core())
            _once_each_path()
        return getattr(self, name)


def session_beside_worlds(access_key: str, secret_key: str, region: str) -> boto3.Session:
    """An ordinary session of boto3 with these keys, with the loader of all others."""
    core = botocore.session.Session()
    core.register_component("data_loader", LOADER)
    session = boto3.Session(access_key, secret_key, region_name=region, botocore_session=core)
    _once_each_path()
    return session


def _once_each_path() -> None:
    """Each boto3 session adds the folder of boto3's own models to its loader."""
    LOADER.search_paths[:] = dict.fromkeys(LOADER.search_paths)


def _core() -> botocore.session.Session:
    core = botocore.session.Session(event_hooks=copy.copy(_own_handlers()), include_builtin_handlers=False)
    core.register_component("data_loader", LOADER)
    # A world has its keys in the environment. botocore's own chain would prepare to ask the machine for some.
    core.register_component("credential_provider", CredentialResolver([EnvProvider()]))
    return core


@cache
def _own_handlers() -> HierarchicalEmitter:
    """What a session of botocore registers by itself, our CloudWatch's handlers among them."""
    emitter = HierarchicalEmitter()
    botocore.session.Session(event_hooks=emitter)
    return emitter
