"""Tags of streams and consumers, by the older calls that name a stream and the newer ones that name an ARN.

Sources: https://docs.aws.amazon.com/kinesis/latest/APIReference/API_AddTagsToStream.html and
API_TagResource.html; texts as recorded by the authors of kinesalite (https://github.com/mhart/kinesalite).
Model: tags are listed by key.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lablib.simulator import limits
from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.operations.resource_arns import find_changeable, find_resource
from lablib.simulator.kinesis.operations.stream_status import require_active
from lablib.simulator.kinesis.state.region import Operation, Params, Region

_ALLOWED_BESIDE_LETTERS = frozenset("_./=+-@%: ")


def add_tags_to_stream(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Add or overwrite tags of an ACTIVE stream."""
    del now_us
    stream = region.find(params)
    require_active(stream)
    put_tags(stream.name, stream.tags, params["Tags"])
    return {}


def remove_tags_from_stream(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Remove tags of an ACTIVE stream; a key that it does not have is ignored."""
    del now_us
    stream = region.find(params)
    require_active(stream)
    _drop_tags(stream.tags, params["TagKeys"])
    return {}


def list_tags_for_stream(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """The stream's tags by key, after ExclusiveStartTagKey."""
    del now_us
    tags = region.find(params).tags
    keys = [key for key in sorted(tags) if key > params.get("ExclusiveStartTagKey", "")]
    most = params.get("Limit", limits.LIST_TAGS_PAGE)
    return {
        "Tags": [{"Key": key, "Value": tags[key]} for key in keys[:most]],
        "HasMoreTags": len(keys) > most,
    }


def tag_resource(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Add or overwrite tags of a stream or a consumer."""
    del now_us
    resource = find_changeable(region, params["ResourceARN"])
    put_tags(resource.name, resource.tags, params["Tags"])
    return {}


def untag_resource(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """Remove tags of a stream or a consumer; a key that it does not have is ignored."""
    del now_us
    resource = find_changeable(region, params["ResourceARN"])
    _drop_tags(resource.tags, params["TagKeys"])
    return {}


def list_tags_for_resource(region: Region, params: Params, now_us: int) -> dict[str, Any]:
    """All tags of a stream or a consumer."""
    del now_us
    tags = find_resource(region, params["ResourceARN"]).tags
    return {"Tags": [{"Key": key, "Value": tags[key]} for key in sorted(tags)]}


OPERATIONS: dict[str, Operation] = {
    "AddTagsToStream": add_tags_to_stream,
    "ListTagsForResource": list_tags_for_resource,
    "ListTagsForStream": list_tags_for_stream,
    "RemoveTagsFromStream": remove_tags_from_stream,
    "TagResource": tag_resource,
    "UntagResource": untag_resource,
}


def put_tags(name: str, tags: dict[str, str], added: dict[str, str]) -> None:
    """Put `added` into the `tags` of the stream or consumer `name`.

    Raises `InvalidArgumentException` for a character that tags cannot have, and for more than 50 tags.
    """
    _check_characters([*added, *added.values()])
    if len(tags | added) > limits.TAGS_PER_RESOURCE:
        raise AwsError(
            "InvalidArgumentException",
            f"Failed to add tags to stream {name} under account {limits.ACCOUNT_ID} because a given stream"
            f" cannot have more than {limits.TAGS_PER_RESOURCE} tags associated with it.",
        )
    tags.update(added)


def _drop_tags(tags: dict[str, str], keys: list[str]) -> None:
    _check_characters(keys)
    for key in keys:
        tags.pop(key, None)


def _check_characters(texts: Iterable[str]) -> None:
    for text in texts:
        if not all(character.isalnum() or character in _ALLOWED_BESIDE_LETTERS for character in text):
            raise AwsError(
                "InvalidArgumentException",
                "Some tags contain invalid characters. Valid characters: Unicode letters, digits, white"
                " space, _ . / = + - % @ :.",
            )
