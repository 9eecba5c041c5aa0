"""What is read from botocore's models is what botocore itself says of them."""

import pytest

from lablib.scenarios.elsewhere import every_operation
from lablib.simulator.api.service_model import model_of


@pytest.fixture(scope="module")
def answers():
    return {(service, name): answer for service, name, answer in every_operation()}


@pytest.mark.slow
@pytest.mark.parametrize("service", ["dynamodb", "kinesis", "sns", "sqs"])
def test_the_members_of_each_answer_are_those_of_the_model(answers, service):
    model = model_of(service)
    assert {name for its, name in answers if its == service} == set(model.operation_names)
    for name in model.operation_names:
        shape = model.operation_model(name).output_shape
        members = shape.members if shape else {}
        said = {member: (its.type_name, fields_of(its)) for member, its in members.items()}
        assert answers[service, name] == said


def fields_of(shape):
    is_list_of_structures = shape.type_name == "list" and shape.member.type_name == "structure"
    return tuple(shape.member.members) if is_list_of_structures else ()
