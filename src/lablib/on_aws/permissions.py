"""What a run may do: the policy of whoever starts it, and the role of its functions."""

from __future__ import annotations

from typing import Any

from lablib.on_aws.plan import prefix_of

ROLE_PATH = "/lablib/"
ACTIONS: dict[str, tuple[str, ...]] = {
    "kinesis": (
        "kinesis:AddTagsToStream",
        "kinesis:CreateStream",
        "kinesis:DeleteStream",
        "kinesis:DescribeStreamSummary",
        "kinesis:PutRecords",
        "kinesis:TagResource",
    ),
    "lambda": ("lambda:CreateFunction", "lambda:DeleteFunction", "lambda:GetFunction", "lambda:TagResource"),
    "mapping": (
        "lambda:CreateEventSourceMapping",
        "lambda:DeleteEventSourceMapping",
        "lambda:GetEventSourceMapping",
        "lambda:UpdateEventSourceMapping",
    ),
    "sqs": (
        "sqs:CreateQueue",
        "sqs:DeleteMessage",
        "sqs:DeleteQueue",
        "sqs:GetQueueUrl",
        "sqs:ReceiveMessage",
        "sqs:TagQueue",
    ),
    "iam": (
        "iam:CreateRole",
        "iam:DeleteRole",
        "iam:DeleteRolePolicy",
        "iam:ListRolePolicies",
        "iam:PassRole",
        "iam:PutRolePolicy",
        "iam:TagRole",
    ),
    "everything": (
        "cloudwatch:GetMetricData",
        "cloudwatch:GetMetricStatistics",
        "iam:GetRole",
        "iam:ListRoles",
        "iam:SimulatePrincipalPolicy",
        "kinesis:DescribeLimits",
        "kinesis:ListStreams",
        "lambda:GetAccountSettings",
        "lambda:ListEventSourceMappings",
        "lambda:ListFunctions",
        "sqs:ListQueues",
        "tag:GetResources",
    ),
}
"""By what they are allowed on: `everything` has those that only list, or can't be limited to a resource."""


def resource(kind: str, account: str, region: str) -> str:
    """The ARN of everything of a kind whose name begins as a run's does."""
    named = prefix_of("*")
    return {
        "kinesis": f"arn:aws:kinesis:{region}:{account}:stream/{named}",
        "lambda": f"arn:aws:lambda:{region}:{account}:function:{named}",
        "mapping": f"arn:aws:lambda:{region}:{account}:event-source-mapping:*",
        "sqs": f"arn:aws:sqs:{region}:{account}:{named}",
        "iam": f"arn:aws:iam::{account}:role{ROLE_PATH}{named}",
        "everything": "*",
    }[kind]


def policy_for_you(account: str, region: str) -> dict[str, Any]:
    """An IAM policy with all that `lablib aws` calls, on names that begin with `lablib-` where possible."""
    # CreateEventSourceMapping has no ARN yet that it could be allowed on.
    resources = {kind: resource(kind, account, region) for kind in ACTIONS} | {"mapping": "*"}
    return _policy([(list(actions), resources[kind]) for kind, actions in ACTIONS.items()])


def policy_of_functions(account: str, region: str) -> dict[str, Any]:
    """What the functions may do: read the streams of runs and send to their queues. They write no logs."""
    reads = ["DescribeStream", "DescribeStreamSummary", "GetRecords", "GetShardIterator", "ListShards"]
    return _policy(
        [
            ([f"kinesis:{each}" for each in reads], resource("kinesis", account, region)),
            (["kinesis:ListStreams"], "*"),
            (["sqs:SendMessage"], resource("sqs", account, region)),
        ]
    )


TRUST_OF_FUNCTIONS = {
    "Version": "2012-10-17",
    "Statement": [
        {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}
    ],
}


def _policy(allowed: list[tuple[list[str], str]]) -> dict[str, Any]:
    statements = [
        {"Effect": "Allow", "Action": actions, "Resource": resource_} for actions, resource_ in allowed
    ]
    return {"Version": "2012-10-17", "Statement": statements}
