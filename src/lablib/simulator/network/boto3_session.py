"""A boto3 session for each world, without the work that is the same for all of them.

A world needs a session of its own, because a session keeps credentials and handlers. But two things about it
are always the same, and made once: the loader, which parses a JSON model of each service (Kinesis: 50 ms),
and botocore's own handlers, 130 of them (10 ms).
"""

from __future__ import annotations

import copy
from functools import cache

import boto3
from botocore.hooks import HierarchicalEmitter
from botocore.loaders import Loader
from botocore.session import Session

LOADER = Loader([Loader.BUILTIN_DATA_PATH], include_default_search_paths=False)
"""Reads what botocore ships, and nothing in the learner's own ~/.aws/models."""


def fresh_session() -> boto3.Session:
    """A session that has read no credentials yet and holds botocore's own handlers."""
    core = Session(event_hooks=copy.copy(_own_handlers()), include_builtin_handlers=False)
    core.register_component("data_loader", LOADER)
    session = boto3.Session(botocore_session=core)
    # Each boto3 session adds the folder of boto3's own models to its loader: once is enough.
    LOADER.search_paths[:] = dict.fromkeys(LOADER.search_paths)
    return session


@cache
def _own_handlers() -> HierarchicalEmitter:
    """What a session of botocore registers by itself, our CloudWatch's handlers among them."""
    emitter = HierarchicalEmitter()
    Session(event_hooks=emitter)
    return emitter
