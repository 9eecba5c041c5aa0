"""botocore's own description of a service: the source of parameter constraints and of where blobs stand."""

from __future__ import annotations

from functools import cache

import botocore.session
from botocore.model import ServiceModel


@cache
def kinesis_model() -> ServiceModel:
    """The model of the Kinesis release that is installed."""
    return botocore.session.Session().get_service_model("kinesis")
