"""Asking: the fewest questions, those that decide the outcome first."""

from knowledge.asking import expected_questions, next_question
from knowledge.model import UNKNOWN, Pack

from .conftest import TODAY


def asked(pack: Pack, service: str, case: dict[str, str]) -> str | None:
    fact = next_question(pack.services[service], case, TODAY)
    return fact.id if fact else None


def test_a_fact_that_decides_the_outcome_is_asked_first(small_pack: Pack) -> None:
    assert asked(small_pack, "haul-freight", {}) == "mass"


def test_once_the_outcome_is_fixed_nothing_else_is_asked(small_pack: Pack) -> None:
    assert asked(small_pack, "haul-freight", {"mass": "small"}) is None


def test_what_still_changes_the_list_is_asked_next(small_pack: Pack) -> None:
    assert asked(small_pack, "haul-freight", {"mass": "large"}) == "house"


def test_what_was_told_is_not_asked(small_pack: Pack) -> None:
    assert asked(small_pack, "open-shop", {"house": "rented"}) is None


def test_what_nobody_knows_is_not_asked_again(small_pack: Pack) -> None:
    assert asked(small_pack, "open-shop", {"house": UNKNOWN}) is None


def test_facts_that_are_only_offered_are_never_asked(small_pack: Pack) -> None:
    assert asked(small_pack, "open-shop", {"house": "uncertified"}) is None


def test_a_service_that_is_always_the_same_asks_nothing(small_pack: Pack) -> None:
    assert asked(small_pack, "close-shop", {}) is None


def test_the_expected_number_of_questions_follows_the_priors(small_pack: Pack) -> None:
    expected = expected_questions(small_pack.services["haul-freight"], {}, TODAY)
    assert abs(expected - 1.6) < 1e-9  # tonnage always, the house for the 60 % of large trucks
