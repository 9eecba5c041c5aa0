"""Create, get, update, delete and list event source mappings.

Source: https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.state.stream import Stream
from lablib.simulator.lambda_.function.function import Function
from lablib.simulator.lambda_.mapping.mapping import Mapping
from lablib.simulator.lambda_.mapping.settings import MEMBERS, Settings
from lablib.simulator.lambda_.mapping.settings_validation import (
    check_settings,
    check_source,
    refuse_other_sources,
)
from lablib.simulator.lambda_.mapping.starting_position import StartingPosition
from lablib.simulator.lambda_.paging import read_page
from lablib.simulator.lambda_.region import LambdaRegion

Params = dict[str, Any]
REPORTS = "ReportBatchItemFailures"


def create(region: LambdaRegion, params: Params, now_us: int) -> dict[str, Any]:
    """Make a mapping; it polls once it is Enabled. The order of the checks is on record."""
    refuse_other_sources(params)
    check_source(params)
    starting_position = StartingPosition.of(params, now_us)
    settings = settings_of(Settings(), params)
    check_settings(settings)
    function = _find_function(region, params["FunctionName"])
    stream, source_arn = find_source(region, params)
    _check_unique(region, function, source_arn)
    uuid = region.runtime.new_id()
    mapping = Mapping(
        uuid,
        region.kinesis,
        stream,
        source_arn,
        function,
        region.runtime,
        settings,
        starting_position,
        region.rngs_of_next_mapping(),
    )
    region.mappings[uuid] = mapping
    arrive = mapping.enable if params.get("Enabled", True) else mapping.disable
    region.kinesis.clock.call_at(now_us + round(region.mapping_create_s * limits.US_PER_S), arrive)
    return describe(mapping)


def get(region: LambdaRegion, params: Params, now_us: int) -> dict[str, Any]:
    """One mapping as it is now."""
    return describe(_find(region, params["UUID"]))


def list_(region: LambdaRegion, params: Params, now_us: int) -> dict[str, Any]:
    """The mappings, of one function or one stream if that is asked for."""
    found = list(region.mappings.values())
    if name := params.get("FunctionName"):
        found = [each for each in found if region.functions.is_named(each.function, name)]
    if arn := params.get("EventSourceArn"):
        found = [each for each in found if each.source_arn == arn]
    page, more = read_page(found, params, limits.LIST_MAPPINGS_PAGE)
    return {"EventSourceMappings": [describe(each) for each in page]} | more


def update(region: LambdaRegion, params: Params, now_us: int) -> dict[str, Any]:
    """Change settings, or enable and disable; the place in each shard is kept."""
    mapping = _find(region, params["UUID"])
    _check_steady(mapping)
    refuse_other_sources(params)
    function = _find_function(region, params.get("FunctionName") or mapping.function.name)
    if function is not mapping.function:
        _check_unique(region, function, mapping.source_arn)
    settings = settings_of(mapping.settings, params)
    check_settings(settings)
    was_enabled = mapping.state == "Enabled"
    enable = params.get("Enabled", was_enabled)
    mapping.state = "Updating" if enable is was_enabled else "Enabling" if enable else "Disabling"
    mapping.modified_us = now_us
    mapping.stop()
    region.kinesis.clock.spawn(
        _change, region, mapping, settings, function, enable, name="update of a mapping"
    )
    return describe(mapping, settings) | {"FunctionArn": function.arn}


def delete(region: LambdaRegion, params: Params, now_us: int) -> dict[str, Any]:
    """Take a mapping away; its place in the stream goes with it."""
    mapping = _find(region, params["UUID"])
    _check_steady(mapping)
    mapping.state = "Deleting"
    mapping.stop()
    region.kinesis.clock.spawn(_remove, region, mapping, name="deletion of a mapping")
    return describe(mapping)


def describe(mapping: Mapping, settings: Settings | None = None) -> dict[str, Any]:
    """A mapping as the API shows it: every setting, whether it was given or not."""
    now = settings or mapping.settings
    shown: dict[str, Any] = {member: getattr(now, field) for member, field in MEMBERS.items()}
    if now.kms_key_arn is None:
        del shown["KMSKeyArn"]
    destination = {} if now.destination is None else {"Destination": now.destination}
    shown |= {
        "UUID": mapping.uuid,
        "EventSourceMappingArn": mapping.arn,
        "EventSourceArn": mapping.source_arn,
        "FunctionArn": mapping.function.arn,
        "StartingPosition": mapping.starting_position.kind,
        "State": mapping.state,
        "StateTransitionReason": "User action",
        "LastProcessingResult": mapping.last_result,
        "LastModified": mapping.modified_us / limits.US_PER_S,
        "FunctionResponseTypes": [REPORTS] if now.reports_item_failures else [],
        "DestinationConfig": {"OnFailure": destination},
    }
    if mapping.starting_position.at_us is not None:
        shown["StartingPositionTimestamp"] = mapping.starting_position.at_us / limits.US_PER_S
    if now.filters:
        shown["FilterCriteria"] = {"Filters": [{"Pattern": pattern} for pattern in now.filters]}
    if now.metrics:
        shown["MetricsConfig"] = {"Metrics": ["EventCount"]}
    return shown


def settings_of(before: Settings, params: Params) -> Settings:
    """The settings with what the call gives; what it leaves out stays."""
    changes: dict[str, Any] = {field: params[name] for name, field in MEMBERS.items() if name in params}
    if "FunctionResponseTypes" in params:
        changes["reports_item_failures"] = REPORTS in params["FunctionResponseTypes"]
    if "DestinationConfig" in params:
        changes["destination"] = params["DestinationConfig"].get("OnFailure", {}).get("Destination") or None
    if "FilterCriteria" in params:
        filters = params["FilterCriteria"].get("Filters") or []
        changes["filters"] = tuple(each.get("Pattern", "") for each in filters)
    if "MetricsConfig" in params:
        changes["metrics"] = "EventCount" in (params["MetricsConfig"].get("Metrics") or [])
    return replace(before, **changes)


def find_source(region: LambdaRegion, params: Params) -> tuple[Stream, str]:
    """The stream behind `EventSourceArn`, which may name a consumer of it."""
    arn: str = params.get("EventSourceArn") or ""
    name = arn.partition(":stream/")[2].partition("/consumer/")[0]
    stream = region.kinesis.streams.get(name)
    known = stream is not None and (
        arn == stream.arn or any(each.arn == arn for each in stream.consumers.values())
    )
    if stream is None or not known:
        raise AwsError("InvalidParameterValueException", f"Stream not found: {arn}")
    return stream, arn


def _find_function(region: LambdaRegion, asked: str) -> Function:
    """The function of a mapping, whose absence has another error than anywhere else (on record)."""
    try:
        return region.functions.find(asked)
    except AwsError as error:
        raise AwsError("InvalidParameterValueException", "Function does not exist") from error


def _find(region: LambdaRegion, uuid: str) -> Mapping:
    mapping = region.mappings.get(uuid)
    if mapping is None:
        raise AwsError("ResourceNotFoundException", "The resource you requested does not exist.", 404)
    return mapping


def _check_unique(region: LambdaRegion, function: Function, source_arn: str) -> None:
    """A stream feeds a function once."""
    for other in region.mappings.values():
        if other.function is function and other.source_arn == source_arn:
            raise AwsError(
                "ResourceConflictException",
                f'The event source arn (" {source_arn} ") and function (" {function.name} ") provided '
                "mapping already exists. Please update or delete the existing mapping with UUID "
                f"{other.uuid}",
                409,
            )


def _check_steady(mapping: Mapping) -> None:
    if mapping.state not in ("Enabled", "Disabled"):
        raise AwsError(
            "ResourceInUseException",
            f"Cannot update the event source mapping because it is in use ({mapping.state}).",
        )


def _change(
    region: LambdaRegion, mapping: Mapping, settings: Settings, function: Function, enable: bool
) -> None:
    """The lanes come to rest, the new settings hold, and they go on."""
    _rest(region, mapping)
    mapping.configure(settings, function)
    if enable:
        mapping.enable()
    else:
        mapping.disable()


def _remove(region: LambdaRegion, mapping: Mapping) -> None:
    _rest(region, mapping)
    region.deleted.append(region.mappings.pop(mapping.uuid))
    for shard in mapping.stream.shards:
        shard.owed_from.pop(mapping.uuid, None)
        shard.on_expiry.pop(mapping.uuid, None)


def _rest(region: LambdaRegion, mapping: Mapping) -> None:
    """A change takes its time, and as long as the invocations under way."""
    due_us = mapping.clock.now_us + round(region.mapping_update_s * limits.US_PER_S)
    mapping.settle()
    mapping.clock.sleep_until(due_us)
