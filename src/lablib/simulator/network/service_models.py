"""AWS's service models, read once for all worlds.

A boto3 client is made from a JSON model of its service, and the loader that parses it (Kinesis: 50 ms)
belongs to a session. Each world has a session of its own, because a session keeps credentials and handlers.
So all of them share this one loader.
"""

from __future__ import annotations

import boto3
import botocore.session
from botocore.loaders import Loader

LOADER = Loader([Loader.BUILTIN_DATA_PATH], include_default_search_paths=False)
"""Reads what botocore ships, and nothing in the learner's own ~/.aws/models."""


def fresh_session() -> boto3.Session:
    """A session that has read no credentials yet, and reads no model a second time."""
    core = botocore.session.get_session()
    core.register_component("data_loader", LOADER)
    session = boto3.Session(botocore_session=core)
    # Each boto3 session adds the folder of boto3's own models to its loader: once is enough.
    LOADER.search_paths[:] = dict.fromkeys(LOADER.search_paths)
    return session
