"""The cards of booking: every state and every reason keeps the contract, in at most eight lines."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from booking.complaints import Complaint
from booking.model import Appointment, Errand, Half, Offer, State, Window
from cards.appointment import appointment_card
from cards.arranging import arranging_card
from cards.complaint import complaint_card
from cards.contact_form import contact_form_card
from cards.envelope import Card
from cards.options import option
from cards.schema import validate
from cards.slots import ANOTHER_TIME, Asked, slots_card
from knowledge.reading import read_pack
from knowledge.settings import default_pack
from knowledge.vocabulary import Mode

PACK = read_pack(default_pack())
SHOP = PACK.services["individual-business-registration"]
ZONE = ZoneInfo("Asia/Shanghai")
VISIT = Errand(SHOP.id, Mode.ONSITE, evidence=("self-built-house-statement",))
MOST_LINES = 8
WHY_NOT = ["past", "too_soon", "too_far", "closed", "full", "unknown_year", "not_served", "taken"]


def window(day: int, half: Half | None = Half.MORNING) -> Window:
    starts_at = datetime(2026, 9, day, 8, 30, tzinfo=ZONE)
    return Window(starts_at.date(), starts_at, starts_at + timedelta(hours=3, minutes=30), half)


def appointment(state: State = State.CONFIRMED) -> Appointment:
    starts_at = window(23).starts_at
    return Appointment(
        id=1,
        reference="0123456789",
        state=state,
        errand=VISIT,
        township="土城镇",
        window=window(23),
        agents=("张师傅",),
        sample=False,
        code_word="桂花41",
        hold_expires_at=starts_at - timedelta(days=1),
        awaits_call=False,
        may_move_until=starts_at - timedelta(hours=12),
        moves=0,
    )


def kept(card: Card) -> Card:
    """The card, in order."""
    validate(card)
    assert 1 <= len(card["text"].splitlines()) <= MOST_LINES
    assert "None" not in card["text"] and "样例" not in card["text"]
    return card


@pytest.mark.parametrize("state", list(State))
def test_an_appointment_in_every_state(state: State) -> None:
    card = kept(appointment_card(PACK, appointment(state), ()))
    assert card["status"] == state.value and "0123456789" in card["text"]


@pytest.mark.parametrize("state", [State.HELD, State.CONFIRMED, State.UNDER_WAY])
def test_a_live_appointment_says_code_word_and_that_nobody_takes_money(state: State) -> None:
    text = appointment_card(PACK, appointment(state), ("move", "cancel"))["text"]
    assert "桂花41" in text and "不收钱" in text and "验证码" in text


def test_the_agent_who_comes_is_named() -> None:
    assert "张师傅" in kept(appointment_card(PACK, appointment(), ()))["text"]


def test_a_sample_agent_never_is() -> None:
    sample = replace(appointment(), sample=True, agents=("样例代办员01",))
    card = kept(appointment_card(PACK, sample, ()))
    assert card["provisional"] and card["agent"] == [] and "12345" in card["text"]


def test_one_that_waits_for_a_call_isn_t_said_to_be_booked() -> None:
    waiting = replace(appointment(State.HELD), awaits_call=True)
    text = kept(appointment_card(PACK, waiting, ("cancel",)))["text"]
    assert "核实以后才算" in text and "约好了" not in text and "改时间" not in text


def test_what_may_be_changed_is_said_with_its_limit() -> None:
    assert "9月22日" in appointment_card(PACK, appointment(), ("move", "cancel"))["text"]


def test_an_errand_without_a_place() -> None:
    fetching = replace(appointment(), township="", errand=replace(VISIT, mode=Mode.FETCH))
    assert "（）" not in kept(appointment_card(PACK, fetching, ()))["text"]


def test_times_are_options_by_day() -> None:
    offer = Offer((window(23), window(24), window(24, Half.AFTERNOON)))
    card = kept(slots_card(PACK, SHOP, Asked("book", VISIT, "土城镇", "9月23日"), offer))
    assert [day["date"] for day in card["days"]] == ["2026-09-23", "2026-09-24"]
    assert card["options"][-1]["value"] == ANOTHER_TIME


@pytest.mark.parametrize("why", WHY_NOT)
@pytest.mark.parametrize("windows", [(), (window(23), window(24), window(25))])
def test_every_reason_is_said(why: str, windows: tuple[Window, ...]) -> None:
    asked = Asked("move", VISIT, "土城镇", "2026年9月22日（周二）")
    card = kept(slots_card(PACK, SHOP, asked, Offer(windows, why)))
    fine = slots_card(PACK, SHOP, asked, Offer(windows))
    assert card["text"] != fine["text"] and card["question_id"]


def test_the_same_times_for_the_same_thing_are_the_same_question() -> None:
    asked, offer = Asked("book", VISIT, "土城镇"), Offer((window(23),))
    first, again = (slots_card(PACK, SHOP, asked, offer)["question_id"] for _ in range(2))
    other = slots_card(PACK, SHOP, asked, Offer((window(24),)))["question_id"]
    assert first == again != other


@pytest.mark.parametrize("verify", ["code", "call"])
def test_the_form_says_how_the_number_is_verified(verify: str) -> None:
    card = kept(contact_form_card(PACK, appointment(State.HELD), verify))
    assert card["place_wanted"] and card["consent"]
    assert ("验证码" in card["text"]) == (verify == "code")


@pytest.mark.parametrize("verdict", ["should_not", "ask_basis"])
@pytest.mark.parametrize("state", ["open", "answered"])
@pytest.mark.parametrize("evidence", ["premises-proof-by-village", "", "gone"])
def test_a_complaint_in_every_state(verdict: str, state: str, evidence: str) -> None:
    told = Complaint(
        "0123456789", SHOP.id, evidence, "二楼", None, verdict, date(2026, 9, 30), state, "已改"
    )
    card = kept(complaint_card(PACK, told))
    assert "0123456789" in card["text"]
    assert verdict == "should_not" or "不该再要" not in card["text"]


@pytest.mark.parametrize(
    "asked",
    [
        "book_mode",
        "book_mode_beside",
        "book_township",
        "book_consent",
        "cancel_which",
        "cancel_sure",
        "complain_record",
        "start_over_sure",
    ],
)
def test_what_is_asked_has_its_own_wording(asked: str) -> None:
    values = {"name": "开店", "when": "周三", "place": "土城镇", "person": "妈", "label": "周三"}
    values |= {"called": "王**", "tail": "5678", "days": "180"}
    options = [option("yes"), option("no")]
    card = kept(arranging_card(PACK, SHOP.id, asked, options, values))
    assert card["fact"] == asked and card["question"] in card["text"]
    assert card["options"] == [{"value": o["value"], "label": o["label"]} for o in options]


def test_many_options_are_not_all_read_out() -> None:
    options = [{"value": str(n), "label": f"第{n}乡"} for n in range(20)]
    card = kept(arranging_card(PACK, "", "book_township", options, {}))
    assert len(card["options"]) == 20
