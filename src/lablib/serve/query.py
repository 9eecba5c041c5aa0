"""AWS's query protocol: parameters in a form, the answer in XML.

Source: https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

from botocore.model import OperationModel, Shape


def nested(form: dict[str, str], shape: Shape) -> Any:
    """`{"Dimensions.member.1.Name": "StreamName"}` as lists and structures; every value is still a text."""
    tree: dict[str, Any] = {}
    for name, value in form.items():
        place, *rest = name.split(".")
        node = tree
        for part in rest:
            inner = node.setdefault(place, {})
            node = node[place] = inner if isinstance(inner, dict) else {}
            place = part
        node[place] = value
    return _shaped(tree, shape)


def written(model: OperationModel, result: dict[str, Any]) -> bytes:
    """The answer to an operation."""
    inside = ""
    if model.output_shape is not None:
        wrapper = model.output_shape.serialization.get("resultWrapper", f"{model.name}Result")
        inside = f"<{wrapper}>{_xml(result, model.output_shape)}</{wrapper}>"
    namespace = model.service_model.metadata["xmlNamespace"]
    metadata = (
        "<ResponseMetadata><RequestId>00000000-0000-4000-8000-000000000000</RequestId></ResponseMetadata>"
    )
    return f'<{model.name}Response xmlns="{namespace}">{inside}{metadata}</{model.name}Response>'.encode()


def _shaped(value: Any, shape: Shape) -> Any:
    match shape.type_name, value:
        case "structure", dict():
            return {
                name: _shaped(each, shape.members[name])
                for name, each in value.items()
                if name in shape.members
            }
        case "list", dict():
            items = value.get("member", value)
            numbered = items if isinstance(items, dict) else {}
            ordered = sorted((number for number in numbered if number.isdecimal()), key=int)
            return [_shaped(numbered[number], shape.member) for number in ordered]
        case "list", "":
            return []
    return value


def _xml(value: Any, shape: Shape) -> str:
    match value:
        case dict() if shape.type_name == "structure":
            parts = (
                f"<{name}>{_xml(each, shape.members[name])}</{name}>"
                for name, each in value.items()
                if each is not None
            )
            return "".join(parts)
        case dict():
            parts = (
                f"<entry><key>{escape(name)}</key><value>{_xml(each, shape.value)}</value></entry>"
                for name, each in value.items()
            )
            return "".join(parts)
        case list() | tuple():
            return "".join(f"<member>{_xml(each, shape.member)}</member>" for each in value)
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return escape(str(value))
