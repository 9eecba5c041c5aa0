"""A handler from a notebook, packed as Lambda wants it: its source, and what it uses of the same notebook.


    def handler(event, context):
        return bill_batch(event, json.loads)

    Path("function.zip").write_bytes(package_function(handler))

The package has one file, `index.py`, so the function's Handler is `index.handler`, as in `usage_template()`.
Only what the handler reaches is packed: functions and classes as source, imports as imports, and data
(numbers, texts, and lists, dicts and sets of them) with the value that it has now. Lambda's Python runtime
brings the standard library and boto3. Name what a layer brings, as in `layers=["aws_lambda_powertools"]`.

Source: https://docs.aws.amazon.com/lambda/latest/dg/python-package.html
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection

from lablib.simulator.call_forms import called_as
from lablib.templates.used_code import Handler, source_of

FILE = "index.py"
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip knows: the same code gives the same bytes."""
READABLE = 0o644 << 16
"""Lambda's user is another than the one who packed."""


@called_as("package_function(bill)")
def package_function(handler: Handler, layers: Collection[str] = ()) -> bytes:
    """Return a function's code as the zip for CreateFunction, UpdateFunctionCode or a bucket.

    `layers` names packages that a Lambda layer contains. Raises NotPackable, with the remedy, if the code
    can't run outside of the notebook: a lambda, a closure, a method, lablib, a package that Lambda's runtime
    doesn't have, and an object such as a client.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as package:
        about = zipfile.ZipInfo(FILE, EARLIEST)
        about.external_attr, about.compress_type = READABLE, zipfile.ZIP_DEFLATED
        package.writestr(about, source_of(handler, layers))
    return packed.getvalue()
