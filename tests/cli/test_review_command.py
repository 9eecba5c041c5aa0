"""`lablib review` as somebody runs it in a pipeline."""

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from lablib.cli.app import app

MAPPING = {
    "UUID": "b7f1",
    "EventSourceArn": "arn:aws:kinesis:eu-central-1:123456789012:stream/usage",
    "MaximumRetryAttempts": 2,
}


def run(folder: Path, content: Any, *options: str) -> tuple[int, str]:
    file = folder / "mapping.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
    result = CliRunner().invoke(app, ["review", str(file), *options])
    return result.exit_code, result.output


def test_a_mapping_that_loses_records_fails_with_the_reason_and_the_lab(tmp_path: Path):
    code, said = run(tmp_path, MAPPING)

    assert code == 1
    assert "loses records: The mapping gives records up, and there is no OnFailure destination." in said
    assert "(lab 08)" in said
    assert "played: 4 minutes of a small mapping with malformed records, 720 records" in said
    assert said.rstrip().endswith("1 mapping: one can lose records or block a shard by its settings.")


def test_mappings_of_other_sources_are_named_as_not_looked_at(tmp_path: Path):
    queue = MAPPING | {"UUID": "c2d4", "EventSourceArn": "arn:aws:sqs:eu-central-1:123456789012:usage"}

    _, said = run(tmp_path, {"EventSourceMappings": [queue, MAPPING]})
    assert said.rstrip().endswith("Not looked at, as no Kinesis stream is their source: 1 mapping (c2d4).")
    assert "Not looked at" not in run(tmp_path, {"EventSourceMappings": [MAPPING]})[1]


def test_a_template_gets_its_parameters(tmp_path: Path):
    template = {
        "Parameters": {"Tries": {"Type": "Number"}},
        "Resources": {
            "Bill": {
                "Type": "AWS::Lambda::EventSourceMapping",
                "Properties": MAPPING | {"MaximumRetryAttempts": {"Ref": "Tries"}},
            }
        },
    }

    assert "Known only when deployed: MaximumRetryAttempts (!Ref Tries)" in run(tmp_path, template)[1]
    assert "MaximumRetryAttempts is 4." in run(tmp_path, template, "--parameter", "Tries=4")[1]


def test_a_file_that_is_no_mapping_and_a_parameter_without_a_value_are_refused(tmp_path: Path):
    code, said = run(tmp_path, {"BatchSize": 3})
    assert code == 2
    assert "no UUID, no EventSourceMappings" in said

    code, said = run(tmp_path, MAPPING, "--parameter", "Tries")
    assert code == 2
    assert "NAME=VALUE" in said


def test_a_file_that_cannot_be_read_is_named_once_with_the_reason(tmp_path: Path):
    code, said = run(tmp_path, MAPPING | {"BatchSize": "many"})
    assert code == 2
    assert said == f"lablib: {tmp_path}/mapping.json: BatchSize is 'many': it has to be a whole number\n"

    for file, why in {
        tmp_path: "Is a directory",
        tmp_path / "gone.json": "No such file or directory",
    }.items():
        result = CliRunner().invoke(app, ["review", str(file)])
        assert (result.exit_code, result.output) == (2, f"lablib: {file}: {why}\n")

    (tmp_path / "x.json").write_bytes(b"\xff\xfe\x00")
    result = CliRunner().invoke(app, ["review", str(tmp_path / "x.json")])
    assert result.exit_code == 2
    assert "no text in UTF-8" in result.output
