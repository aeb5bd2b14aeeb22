"""Every value of every service can be said by its label to put a fact right."""

import pytest

from knowledge.model import Fact, Pack
from knowledge.reading import read_pack
from knowledge.shell import default_pack
from understanding.facts import FactFinder, facts_of
from understanding.normalise import normalise
from understanding.put_right import put_right


@pytest.fixture(scope="module")
def county() -> Pack:
    return read_pack(default_pack())


def another(fact: Fact, value: str) -> str:
    return next(other.id for other in fact.values if other.id != value)


def test_a_bare_label_puts_right_what_was_told(county: Pack) -> None:
    for service in county.services.values():
        for fact in service.facts.values():
            for value in fact.values:
                said = normalise(f"不对，{value.label}")
                told = put_right(said, service, {fact.id: another(fact, value.id)})
                assert told is not None and (told.fact, told.value) == (fact.id, value.id), said


def test_a_label_of_one_fact_alone_needs_nothing_told_before(county: Pack) -> None:
    service = county.services["individual-business-registration"]
    told = put_right(normalise("不对，租的"), service, {})
    assert told is not None and (told.fact, told.value) == ("premises", "rented")


def test_a_label_that_several_facts_know_tells_nothing_by_itself(county: Pack) -> None:
    service = county.services["minimum-living-allowance"]
    assert put_right(normalise("不对，没有"), service, {}) is None


@pytest.mark.parametrize("form", ["{name}是{label}", "不对，{name}是{label}"])
def test_a_fact_by_its_name_is_told_without_an_errand(county: Pack, form: str) -> None:
    finder = FactFinder(facts_of(county))
    for service in county.services.values():
        for fact in service.facts.values():
            for value in fact.values:
                said = normalise(form.format(name=fact.name, label=value.label))
                told = {found.fact: found.value for found in finder.find(said).told}
                assert told.get(fact.id) == value.id, said
