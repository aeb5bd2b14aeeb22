"""What an agent may do, and the papers: authorisation with scope and period, hand-over list."""

import pytest

from booking import desk
from booking.authorising import Piece, authorisation, handover_list, may
from booking.confirming import confirm_after_call
from booking.model import Appointment
from booking.office import Office
from knowledge.model import EvidenceType
from knowledge.vocabulary import EvidenceKind, Mode
from tests.booking.conftest import CONTACT, FETCHING, on

FETCHED = EvidenceType(
    "archive-copy", "婚姻档案复印件", EvidenceKind.PROOF, "", agent_may=(Mode.FETCH,)
)
BODY = EvidenceType("fitness", "身体条件证明", EvidenceKind.PROOF, "")


@pytest.fixture
def fetching(office: Office) -> Appointment:
    key = desk.offer(office, FETCHING, "近镇", on("2026-09-16")).windows[0].key
    held = desk.hold(office, "s1", FETCHING, "近镇", key)
    desk.confirm(office, "s1", held.reference, CONTACT, consent=True, by_call=True)
    return confirm_after_call(office, held.reference)


def test_only_what_the_pack_allows_may_be_done() -> None:
    assert may(FETCHED, Mode.FETCH)
    assert not may(FETCHED, Mode.ONSITE)
    assert not any(may(BODY, mode) for mode in Mode)


def test_the_authorisation_names_who_what_and_until_when(
    office: Office, fetching: Appointment
) -> None:
    paper = authorisation(office, fetching, "房屋交易", [FETCHED])
    for part in (
        CONTACT.beneficiary,
        "王0",
        "代为领取“婚姻档案复印件”",
        "2026年9月16日起，到2026年10月1日止",
    ):
        assert part in paper
    assert "不代签承诺书" in paper
    assert "以窗口提供的格式文本为准" in paper


def test_nothing_is_authorised_that_an_agent_may_not_do(
    office: Office, fetching: Appointment
) -> None:
    with pytest.raises(ValueError, match="fitness"):
        authorisation(office, fetching, "驾驶证", [FETCHED, BODY])


def test_the_handover_list_is_signed_for_each_original(fetching: Appointment) -> None:
    paper = handover_list(fetching, [Piece("户口簿"), Piece("身份证", original=False)])
    assert "1. 户口簿（原件）　　交：＿＿＿＿　　还：＿＿＿＿" in paper
    assert "2. 身份证（复印件）" in paper
    assert fetching.code_word in paper
    assert "代办员不收钱，也不问验证码" in paper
