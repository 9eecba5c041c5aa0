"""What a REST service is asked for, by method, path, query and headers."""

import pytest

from lablib.simulator.api.rest_routes import operation_of
from lablib.simulator.api.wire import Request


@pytest.mark.parametrize(
    ("service", "method", "target", "operation"),
    [
        ("s3", "PUT", "/bucket/folder/key.txt", "PutObject"),
        ("s3", "PUT", "/bucket/key?partNumber=1&uploadId=a", "UploadPart"),
        ("s3", "DELETE", "/bucket/key", "DeleteObject"),
        ("s3", "GET", "/bucket/key", "GetObject"),
        ("s3", "GET", "/bucket?list-type=2&prefix=", "ListObjectsV2"),
        ("s3", "GET", "/", "ListBuckets"),
        ("lambda", "POST", "/2015-03-31/functions/bill/invocations", "Invoke"),
        ("lambda", "GET", "/2015-03-31/functions/", "ListFunctions"),
        ("lambda", "GET", "/nowhere", "GET /nowhere"),
    ],
)
def test_an_operation_is_told_by_its_method_and_path(service, method, target, operation):
    assert operation_of(service, Request(method, target, {}, b"")) == operation


def test_a_put_of_an_object_that_names_a_source_is_a_copy():
    request = Request("PUT", "/bucket/key", {"x-amz-copy-source": "/bucket/other"}, b"")
    assert operation_of("s3", request) == "CopyObject"
