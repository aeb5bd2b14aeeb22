"""Booking in the widget, against the portal's real endpoints and a real database."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from booking.database import open_database
from booking.office import Office
from portal.running import Portal
from privacy.vault import Vault
from runtime.booking import BookingWorker
from tests.portal.conftest import KEYS, running, staffed
from tests.portal.gateway import SmsGateway, sms_gateway
from tests.widget.bureau import ASK, CANCEL, Bureau
from tests.widget.conftest import SCRIPT, Embed, tab_of
from tests.widget.hand import SHOTS, Hand
from tests.widget.looking import violations
from tests.widget.scripted import Scripted
from tests.widget.test_keeping import STORED
from tests.widget.test_places import FITS, SMALL

NAME, PLACE, FOR = "欧阳试", "河边第三家", "老父亲"
_numbers = itertools.count(13900000001)


@pytest.fixture(scope="module")
def gateway() -> Iterator[SmsGateway]:
    with sms_gateway() as started:
        yield started


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("booking")
    url = f"sqlite:///{folder}/booking.sqlite3"
    staffed(url, folder)
    vault = Vault.from_environment({"VAULT_KEYS": KEYS})
    opened = Office(open_database(url), vault, ZoneInfo("Asia/Shanghai"))
    yield opened
    opened.database.dispose()


@pytest.fixture(scope="module")
def talk(office: Office) -> Iterator[Scripted]:
    bureau = Bureau(office)
    talk = Scripted({}, bureau.answer)
    talk.bureau = bureau  # type: ignore[attr-defined]
    yield talk
    talk.close()


@pytest.fixture
def bureau(talk: Scripted) -> Iterator[Bureau]:
    bureau: Bureau = talk.bureau  # type: ignore[attr-defined]
    yield bureau
    bureau.verify, bureau.left, bureau.taken_first = "code", timedelta(minutes=10), False


@pytest.fixture(scope="module")
def door(
    tmp_path_factory: pytest.TempPathFactory,
    office: Office,
    gateway: SmsGateway,
    talk: Scripted,
    pages: tuple[object, str],
) -> Iterator[Portal]:
    folder = tmp_path_factory.mktemp("portal")
    url = str(office.database.engine.url)
    settings = {"BOOKING_URL": url, "SMS_GATEWAY_URL": gateway.url}
    worker = BookingWorker({**settings, "VAULT_KEYS": KEYS}, folder / "worker.log")
    with running(folder, talk.port, PORTAL_ORIGINS=pages[1], **settings) as started:
        worker.start()
        yield started
        worker.stop()


@pytest.fixture
def hand(page: Page, door: Portal, bureau: Bureau, embed: Embed) -> Hand:
    return Hand(page, embed(door))


@pytest.fixture
def phone() -> str:
    return str(next(_numbers))


def field(hand: Hand, name: str) -> Locator:
    return hand.guide.get_by_role("textbox", name=re.compile(name)).last


def hold(hand: Hand, number: int = 0) -> None:
    """Ask for times and take one: the form is there."""
    hand.say(ASK)
    hand.last.locator(".times .option").nth(number).click()
    expect(hand.last.locator(".card.contact_form")).to_be_visible()


def fill(hand: Hand, phone: str, **other: str) -> None:
    given = {"怎么称呼": NAME, "电话": phone, "哪里找": PLACE, "给谁办": FOR, **other}
    for name, value in given.items():
        field(hand, name).fill(value)
    hand.guide.get_by_role("checkbox").check()


def verify(hand: Hand, gateway: SmsGateway, phone: str) -> None:
    hand.button("发验证码").click()
    expect(hand.last).to_contain_text(f"尾号{phone[-4:]}")
    field(hand, "验证码").fill(gateway.code(phone))


def booked(hand: Hand) -> Locator:
    card = hand.last.locator(".card.appointment")
    expect(card).to_contain_text("约好了")
    return card


def test_a_whole_booking_by_mouse(
    hand: Hand, gateway: SmsGateway, phone: str, talk: Scripted, axe: str
) -> None:
    hand.open()
    hold(hand)
    expect(hand.last).to_contain_text("还有9分钟")
    fill(hand, phone)
    verify(hand, gateway, phone)
    hand.tall_shot("booking form filled")
    assert violations(hand.page, axe) == []
    hand.button("约好").click()
    card = booked(hand)
    expect(card).to_contain_text("暗号")
    expect(hand.last).to_be_focused()
    expect(hand.answers.nth(-2)).to_contain_text("这张表已经交了")
    assert "约好了" in gateway.wait_for(phone, "约好了")
    hand.tall_shot("booking booked")
    said = str(talk.heard)
    assert not [word for word in (NAME, phone, PLACE, FOR) if word in said]
    stored = hand.page.evaluate(STORED)
    assert not [word for word in (NAME, phone, PLACE, FOR) if word in stored]


def test_a_whole_booking_by_keyboard_alone(hand: Hand, gateway: SmsGateway, phone: str) -> None:
    hand.open()
    keyboard = hand.page.keyboard
    keyboard.type(ASK)
    keyboard.press("Enter")
    expect(hand.last.locator(".card.slots")).to_be_visible()
    _to(hand, hand.last.locator(".times .option").first, "Shift+Tab")
    keyboard.press("Enter")
    expect(hand.last).to_be_focused()
    _to(hand, field(hand, "怎么称呼"))
    keyboard.type(NAME)
    keyboard.press("Tab")
    keyboard.type(phone)
    _to(hand, hand.button("发验证码"))
    keyboard.press("Enter")
    expect(field(hand, "验证码")).to_be_focused()
    keyboard.type(gateway.code(phone))
    _to(hand, field(hand, "哪里找"))
    keyboard.type(PLACE)
    keyboard.press("Tab")
    keyboard.press("Space")
    keyboard.press("Tab")
    expect(hand.button("约好")).to_be_focused()
    keyboard.press("Enter")
    booked(hand)
    expect(hand.last).to_be_focused()


def _to(hand: Hand, place: Locator, key: str = "Tab") -> None:
    for _ in range(30):
        hand.page.keyboard.press(key)
        if place.evaluate("part => part === part.getRootNode().activeElement"):
            return
    raise AssertionError("it can't be reached by the keyboard")


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    hand: Hand, gateway: SmsGateway, phone: str, axe: str
) -> None:
    hand.open()
    hold(hand)
    hand.button("约好").click()
    expect(field(hand, "怎么称呼")).to_be_focused()
    for said in ("写上怎么称呼", "写上电话", "写上到哪里找", "要您同意"):
        expect(hand.last).to_contain_text(said)
    assert violations(hand.page, axe) == []
    hand.tall_shot("booking errors")
    fill(hand, "1381234567")
    hand.button("约好").click()
    expect(field(hand, "电话")).to_be_focused()
    expect(field(hand, "电话")).to_have_attribute("aria-invalid", "true")
    described = field(hand, "电话").get_attribute("aria-describedby") or ""
    expect(hand.guide.locator(f"[id='{described}']")).to_contain_text("号码不对")
    field(hand, "电话").fill(f"+86 {phone[:3]} {phone[3:7]} {phone[7:]}")
    expect(hand.last).not_to_contain_text("号码不对")
    verify(hand, gateway, phone)
    right = field(hand, "验证码").input_value()
    field(hand, "验证码").fill("000000" if right != "000000" else "111111")
    hand.button("约好").click()
    expect(field(hand, "验证码")).to_be_focused()
    expect(field(hand, "怎么称呼")).to_have_value(NAME)
    hand.tall_shot("booking wrong code")
    field(hand, "验证码").fill(right)
    hand.button("约好").click()
    booked(hand)


def test_whoever_gets_no_code_asks_to_be_called(hand: Hand, phone: str) -> None:
    hand.open()
    hold(hand)
    fill(hand, phone)
    hand.button("收不到").click()
    hand.button("交上去").click()
    expect(hand.last.locator(".card.appointment")).to_contain_text("等工作人员打电话核实")


def test_where_there_is_no_sms_staff_call_back(hand: Hand, bureau: Bureau, phone: str) -> None:
    bureau.verify = "call"
    hand.open()
    hold(hand)
    fill(hand, phone)
    expect(hand.button("发验证码")).to_have_count(0)
    # The portal of this test has SMS, but the form says what was settled: to be called.
    hand.button("交上去").click()
    expect(hand.last.locator(".card.appointment")).to_contain_text("等工作人员打电话核实")


def test_a_hold_that_runs_out_offers_new_times_and_keeps_what_was_typed(
    hand: Hand, bureau: Bureau, gateway: SmsGateway, phone: str, axe: str
) -> None:
    bureau.left = timedelta(seconds=20)
    hand.open()
    hold(hand)
    expect(hand.last).to_contain_text("不到1分钟")
    fill(hand, phone)
    expect(hand.last).to_contain_text("留的时间过了")
    expect(hand.last).to_contain_text("您填的还在")
    assert violations(hand.page, axe) == []
    hand.tall_shot("booking expired")
    bureau.left = timedelta(minutes=10)
    hand.last.get_by_role("button", name="重新挑个时间").click()
    expect(hand.last.locator(".card.slots")).to_be_visible()
    hand.last.locator(".times .option").nth(1).click()
    expect(hand.last.locator(".card.contact_form")).to_be_visible()
    expect(field(hand, "怎么称呼")).to_have_value(NAME)
    expect(field(hand, "电话")).to_have_value(phone)
    expect(hand.guide.get_by_role("checkbox")).not_to_be_checked()
    hand.guide.get_by_role("checkbox").check()
    verify(hand, gateway, phone)
    hand.button("约好").click()
    booked(hand)


def test_a_hold_that_the_portal_has_let_go_is_said_to_have_run_out(
    hand: Hand, bureau: Bureau, phone: str, talk: Scripted
) -> None:
    hand.open()
    hold(hand)
    bureau.answer(talk.heard[-1]["sender"], CANCEL)
    fill(hand, phone)
    hand.button("约好").click()
    expect(hand.last).to_contain_text("留的时间过了")


def test_a_time_taken_meanwhile_is_answered_with_the_nearest(hand: Hand, bureau: Bureau) -> None:
    hand.open()
    hand.say(ASK)
    bureau.taken_first = True
    hand.last.locator(".times .option").nth(2).click()
    expect(hand.last).to_contain_text("刚被别人约走了")
    hand.tall_shot("booking taken")
    hand.last.locator(".times .option").first.click()
    expect(hand.last.locator(".card.contact_form")).to_be_visible()


def test_offline_while_it_is_posted_it_goes_when_the_line_is_back_and_books_once(
    hand: Hand, gateway: SmsGateway, phone: str, bureau: Bureau, talk: Scripted
) -> None:
    hand.open()
    hold(hand)
    fill(hand, phone)
    verify(hand, gateway, phone)
    hand.page.context.set_offline(True)
    hand.button("约好").click()
    expect(hand.last).to_contain_text("您填的都在")
    hand.tall_shot("booking offline")
    expect(field(hand, "怎么称呼")).to_have_value(NAME)
    hand.page.context.set_offline(False)
    booked(hand)
    assert bureau.booked(talk.heard[-1]["sender"]) == ["confirmed"]


def test_an_answer_that_was_lost_on_the_way_comes_once(
    hand: Hand, gateway: SmsGateway, phone: str
) -> None:
    hand.open()
    hold(hand)
    fill(hand, phone)
    verify(hand, gateway, phone)

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    hand.page.route("**/chat/booking/confirm", lose)
    hand.button("约好").click()
    booked(hand)  # by the stream
    hand.page.unroute("**/chat/booking/confirm")
    expect(hand.guide.locator(".card.appointment")).to_have_count(1)
    expect(hand.answers.nth(-2)).to_contain_text("这张表已经交了")


def test_a_reload_keeps_the_time_and_none_of_what_was_typed(
    hand: Hand, gateway: SmsGateway, phone: str
) -> None:
    hand.open()
    hold(hand)
    fill(hand, phone)
    assert not [word for word in (NAME, phone) if word in hand.page.evaluate(STORED)]
    hand.page.reload()
    expect(hand.last.locator(".card.contact_form")).to_be_visible()
    expect(field(hand, "怎么称呼")).to_have_value("")
    fill(hand, phone)
    verify(hand, gateway, phone)
    hand.button("约好").click()
    booked(hand)
    hand.page.reload()
    booked(hand)
    expect(hand.guide.locator("form.contact")).to_have_count(0)


def test_the_form_shown_again_goes_on_where_it_was(hand: Hand, phone: str) -> None:
    hand.open()
    hold(hand)
    fill(hand, phone)
    hold(hand)
    expect(hand.guide.locator("form.contact")).to_have_count(1)
    expect(hand.answers.nth(1)).to_contain_text("表在下面")
    expect(field(hand, "怎么称呼")).to_have_value(NAME)
    hold(hand, 1)
    expect(hand.answers.nth(3)).to_contain_text("换了别的时间")
    expect(field(hand, "怎么称呼")).to_have_value(NAME)


def test_closing_the_panel_loses_nothing(hand: Hand, phone: str) -> None:
    hand.open()
    hold(hand)
    fill(hand, phone)
    hand.button("关上").click()
    hand.launcher.click()
    expect(field(hand, "怎么称呼")).to_have_value(NAME)


def test_a_kiosk_wipes_what_was_typed(
    page: Page, door: Portal, bureau: Bureau, embed: Embed, phone: str
) -> None:
    kiosk = Hand(page, embed(door, tag='<no-proof-guide kiosk="120" open></no-proof-guide>'))
    kiosk.visit()
    kiosk.button("知道了，开始问").click()
    hold(kiosk)
    expect(field(kiosk, "怎么称呼")).to_have_attribute("autocomplete", "off")
    fill(kiosk, phone)
    kiosk.menu("用完了，清掉")
    kiosk.button("知道了，开始问").click()
    hold(kiosk, 1)
    expect(field(kiosk, "怎么称呼")).to_have_value("")
    expect(field(kiosk, "电话")).to_have_value("")
    kiosk.button("存进日历").wait_for(state="detached")


def test_what_was_booked_is_copied_put_into_the_calendar_and_cancelled(
    hand: Hand, gateway: SmsGateway, phone: str, bureau: Bureau, talk: Scripted
) -> None:
    hand.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    hand.open()
    hold(hand)
    fill(hand, phone)
    verify(hand, gateway, phone)
    hand.button("约好").click()
    card = booked(hand)
    reference = card.locator(".reference").inner_text()
    hand.button("复制编号").click()
    expect(hand.status).to_contain_text("复制好了")
    assert hand.page.evaluate("() => navigator.clipboard.readText()") == reference
    with hand.page.expect_download() as saved:
        hand.button("存进日历").click()
    _is_a_calendar(saved.value.path().read_bytes().decode(), reference)
    hand.button("取消预约").click()
    expect(hand.last.locator(".card.appointment")).to_contain_text("已经取消")
    expect(hand.button("取消预约")).to_have_count(0)
    assert bureau.booked(talk.heard[-1]["sender"]) == []


def _is_a_calendar(written: str, reference: str) -> None:
    lines = written.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    assert all(len(line.encode()) <= 75 for line in lines)
    unfolded = written.replace("\r\n ", "").split("\r\n")
    assert f"UID:{reference}" in unfolded
    assert any(re.fullmatch(r"DTSTART:\d{8}T\d{6}Z", line) for line in unfolded)
    assert any(line.startswith("SUMMARY:") and "暗号" in line for line in unfolded)


@pytest.mark.parametrize("said", ["空当", "预约", "投诉"])
def test_a_card_of_booking_is_saved_copied_and_read_aloud(gallery: Hand, said: str) -> None:
    page = gallery.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate(
        "() => { window.spoken = []; speechSynthesis.speak = (part) => spoken.push(part.text); }"
    )
    card = gallery.say(said)
    first = SCRIPT[said][0]["text"].splitlines()[0]
    with page.expect_download() as saved:
        card.get_by_role("button", name="存下来").click()
    content = saved.value.path().read_text()
    assert "复制文字" not in content and "取消预约" not in content
    paper = page.context.new_page()
    paper.set_content(content)
    SHOTS.mkdir(parents=True, exist_ok=True)
    paper.screenshot(path=SHOTS / f"paper {said}.png")
    paper.close()
    card.get_by_role("button", name="复制文字").click()
    expect(gallery.status).to_contain_text("复制好了")
    assert first in page.evaluate("() => navigator.clipboard.readText()")
    card.get_by_role("button", name="念给我听").click()
    assert first.rstrip("：。")[:12] in "".join(page.evaluate("() => window.spoken"))
    card.get_by_role("button", name="别念了").click()


def test_a_clock_that_is_an_hour_ahead_ends_no_hold(hand: Hand, phone: str) -> None:
    hand.page.add_init_script("const now = Date.now; Date.now = () => now() + 3600 * 1000;")
    hand.open()
    hold(hand)
    expect(hand.last).to_contain_text("还有9分钟")
    fill(hand, phone)


def test_nothing_typed_is_on_paper(hand: Hand, phone: str) -> None:
    hand.page.add_init_script("window.print = () => { top.printed = document.body.innerText; }")
    hand.open()
    hold(hand)
    fill(hand, phone)
    hand.last.get_by_role("button", name="打印").click()
    printed = hand.page.evaluate("() => window.printed")
    assert "给您留住了" in printed
    assert not [word for word in (NAME, phone, PLACE, FOR, "怎么称呼") if word in printed]


def test_deleting_the_conversation_names_what_stays_booked(
    hand: Hand, gateway: SmsGateway, phone: str
) -> None:
    hand.open()
    hold(hand)
    fill(hand, phone)
    verify(hand, gateway, phone)
    hand.button("约好").click()
    reference = booked(hand).locator(".reference").inner_text()
    hand.menu("删除对话")
    hand.button("删掉").click()
    expect(hand.status).to_contain_text(reference)


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large type"])
def test_a_narrow_telephone(
    browser: Browser, door: Portal, bureau: Bureau, embed: Embed, axe: str, large: bool
) -> None:
    context = browser.new_context(
        viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True, locale="zh-CN"
    )
    hand = Hand(tab_of(context), embed(door)).visit()
    hand.launcher.tap()
    hand.button("知道了，开始问").tap()
    if large:
        hand.menu("大字")
        hand.menu("深色")
    hold(hand)
    hand.button("约好").tap()
    for name in ("slots", "form"):
        assert hand.page.evaluate(FITS) == [], name
        assert hand.page.evaluate(SMALL) == [], name
    assert violations(hand.page, axe) == []
    hand.tall_shot(f"booking 320{' large and dark' if large else ''}")
    context.close()


def test_without_the_second_file_the_cards_speak_and_it_is_tried_again(hand: Hand) -> None:
    hand.page.route("**/widget/more.js", lambda route: route.abort())
    hand.open()
    said = hand.say(ASK)
    expect(said.locator(".card.unknown")).to_contain_text("能约这些时间")
    expect(said).to_contain_text("12345")
    hand.tall_shot("booking without its file")
    hand.page.unroute("**/widget/more.js")
    said.get_by_role("button", name="再试一次").click()
    expect(said.locator(".times .option").first).to_be_visible()


@pytest.mark.parametrize(
    ("sources", "data"),
    [("{url}", ""), ("'nonce-abc'", 'nonce="abc"')],
    ids=["the host allowed", "a nonce"],
)
def test_the_second_file_passes_a_pages_strict_policy(
    page: Page, door: Portal, bureau: Bureau, embed: Embed, sources: str, data: str
) -> None:
    policy = f"script-src {sources.format(url=door.url)}; connect-src {door.url}; style-src 'none'"
    head = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    hand = Hand(page, embed(door, head=head, data=data)).open()
    hand.say(ASK)
    expect(hand.last.locator(".times .option").first).to_be_visible()
    times = hand.last.locator(".times").first
    assert times.evaluate("part => getComputedStyle(part).display") == "grid"


def test_what_came_with_the_second_file_is_read_from_its_beginning(hand: Hand) -> None:
    hand.open()
    for number in range(4):
        hand.say(f"第{number}句，把对话填满")
    hand.say(ASK)
    top = hand.last.locator(".card.slots .conclusion")
    expect(top).to_be_in_viewport()
    expect(hand.last.locator(".times .option").first).to_be_in_viewport()


def test_the_second_file_comes_once_from_the_same_host_and_only_when_it_is_wanted(
    hand: Hand, door: Portal
) -> None:
    asked: list[str] = []
    hand.page.on("request", lambda request: asked.append(request.url))
    hand.open()
    hand.say("随便说说")
    files = f"{door.url}/widget/"
    assert [url for url in asked if files in url] == [f"{files}guide.js"]
    hand.say(ASK)
    hand.say(ASK)
    expect(hand.last.locator(".card.slots")).to_be_visible()
    assert [url for url in asked if files in url] == [f"{files}guide.js", f"{files}more.js"]
