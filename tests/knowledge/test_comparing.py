"""Comparing: what a correction changes, what other branches would bring."""

from knowledge.comparing import branches_of, changes_between, pieces_range
from knowledge.deciding import decide
from knowledge.model import Pack

from .conftest import TODAY


def test_a_correction_names_what_went_and_what_came(small_pack: Pack) -> None:
    service = small_pack.services["open-shop"]
    before = decide(service, {"house": "certified"}, TODAY)
    after = decide(service, {"house": "rented"}, TODAY)
    changes = changes_between(before, after)
    assert [(c.before is None, c.item.item.name) for c in changes] == [
        (False, "房产证"),
        (True, "租赁合同"),
    ]


def test_an_assumption_lists_the_other_branches(small_pack: Pack) -> None:
    found = decide(small_pack.services["open-shop"], {}, TODAY)
    assert [branch.value.id for branch in branches_of(found)] == ["uncertified", "rented"]


def test_a_branch_may_lead_to_another_outcome(small_pack: Pack) -> None:
    found = decide(small_pack.services["haul-freight"], {"house": "rented"}, TODAY)
    assert [branch.decision.outcome.value for branch in branches_of(found)] == ["not_needed"]


def test_the_pieces_to_bring_are_a_range_while_facts_are_open(small_pack: Pack) -> None:
    service = small_pack.services["open-shop"]
    assert pieces_range(decide(service, {}, TODAY)) == (0, 1)
    assert pieces_range(decide(service, {"house": "rented"}, TODAY)) == (1, 1)
