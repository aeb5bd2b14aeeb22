"""A whole booking with the real assistant, the real door and the real database, by mouse."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Locator, Page, expect

from booking.database import open_database
from booking.office import Office
from portal.running import Portal
from privacy.vault import Vault
from runtime.booking import BookingWorker
from tests.dialogues.booking_desk import OpenDesk, assistant_with
from tests.portal.conftest import KEYS, running, staffed
from tests.portal.gateway import SmsGateway, sms_gateway
from tests.widget.hand import Hand
from tests.widget.looking import violations

_numbers = itertools.count(13700000001)


@pytest.fixture(scope="module")
def gateway() -> Iterator[SmsGateway]:
    with sms_gateway() as started:
        yield started


@pytest.fixture(scope="module")
def real(
    tmp_path_factory: pytest.TempPathFactory, gateway: SmsGateway
) -> Iterator[tuple[OpenDesk, Portal]]:
    folder = tmp_path_factory.mktemp("desk")
    url = f"sqlite:///{folder}/booking.sqlite3"
    settings = {"BOOKING_URL": url, "VAULT_KEYS": KEYS, "SMS_GATEWAY_URL": gateway.url}
    worker = BookingWorker(settings, folder / "worker.log")
    staffed(url, tmp_path_factory.mktemp("roster"))  # before the assistant looks for agents
    with (
        assistant_with(folder, **settings) as assistant,
        running(folder, assistant.port, **settings) as portal,
    ):
        worker.start()
        vault = Vault.from_environment({"VAULT_KEYS": KEYS})
        office = Office(open_database(url), vault, ZoneInfo("Asia/Shanghai"))
        yield OpenDesk(assistant, office, folder), portal
        office.database.dispose()
        worker.stop()


@pytest.fixture
def hand(page: Page, real: tuple[OpenDesk, Portal]) -> Hand:
    return Hand(page, f"{real[1].url}/demo").open()


def book(hand: Hand, gateway: SmsGateway) -> Locator:
    """From 帮我约个代办员 to the appointment's card."""
    phone = str(next(_numbers))
    hand.say("我想开个小卖部，房子是自己盖的没房产证，要带啥")
    hand.say("帮我约个代办员")
    _answer_what_is_asked(hand)
    times = hand.last.locator(".times .option")
    times.last.click()
    expect(hand.last.locator(".card.contact_form")).to_be_visible()
    hand.shot("booking talk form")
    for name, value in {"怎么称呼": "欧阳试", "电话": phone, "哪里找": "河边第三家"}.items():
        field = hand.guide.get_by_role("textbox", name=re.compile(name))
        if field.count():
            field.fill(value)
    hand.guide.get_by_role("checkbox").last.check()
    hand.button("发验证码").click()
    code = hand.guide.get_by_role("textbox", name=re.compile("验证码"))
    expect(code).to_be_focused()
    code.fill(gateway.code(phone))
    hand.guide.get_by_role("button", name="约好", exact=True).click()
    expect(hand.last.locator(".card.appointment")).to_contain_text("约好了")
    return hand.last.locator(".card.appointment")


def press(hand: Hand, button: Locator) -> None:
    """Press, and wait for the answer."""
    before = hand.answers.count()
    button.click()
    expect(hand.answers).to_have_count(before + 1)


def _answer_what_is_asked(hand: Hand) -> None:
    """Until there are times: the township with agents, else any time."""
    for _ in range(5):
        expect(hand.last.locator(".note-line")).to_have_count(0)  # the cards' file is awaited
        if hand.last.locator(".card.slots").count():
            return
        before = hand.answers.count()
        if hand.last.locator(".card.question").count():
            hand.last.get_by_role("button", name="近镇").click()
        else:
            hand.write("越快越好")
        expect(hand.answers).to_have_count(before + 1)


def test_from_a_wish_to_an_appointment_moved_and_cancelled(
    hand: Hand, gateway: SmsGateway, real: tuple[OpenDesk, Portal], axe: str
) -> None:
    desk, _ = real
    card = book(hand, gateway)
    assert desk.count("confirmed") == 1
    assert violations(hand.page, axe) == []
    hand.tall_shot("booking talk appointment")
    reference = card.locator(".reference").inner_text()
    press(hand, hand.button("改时间").last)
    _answer_what_is_asked(hand)
    hand.shot("booking talk move")
    press(hand, hand.last.locator(".times .option").last)
    moved = hand.last.locator(".card.appointment")
    expect(moved).to_contain_text(reference)
    press(hand, hand.button("取消预约").last)
    press(hand, hand.last.locator(".option").first)  # 确定吗？
    expect(hand.last.locator(".card.appointment")).to_contain_text("已经取消")
    hand.tall_shot("booking talk cancelled")
    assert desk.count("confirmed") == 0


def test_a_cancellation_written_right_after_the_form_is_one(
    hand: Hand, gateway: SmsGateway, real: tuple[OpenDesk, Portal]
) -> None:
    desk, _ = real
    book(hand, gateway)
    before = desk.count("confirmed")
    hand.say("取消预约")
    press(hand, hand.last.locator(".option").first)
    expect(hand.last.locator(".card.appointment")).to_contain_text("已经取消")
    assert desk.count("confirmed") == before - 1
