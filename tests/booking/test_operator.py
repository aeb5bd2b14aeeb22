"""What the operator does: files in, faults named, gaps listed, tables migrated."""

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from booking import desk, gateways
from booking.__main__ import COMMANDS, main
from booking.checking import gaps
from booking.complaints import complain, status
from booking.database import URL_SETTING, Database, migrate
from booking.loading import BadRoster, load
from booking.office import Office
from booking.rules import WORDS, BadRules, Rules, read_rules
from booking.schema import agents, metadata
from knowledge.settings import default_pack
from privacy.key_file import FILE_SETTING
from privacy.vault import KEYS_SETTING, new_key
from tests.booking.conftest import CONTACT, HOURS, PHONE, VISIT, SentMessages, on, roster

ROOT = Path(__file__).parents[2]


def test_the_migrations_make_exactly_the_tables_of_the_schema(office: Office) -> None:
    with office.database.engine.begin() as connection:
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, metadata) == []


def test_migrating_again_changes_nothing(office: Office) -> None:
    key = desk.offer(office, VISIT, "近镇", on("2026-09-16")).windows[0].key
    held = desk.hold(office, "s1", VISIT, "近镇", key)
    migrate(office.database.engine)
    assert desk.mine(office, "s1") == [held]


def test_sqlite_is_shared_in_wal_mode(office: Office) -> None:
    if office.database.engine.dialect.name == "sqlite":
        with office.database.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"


def test_loading_again_changes_nothing(office: Office, tmp_path: Path) -> None:
    folder = roster(tmp_path / "same", 2, HOURS)
    assert load(office.database, folder) == load(office.database, folder)


def test_an_agent_left_out_is_not_booked_any_more_and_keeps_his_appointments(
    office: Office, tmp_path: Path
) -> None:
    key = desk.offer(office, VISIT, "近镇", on("2026-09-16")).windows[0].key
    held = desk.hold(office, "s1", VISIT, "近镇", key)
    folder = roster(tmp_path / "fewer", 0, HOURS)
    load(office.database, folder)
    assert desk.offer(office, VISIT, "近镇", on("2026-09-17")).why_not == "not_served"
    assert desk.mine(office, "s1") == [held]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("a01,王,否,跳舞,全县,周一 8:00-9:00", "agents.csv 第2行：“技能”不能是“跳舞”"),
        ("a01,王,否,上门,外县,周一 8:00-9:00", "agents.csv 第2行：“外县”不在townships.csv里"),
        ("a01,王,否,上门,全县,周一 8:10-9:00", "agents.csv 第2行：“工作时间”要像"),
        ("a01,王,否,上门,全县,随时", "agents.csv 第2行：“工作时间”要像"),
        ("a01,王,不知道,上门,全县,周一 8:00-9:00", "agents.csv 第2行：要填“是”或“否”"),
        (",王,否,上门,全县,周一 8:00-9:00", "agents.csv 第2行：“编号”“姓名”都要填"),
    ],
)
def test_a_fault_names_file_row_and_what_to_mend(
    office: Office, tmp_path: Path, row: str, fault: str
) -> None:
    folder = roster(tmp_path / "faulty", 1, HOURS)
    (folder / "agents.csv").write_text(f"编号,姓名,样例,技能,乡镇,工作时间\n{row}", "utf-8")
    with pytest.raises(BadRoster) as error:
        load(office.database, folder)
    assert error.value.faults[0].startswith(fault)
    assert desk.offer(office, VISIT, "近镇", on("2026-09-16")).windows  # the old roster stays


def test_more_faults_are_all_named(office: Office, tmp_path: Path) -> None:
    folder = roster(tmp_path / "faulty", 1, HOURS)
    (folder / "townships.csv").write_text("乡镇,单程分钟,样例\n近镇,很远,否", "utf-8")
    (folder / "calendar.csv").write_text("日期,上班,说明\n明年,是,", "utf-8")
    with pytest.raises(BadRoster) as error:
        load(office.database, folder)
    files = {fault.split()[0] for fault in error.value.faults}
    assert files == {"townships.csv", "calendar.csv"}


def test_a_missing_column_is_named(office: Office, tmp_path: Path) -> None:
    folder = roster(tmp_path / "faulty", 1, HOURS)
    (folder / "townships.csv").write_text("乡镇\n近镇", "utf-8")
    with pytest.raises(BadRoster, match="缺单程分钟、样例这一列"):
        load(office.database, folder)


def test_rules_are_read_and_the_rest_stays_by_default(tmp_path: Path) -> None:
    file = tmp_path / "rules.yml"
    file.write_text("最远约几天: 14\n", "utf-8")
    rules = read_rules(file)
    assert (rules.horizon_days, rules.notice_hours) == (14, Rules().notice_hours)
    assert "最远约几天" not in rules.unset
    assert "至少提前几小时" in rules.unset


@pytest.mark.parametrize(
    "text", ["最远: 14", "最远约几天: 两周", "最远约几天: -1", "最远约几天: true"]
)
def test_a_rule_that_cannot_be_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "rules.yml"
    file.write_text(text, "utf-8")
    with pytest.raises(BadRules, match="最远"):
        read_rules(file)


def test_the_packs_own_agents_are_samples_listed_as_to_be_filled_in_and_never_named(
    office: Office,
) -> None:
    load(office.database, default_pack() / "booking")
    with office.database.reading() as connection:
        people = connection.execute(sa.select(agents).where(agents.c.active)).all()
        places = connection.execute(sa.text("SELECT id FROM townships ORDER BY id")).scalars().all()
    assert len(people) == 22
    assert all(person.sample for person in people)
    lines = "\n".join(gaps(office, None))
    assert "22名还是样例" in lines
    assert "短信" in lines
    place = next(place for place in places if place not in ("近镇", "远乡"))
    key = desk.offer(office, VISIT, place, on("2026-09-16")).windows[0].key
    held = desk.hold(office, "s1", VISIT, place, key)
    assert (held.agents, held.sample) == ((), True)


def test_an_office_with_everything_filled_in_has_no_gaps(office: Office) -> None:
    filled = Office(office.database, office.vault, office.zone, Rules(unset=()), office.clock)
    assert gaps(filled, SentMessages()) == []


def test_the_commands_run(tmp_path: Path) -> None:
    environment = {
        "BOOKING_URL": f"sqlite:///{tmp_path}/booking.sqlite3",
        "VAULT_KEYS": new_key("k1"),
        "PATH": "/usr/bin:/bin",
    }

    def run(*arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "booking", *arguments]
        return subprocess.run(
            command, cwd=ROOT, env={**environment, **more}, capture_output=True, text=True
        )

    assert run("load").stdout.startswith("载入：")
    assert "样例" in run("check").stdout
    assert run("complaints").stdout.startswith("编号,")
    assert run("purge").returncode == run("rotate").returncode == 0
    assert run("dead-letters").stdout == ""
    assert run("new-key").stdout.count(":") == 1
    assert "没有密钥" in run("check", VAULT_KEYS="", VAULT_KEYS_FILE=str(tmp_path / "no")).stderr
    kept = tmp_path / "kept"
    kept.write_text(environment["VAULT_KEYS"])
    assert "样例" in run("check", VAULT_KEYS="", VAULT_KEYS_FILE=str(kept)).stdout


def test_a_hall_without_sms_calls_back_sees_its_day_and_says_how_it_went(
    office: Office, url: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("booking.__main__._office", lambda: office)
    key = desk.offer(office, VISIT, "近镇", on("2026-09-16")).windows[0].key
    held = desk.hold(office, "s1", VISIT, "近镇", key)
    desk.confirm(office, "s1", held.reference, CONTACT, consent=True, by_call=True)

    def said(*arguments: str) -> str:
        assert main(arguments) == 0
        return capsys.readouterr().out

    waiting = said("to-call")
    assert all(word in waiting for word in (held.reference, "张三", PHONE, "李四", "河边第三家"))
    assert "留到" in waiting
    assert said("confirm-after-call", held.reference.lower()).startswith("约好了")
    assert said("to-call") == ""
    day = said("day", "2026-09-16")
    assert all(word in day for word in (held.reference, PHONE, "上门", held.code_word))
    assert said("day") == ""  # nothing today
    assert main(["confirm-after-call", held.reference]) == 1
    assert "现在不是这个状态" in capsys.readouterr().err
    assert main(["done", "0000000000"]) == 1
    assert "没有这个号" in capsys.readouterr().err
    assert held.reference in said("done", held.reference)


def test_what_cannot_be_served_is_withdrawn_and_a_complaint_is_answered(
    office: Office, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("booking.__main__._office", lambda: office)
    key = desk.offer(office, VISIT, "近镇", on("2026-09-16")).windows[0].key
    held = desk.hold(office, "s1", VISIT, "近镇", key)
    assert main(["withdraw", held.reference]) == 0
    assert desk.mine(office, "s1") == []
    told = complain(office, "s1", "service", "evidence", "ask_basis")
    assert main(["answer", told.reference, "已改正"]) == 0
    assert status(office, told.reference).answer == "已改正"


def test_a_database_object_says_when_it_may_not_be_reached(tmp_path: Path) -> None:
    database = Database(sa.create_engine("postgresql://127.0.0.1:9/none", future=True))
    with pytest.raises(sa.exc.OperationalError), database.reading() as connection:
        connection.execute(sa.text("SELECT 1"))


@pytest.mark.parametrize(
    "word",
    [
        *WORDS,
        *[name for name, *_ in COMMANDS],
        *(URL_SETTING, KEYS_SETTING, FILE_SETTING),
        *(gateways.URL_SETTING, gateways.TOKEN_SETTING, gateways.DEDUPLICATES_SETTING),
    ],
)
def test_every_rule_command_and_setting_is_documented(word: str) -> None:
    page = Path(__file__).parents[2] / "docs" / "operators" / "booking.md"
    assert word in page.read_text("utf-8")
