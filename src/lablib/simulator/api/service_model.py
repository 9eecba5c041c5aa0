"""botocore's own description of a service: the source of parameter constraints and of where blobs stand."""

from __future__ import annotations

from functools import cache

import botocore.session
from botocore.model import ServiceModel


@cache
def model_of(service: str) -> ServiceModel:
    """The model of `kinesis` or `lambda` in the botocore release that is installed."""
    return botocore.session.Session().get_service_model(service)
