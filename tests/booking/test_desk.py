"""Holding, confirming, finding, moving, cancelling: as a conversation uses them."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from booking import desk, staff
from booking.changes import sweep
from booking.confirming import confirm_after_call
from booking.model import (
    Appointment,
    BookingError,
    Contact,
    NotFound,
    Refused,
    State,
    Taken,
    Window,
)
from booking.moving import withdraw
from booking.office import Office
from booking.schema import appointments
from booking.verification import is_verified
from booking.worker import deliver_due
from tests.booking.conftest import (
    CONTACT,
    PHONE,
    VISIT,
    Clock,
    MakeOffice,
    SentMessages,
    on,
)

ME, OTHER = "session-1", "session-2"


def windows(office: Office, day: str = "2026-09-16") -> tuple[Window, ...]:
    return desk.offer(office, VISIT, "近镇", on(day)).windows


def hold(office: Office, owner: str = ME, number: int = 0, day: str = "2026-09-16") -> Appointment:
    return desk.hold(office, owner, VISIT, "近镇", windows(office, day)[number].key)


def verify(office: Office, owner: str = ME, phone: str = PHONE) -> None:
    """As the citizen does: the code comes by SMS."""
    phone_box = SentMessages()
    desk.send_code(office, owner, phone)
    deliver_due(office, phone_box)
    code = next(
        text.split("验证码")[1][:6] for key, _, text in phone_box.sent if key.startswith("code:")
    )
    assert desk.check_code(office, owner, phone, code)


def booked(office: Office, owner: str = ME, phone: str = PHONE, **which: object) -> Appointment:
    held = hold(office, owner, **which)  # type: ignore[arg-type]
    with office.database.reading() as connection:
        known = is_verified(connection, office, owner, phone)
    if not known:
        verify(office, owner, phone)
    return desk.confirm(office, owner, held.reference, replace(CONTACT, phone=phone), consent=True)


def refusal(error: pytest.ExceptionInfo[BookingError]) -> str:
    return error.value.reason


def test_a_window_is_held_then_confirmed(office: Office) -> None:
    held = hold(office)
    assert held.state is State.HELD
    assert held.hold_expires_at == office.now() + timedelta(minutes=10)
    verify(office)
    done = desk.confirm(office, ME, held.reference, CONTACT, consent=True)
    assert (done.state, done.reference) == (State.CONFIRMED, held.reference)
    assert done.agents in (("王01",), ("王02",))
    assert len(done.code_word) >= 4


def test_what_is_held_twice_by_a_retried_action_is_held_once(office: Office) -> None:
    key = windows(office)[0].key
    first = desk.hold(office, ME, VISIT, "近镇", key)
    again = desk.hold(office, ME, VISIT, "近镇", key)
    assert again == first


def test_confirming_twice_changes_nothing_and_tells_once(
    office: Office, gateway: SentMessages
) -> None:
    done = booked(office)
    assert desk.confirm(office, ME, done.reference, CONTACT, consent=True) == done
    deliver_due(office, gateway)
    assert [key for key, *_ in gateway.sent] == [f"confirmed:{done.id}:0"]


def test_a_session_holds_one_window_at_a_time(office: Office) -> None:
    first, second = hold(office, number=0), hold(office, number=1)
    assert [one.reference for one in desk.mine(office, ME)] == [second.reference]
    assert staff.changes_of(office, first.reference)[-1].after == "another window"


def test_a_hold_expires_and_the_window_is_free_again(make_office: MakeOffice, clock: Clock) -> None:
    office = make_office(agents=1)
    key = windows(office)[0].key
    desk.hold(office, ME, replace(VISIT, service="a"), "近镇", key)
    desk.hold(office, OTHER, replace(VISIT, service="b"), "近镇", windows(office)[0].key)
    clock.advance(minutes=11)
    assert sweep(office) == 2
    assert desk.mine(office, ME) == []
    assert windows(office)[0].key == key
    with pytest.raises(Refused) as error:
        verify(office)
        desk.confirm(office, ME, staff_reference(office), CONTACT, consent=True)
    assert refusal(error) == "expired"


def staff_reference(office: Office) -> str:
    """The reference of the session's expired hold, as its conversation still knows it."""
    mark = office.vault.mark("owner", ME)
    with office.database.reading() as connection:
        query = sa.select(appointments.c.reference).where(appointments.c.owner_mark == mark)
        return str(connection.execute(query).scalars().one())


def test_a_full_window_is_answered_with_the_nearest_free_ones(make_office: MakeOffice) -> None:
    office = make_office(agents=1)
    key = windows(office)[0].key
    for number in range(1):
        desk.hold(office, f"other-{number}", VISIT, "近镇", key)
    with pytest.raises(Taken) as error:
        desk.hold(office, ME, VISIT, "近镇", key)
    assert error.value.nearest[0].day == date(2026, 9, 16)
    assert key not in [window.key for window in error.value.nearest]


def test_a_made_up_window_is_refused(office: Office) -> None:
    with pytest.raises(Refused) as error:
        desk.hold(office, ME, VISIT, "近镇", "随便")
    assert refusal(error) == "no_such_window"
    with pytest.raises(Taken):
        desk.hold(office, ME, VISIT, "近镇", "2026-09-16T03:10+08:00")


def test_two_agents_go_where_two_are_needed(office: Office) -> None:
    key = windows(office)[0].key
    held = desk.hold(office, ME, replace(VISIT, agents=2), "近镇", key)
    assert held.agents == ("王01", "王02")
    assert key not in [window.key for window in windows(office)]


@pytest.mark.parametrize(
    ("contact", "reason"),
    [
        (replace(CONTACT, phone="12345"), "bad_phone"),
        (replace(CONTACT, phone="2381234567"), "bad_phone"),
        (replace(CONTACT, name=" "), "bad_name"),
        (replace(CONTACT, place="远" * 200), "too_long"),
    ],
)
def test_a_wrong_contact_is_said(office: Office, contact: Contact, reason: str) -> None:
    held = hold(office)
    with pytest.raises(Refused) as error:
        desk.confirm(office, ME, held.reference, contact, consent=True)
    assert refusal(error) == reason


def test_without_consent_nothing_is_kept(office: Office) -> None:
    held = hold(office)
    with pytest.raises(Refused) as error:
        desk.confirm(office, ME, held.reference, CONTACT, consent=False)
    assert refusal(error) == "no_consent"


@pytest.mark.parametrize("told", ["138 1234 5678", "１３８１２３４５６７８", "+86-138-1234-5678"])
def test_a_phone_is_read_as_people_write_it(office: Office, told: str) -> None:
    held = hold(office)
    verify(office)
    contact = replace(CONTACT, phone=told)
    done = desk.confirm(office, ME, held.reference, contact, consent=True)
    assert staff.contact_of(office, done.reference).phone == PHONE


def test_a_phone_verified_by_one_session_is_not_by_another(office: Office) -> None:
    verify(office, OTHER)
    held = hold(office, ME)
    with pytest.raises(Refused) as error:
        desk.confirm(office, ME, held.reference, CONTACT, consent=True)
    assert refusal(error) == "not_verified"


def test_without_a_code_staff_call_back(office: Office, clock: Clock) -> None:
    held = hold(office)
    waiting = desk.confirm(office, ME, held.reference, CONTACT, consent=True, by_call=True)
    assert (waiting.state, waiting.awaits_call) == (State.HELD, True)
    clock.advance(hours=2)
    ((to_call, contact),) = staff.to_call(office)
    assert (to_call.reference, contact) == (held.reference, CONTACT)
    assert confirm_after_call(office, held.reference).state is State.CONFIRMED
    assert staff.to_call(office) == []


def test_a_code_can_be_guessed_only_a_few_times(office: Office) -> None:
    box = SentMessages()
    desk.send_code(office, ME, PHONE)
    deliver_due(office, box)
    right = box.sent[0][2].split("验证码")[1][:6]
    wrong = "000000" if right != "000000" else "000001"
    for _ in range(office.rules.code_tries):
        assert not desk.check_code(office, ME, PHONE, wrong)
    assert not desk.check_code(office, ME, PHONE, right)


def test_a_code_grows_old(office: Office, clock: Clock) -> None:
    box = SentMessages()
    desk.send_code(office, ME, PHONE)
    deliver_due(office, box)
    clock.advance(minutes=11)
    assert not desk.check_code(office, ME, PHONE, box.sent[0][2].split("验证码")[1][:6])


def test_codes_are_not_sent_without_end(office: Office, clock: Clock) -> None:
    for _ in range(office.rules.codes_per_day):
        desk.send_code(office, ME, PHONE)
        with pytest.raises(Refused):
            desk.send_code(office, OTHER, PHONE)
        clock.advance(minutes=2)
    with pytest.raises(Refused) as error:
        desk.send_code(office, ME, PHONE)
    assert refusal(error) == "too_many_codes"


def test_a_phone_has_only_so_many_appointments(make_office: MakeOffice) -> None:
    office = make_office(live_per_phone=2)
    for day in ("2026-09-16", "2026-09-17"):
        booked(office, day=day)
    held = hold(office, day="2026-09-18")
    with pytest.raises(Refused) as error:
        desk.confirm(office, ME, held.reference, CONTACT, consent=True)
    assert refusal(error) == "limit"
    desk.cancel(office, ME, desk.mine(office, ME)[0].reference)
    assert desk.confirm(office, ME, held.reference, CONTACT, consent=True)


def test_sessions_without_a_phone_cannot_hold_everything(make_office: MakeOffice) -> None:
    office = make_office(agents=5, unverified_holds=2)
    for number in range(2):
        hold(office, f"script-{number}")
    with pytest.raises(Refused) as error:
        hold(office, "script-3")
    assert refusal(error) == "verify_first"
    verify(office, ME)
    assert hold(office, ME).state is State.HELD


def test_an_appointment_is_found_by_reference_and_last_four_digits(office: Office) -> None:
    done = booked(office)
    dictated = f" {done.reference[:5].lower()}-{done.reference[5:]} "
    assert desk.find(office, OTHER, dictated, PHONE[-4:]) == done
    assert desk.cancel(office, OTHER, done.reference).state is State.CANCELLED


def test_another_session_without_the_digits_can_do_nothing(office: Office) -> None:
    done = booked(office)
    for act in (
        lambda: desk.cancel(office, OTHER, done.reference),
        lambda: desk.move(office, OTHER, done.reference, windows(office)[0].key),
        lambda: desk.find(office, OTHER, done.reference, "0000"),
        lambda: desk.find(office, OTHER, done.reference, ""),
        lambda: desk.find(office, OTHER, "0" * 10, PHONE[-4:]),
    ):
        with pytest.raises(NotFound) as error:
            act()
        assert refusal(error) == "not_found"


def test_digits_can_be_guessed_only_a_few_times(office: Office, clock: Clock) -> None:
    done = booked(office)
    for number in range(office.rules.find_tries):
        with pytest.raises(NotFound):
            desk.find(office, f"guesser-{number}", done.reference, "0000")
    with pytest.raises(NotFound) as error:
        desk.find(office, OTHER, done.reference, PHONE[-4:])
    assert refusal(error) == "locked"
    clock.advance(hours=1, minutes=1)
    assert desk.find(office, OTHER, done.reference, PHONE[-4:]) == done


def test_moving_keeps_the_reference_and_frees_the_old_window(
    make_office: MakeOffice, gateway: SentMessages, clock: Clock
) -> None:
    office = make_office(agents=1)
    done = booked(office)
    old, new = done.window, windows(office, "2026-09-17")[0]
    moved = desk.move(office, ME, done.reference, new.key)
    assert (moved.reference, moved.window, moved.moves) == (done.reference, new, 1)
    assert desk.move(office, ME, done.reference, new.key) == moved
    assert old in windows(office)
    clock.at = clock.at.replace(day=18)
    deliver_due(office, gateway)
    kinds = [key for key, *_ in gateway.sent]
    assert kinds == [f"moved:{done.id}:1", f"reminder:{done.id}:1"]


def test_moving_to_a_full_window_keeps_the_old_one(make_office: MakeOffice) -> None:
    office = make_office(agents=1)
    done = booked(office)
    taken = windows(office, "2026-09-17")[0]
    desk.hold(office, OTHER, VISIT, "近镇", taken.key)
    with pytest.raises(Taken):
        desk.move(office, ME, done.reference, taken.key)
    assert desk.mine(office, ME) == [done]


def test_moving_has_its_limits(make_office: MakeOffice, clock: Clock) -> None:
    office = make_office(moves=1)
    done = booked(office)
    thursday, friday = windows(office, "2026-09-17")[0], windows(office, "2026-09-18")[0]
    desk.move(office, ME, done.reference, thursday.key)
    with pytest.raises(Refused) as error:
        desk.move(office, ME, done.reference, friday.key)
    assert refusal(error) == "too_often"
    clock.at = done.may_move_until + timedelta(days=1, minutes=1)
    for act in (desk.cancel, lambda *which: desk.move(*which, friday.key)):
        with pytest.raises(Refused) as error:
            act(office, ME, done.reference)
        assert refusal(error) == "too_late"


def test_a_cancelled_window_can_be_booked_again_by_the_same_session(office: Office) -> None:
    done = booked(office)
    desk.cancel(office, ME, done.reference)
    assert desk.cancel(office, ME, done.reference).state is State.CANCELLED
    again = desk.hold(office, ME, VISIT, "近镇", done.window.key)
    assert again.state is State.HELD
    assert again.reference != done.reference


def test_a_cancelled_appointment_is_not_reminded_of(
    office: Office, gateway: SentMessages, clock: Clock
) -> None:
    done = booked(office)
    deliver_due(office, gateway)
    desk.cancel(office, ME, done.reference)
    clock.advance(days=3)
    deliver_due(office, gateway)
    assert [key.split(":")[0] for key, *_ in gateway.sent] == ["confirmed", "cancelled"]


def test_staff_withdraw_and_the_citizen_is_told(office: Office, gateway: SentMessages) -> None:
    done = booked(office)
    assert staff.set_away(office, done_by(office, done), done.window.day, done.window.day) == [done]
    withdraw(office, done.reference)
    deliver_due(office, gateway)
    assert "请您另约个时间" in gateway.sent[-1][2]


def done_by(office: Office, done: Appointment) -> str:
    return {"王01": "a01", "王02": "a02"}[done.agents[0]]


def test_every_change_is_kept(office: Office) -> None:
    done = booked(office)
    desk.move(office, ME, done.reference, windows(office, "2026-09-17")[0].key)
    staff.start(office, done.reference)
    staff.finish(office, done.reference)
    staff.finish(office, done.reference)
    kept = [(c.actor, c.change, c.after) for c in staff.changes_of(office, done.reference)]
    assert kept == [
        ("citizen", "state", "held"),
        ("citizen", "state", "confirmed"),
        ("citizen", "moved", "2026-09-17T08:30+08:00"),
        ("staff", "state", "under_way"),
        ("staff", "state", "done"),
    ]


def test_what_is_over_does_not_change_any_more(office: Office) -> None:
    done = booked(office)
    staff.miss(office, done.reference)
    for act in (staff.start, staff.finish, withdraw):
        with pytest.raises(Refused) as error:
            act(office, done.reference)
        assert refusal(error) == "wrong_state"


def test_the_day_list_of_the_agents_names_contact_and_place(office: Office) -> None:
    done = booked(office)
    assert staff.of_day(office, done.window.day) == [(done, CONTACT)]
    assert staff.of_day(office, done.window.day + timedelta(days=1)) == []
