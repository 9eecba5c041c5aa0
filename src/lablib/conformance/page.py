"""docs/conformance.md: the table with its legend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from importlib.metadata import version

from lablib.conformance.case import Case
from lablib.conformance.table import Results, rows, totals

HEAD = """\
# Conformance, case by case

This page is written by `lablib conformance --markdown docs/conformance.md`; a test keeps it current.

Each row is one behavior of AWS, and a case that checks it in plain boto3. The case runs against the
simulator, and against [moto](https://github.com/getmoto/moto) {moto}, a library that imitates AWS, in
the same process. It can also run against an account of your own or another endpoint:

```
lablib conformance                        # all cases, the simulator and moto; about two minutes
lablib conformance put --no-moto          # the cases of PutRecord and PutRecords, only the simulator
lablib conformance --endpoint-url http://localhost:4566 --role-arn arn:aws:iam::000000000000:role/any
lablib conformance put --aws              # your AWS account; it says what that costs, and asks
```

✓ means the same response as AWS, *differs* a different one, and *breaks* an error that AWS doesn't
have. The AWS column says how AWS's response is known: an AWS page documents it, or somebody recorded it
on AWS (linked, with the time), or nothing precise is published, and the row is a model. We measured
nothing on AWS ourselves.
moto doesn't run functions here and has no Kinesis metrics, so most rows about deliveries and metrics differ.

{summary}
"""


def page(cases: Sequence[Case], columns: Mapping[str, Results]) -> str:
    """The whole page."""
    evidence = Counter(case.evidence for case in cases)
    known = ", ".join(f"{count} {kind}" for kind, count in evidence.most_common())
    counted = "; ".join(f"{name}: {totals(cases, results)}" for name, results in columns.items())
    summary = f"**{len(cases)} cases** ({known}). As AWS: {counted}."
    head = HEAD.format(moto=version("moto"), summary=summary)
    return "\n".join([head.rstrip("\n"), *rows(cases, columns), ""])
