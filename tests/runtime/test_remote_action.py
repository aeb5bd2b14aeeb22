"""What an action returns is checked against the schema that Rasa's own check uses."""

import timeit

import jsonschema
import pytest
from rasa.core.actions.action import RemoteAction

from runtime.remote_action import ApologisingAction

GOOD = {"events": [{"event": "slot", "name": "said", "value": "x"}], "responses": [{"text": "x"}]}
BAD = {"events": [{"event": "no such event"}], "responses": ["x"]}


def action(kind: type[RemoteAction]) -> RemoteAction:
    return kind("action_any", None)


def test_a_good_result_passes() -> None:
    assert action(ApologisingAction)._validate_action_result(GOOD)


@pytest.mark.parametrize("kind", [RemoteAction, ApologisingAction])
def test_a_bad_result_is_refused_as_rasa_refuses_it(kind: type[RemoteAction]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        action(kind)._validate_action_result(BAD)


def test_the_check_is_many_times_quicker_than_compiling_the_schema_each_time() -> None:
    def seconds(kind: type[RemoteAction]) -> float:
        checked = action(kind)
        return min(timeit.repeat(lambda: checked._validate_action_result(GOOD), number=5))

    assert seconds(ApologisingAction) * 3 < seconds(RemoteAction)
