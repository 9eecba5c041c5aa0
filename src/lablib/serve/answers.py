"""Errors in the form of each protocol, so that an SDK raises what it would raise on AWS.

Sources: https://smithy.io/2.0/aws/protocols/index.html and, for the header of the query codes,
https://smithy.io/2.0/aws/protocols/aws-query-protocol.html
"""

from __future__ import annotations

import json
from xml.sax.saxutils import escape

from lablib.serve import cbor
from lablib.serve.call import Protocol
from lablib.simulator.api.errors import AwsError
from lablib.simulator.api.wire import JSON_HEADERS, Answer

AMZ_CBOR = {"Content-Type": "application/x-amz-cbor-1.1"}
RPC_CBOR = {"Content-Type": "application/cbor", "smithy-protocol": "rpc-v2-cbor"}
XML = {"Content-Type": "text/xml"}


def error_answer(error: AwsError, protocol: Protocol) -> Answer:
    """The error as this protocol has it."""
    said = {"__type": error.code, "message": error.message}
    fault = "Sender" if error.status < 500 else "Receiver"
    match protocol:
        case "json":
            return Answer(error.status, JSON_HEADERS.copy(), json.dumps(said).encode())
        case "amz-cbor":
            return Answer(error.status, AMZ_CBOR.copy(), cbor.encode(said))
        case "rpc-cbor":
            return Answer(error.status, RPC_CBOR.copy(), cbor.encode(said))
        case "rest-json":
            headers = {"Content-Type": "application/json", "x-amzn-errortype": error.code}
            return Answer(error.status, headers, json.dumps({"message": error.message}).encode())
        case _:
            body = f"<Code>{escape(error.code)}</Code><Message>{escape(error.message)}</Message>"
            if protocol == "query":
                body = f"<ErrorResponse><Error><Type>{fault}</Type>{body}</Error></ErrorResponse>"
            else:
                body = f'<?xml version="1.0" encoding="UTF-8"?>\n<Error>{body}</Error>'
            return Answer(error.status, XML.copy(), body.encode())
