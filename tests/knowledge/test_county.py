"""The county's pack as a whole: complete, proved, and every row of the sources accounted for."""

import csv
from collections import Counter
from functools import cache

import pytest

from knowledge.asking import expected_questions
from knowledge.checking import check
from knowledge.checking.reachability import MOST_CASES, all_cases
from knowledge.counting import figures
from knowledge.deciding import decide
from knowledge.decision import Decision
from knowledge.model import Pack, Service
from knowledge.reading import read_with_faults
from knowledge.settings import default_pack
from knowledge.vocabulary import Outcome, Treatment

from .conftest import TODAY

SERVICES = 173
SYSTEMS, CONNECTED = 36, 14
ROWS = 660


def services() -> list[str]:
    with (default_pack() / "services.csv").open(encoding="utf-8-sig", newline="") as stream:
        return [row["id"] for row in csv.DictReader(stream)]


@cache
def rows() -> list[dict[str, str]]:
    with (default_pack() / "rows.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_all_services_are_complete(county: Pack) -> None:
    assert len(county.services) == SERVICES
    assert [service.id for service in county.services.values() if not service.complete] == []


def test_the_check_finds_nothing_to_mend() -> None:
    pack, faults = read_with_faults(default_pack())
    assert [str(problem) for problem in check(pack, TODAY, faults).problems] == []


def decisions(service: Service) -> list[Decision]:
    found = [decide(service, case, TODAY) for case in all_cases(service)]
    assert len(found) <= MOST_CASES
    return found


@pytest.mark.parametrize("service_id", services())
def test_every_reachable_case_decides(county: Pack, service_id: str) -> None:
    for decision in decisions(county.services[service_id]):
        if decision.outcome is not Outcome.CHECKLIST:
            assert decision.reason
        for item in decision.items:
            lighter = item.treatment is not Treatment.BRING and not item.way.implied
            assert item.way.fallback or not lighter


def test_figures_give_a_reason_for_everything_thin(county: Pack) -> None:
    found = figures(county, TODAY)
    assert (found.complete, found.systems, found.connected) == (SERVICES, SYSTEMS, CONNECTED)
    assert all(service.no_conditions_because for service in found.without_question)
    assert all(service.no_conditions_because for service in found.without_condition)
    assert all(service.inferred_only_because for service in found.only_inferred)


def test_every_row_of_the_sources_is_accounted_for(county: Pack) -> None:
    assert [int(row["row"]) for row in rows()] == list(range(1, ROWS + 1))
    known = set(county.evidence)
    for row in rows():
        assert row["service_id"] in county.services
        if row["kind"] == "evidence":
            pieces = row["maps_to"].split(";")
            assert pieces != [""] and set(pieces) <= known, f"row {row['row']}: {row['maps_to']}"
        else:
            assert row["note"], f"row {row['row']} is no evidence: its note says where it went"


def test_rows_that_are_evidence_mostly_stand_in_their_service(county: Pack) -> None:
    """A row may be mended by its author, so not all must; what is left out is few."""
    listed = {
        service.id: {
            item.evidence.id
            for requirement in service.requirements
            for option in requirement.lists
            for item in option.items
        }
        for service in county.services.values()
    }
    evidence = [row for row in rows() if row["kind"] == "evidence"]
    found = Counter(
        bool(set(row["maps_to"].split(";")) & listed[row["service_id"]]) for row in evidence
    )
    assert found[True] / len(evidence) > 0.9, found


def test_a_citizen_is_asked_two_questions_at_most_on_average(county: Pack) -> None:
    asked = [expected_questions(service, {}, TODAY) for service in county.services.values()]
    assert sum(asked) / len(asked) <= 2
