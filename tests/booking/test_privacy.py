"""Personal data: only encrypted, forgotten in time, moved to new keys; references hard to guess."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from booking import desk, staff
from booking.confirming import confirm_after_call
from booking.model import Appointment
from booking.office import Office
from booking.references import ALPHABET, LENGTH, new_reference, read_reference
from booking.retention import SEALED, purge, rotate
from booking.schema import contacts, metadata
from booking.worker import deliver_due
from privacy.vault import CannotOpen, Vault, new_key
from tests.booking.conftest import CONTACT, PHONE, VISIT, Clock, SentMessages, on


def booked(office: Office, owner: str = "s1") -> Appointment:
    key = desk.offer(office, VISIT, "近镇", on("2026-09-16")).windows[0].key
    held = desk.hold(office, owner, VISIT, "近镇", key)
    desk.confirm(office, owner, held.reference, CONTACT, consent=True, by_call=True)
    return confirm_after_call(office, held.reference)


def everything_stored(office: Office) -> str:
    with office.database.reading() as connection:
        rows = [connection.execute(sa.select(table)).all() for table in metadata.sorted_tables]
    return repr(rows)


def test_no_table_holds_a_name_a_number_or_an_address_in_the_clear(office: Office) -> None:
    desk.send_code(office, "session-of-the-citizen", PHONE)
    done = booked(office, "session-of-the-citizen")
    stored = everything_stored(office)
    for secret in (CONTACT.name, CONTACT.beneficiary, CONTACT.place, PHONE, "session-of-the"):
        assert secret not in stored
    assert done.reference in stored


def test_every_sealed_column_is_known_to_rotation() -> None:
    named = {
        (table.name, column.name)
        for table in metadata.sorted_tables
        for column in table.columns
        if column.name.endswith("_sealed")
    }
    assert {(table.name, column) for table, column, _ in SEALED} == named


def test_an_appointment_shows_nothing_personal(office: Office) -> None:
    shown = repr(booked(office))
    assert not any(part in shown for part in (CONTACT.name, PHONE, CONTACT.place))


def test_who_booked_is_forgotten_after_a_while_and_the_appointment_stays(
    office: Office, clock: Clock
) -> None:
    done = booked(office)
    deliver_due(office, SentMessages())
    assert purge(office) == 0
    staff.finish(office, done.reference)
    clock.advance(days=office.rules.retention_days + 3)
    assert purge(office) == 1
    assert staff.contact_of(office, done.reference).name == ""
    assert staff.changes_of(office, done.reference)
    with office.database.reading() as connection:
        assert connection.execute(sa.select(contacts)).all() == []


def test_an_appointment_ahead_is_not_forgotten(office: Office, clock: Clock) -> None:
    done = booked(office)
    clock.advance(days=office.rules.retention_days + 3)
    assert purge(office) == 0
    assert staff.contact_of(office, done.reference) == CONTACT


def test_a_rotated_key_finds_and_opens_everything_and_the_old_one_can_go(office: Office) -> None:
    old, new = new_key("old"), new_key("new")
    before = replace(office, vault=Vault.from_environment({"VAULT_KEYS": old}))
    done = booked(before)
    between = replace(office, vault=Vault.from_environment({"VAULT_KEYS": f"{new},{old}"}))
    assert desk.mine(between, "s1") == [done]
    assert rotate(between) > 0
    assert rotate(between) == 0
    after = replace(office, vault=Vault.from_environment({"VAULT_KEYS": new}))
    assert staff.contact_of(after, done.reference) == CONTACT
    assert desk.find(after, "s2", done.reference, PHONE[-4:]) == done
    with pytest.raises(CannotOpen):
        staff.contact_of(before, done.reference)


def test_while_a_key_rotates_a_phone_stays_one_contact(office: Office) -> None:
    old, new = new_key("old"), new_key("new")
    booked(replace(office, vault=Vault.from_environment({"VAULT_KEYS": old})))
    booked(replace(office, vault=Vault.from_environment({"VAULT_KEYS": f"{new},{old}"})), "s2")
    with office.database.reading() as connection:
        assert len(connection.execute(sa.select(contacts)).all()) == 1


def test_a_reference_has_fifty_random_bits_and_is_read_as_dictated() -> None:
    assert len(ALPHABET) == 32
    assert LENGTH * 5 >= 40
    many = {new_reference() for _ in range(2000)}
    assert len(many) == 2000
    assert all(set(reference) <= set(ALPHABET) for reference in many)
    assert read_reference(" abcde-ＦＧＨ01 ") == "ABCDEFGH01"
    assert read_reference("oil") == "011"


def test_a_purge_forgets_old_tries(office: Office, clock: Clock) -> None:
    desk.send_code(office, "s1", PHONE)
    clock.advance(days=3)
    purge(office)
    assert not desk.check_code(office, "s1", PHONE, "000000")
    clock.at += timedelta(minutes=1)
    desk.send_code(office, "s1", PHONE)
