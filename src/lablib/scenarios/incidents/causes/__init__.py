"""The causes of incidents, one a file."""

from lablib.scenarios.incidents.cause import Cause
from lablib.scenarios.incidents.causes import errors_swallowed

CAUSES: dict[str, Cause] = {cause.id: cause for cause in (errors_swallowed.CAUSE,)}
"""All of them by id."""
