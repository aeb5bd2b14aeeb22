"""The shell: every command prints words for officials and JSON for programs, and its faults."""

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from knowledge.shell import main

from .conftest import SMALL_PACK, Edit

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KNOWLEDGE_STATE", str(tmp_path / "state"))


def run(*arguments: object, pack: Path = SMALL_PACK) -> int:
    return main(["--pack", str(pack), *map(str, arguments)])


def printed(capsys: Captured, *arguments: object, pack: Path = SMALL_PACK) -> Any:
    assert run(*arguments, "--json", pack=pack) == 0
    return json.loads(capsys.readouterr().out)


def test_every_command_prints_json(capsys: Captured, tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    assert printed(capsys, "check")["usable"]
    assert printed(capsys, "figures")["complete"] == 3
    assert printed(capsys, "show", "open-shop", "house=rented")["outcome"] == "checklist"
    assert printed(capsys, "impact")[0]["systems"] == ["traffic"]
    assert printed(capsys, "impact", "--connect", "交管系统")["pieces"][0]["to"] == "shared"
    assert printed(capsys, "diff", SMALL_PACK, SMALL_PACK) == []
    assert len(printed(capsys, "export", desk)) == 3
    assert printed(capsys, "import", desk / "市监局.xlsx", "--dry-run")["files"] == []
    assert printed(capsys, "suspend", "open-shop", "--reason", "核实")["reason"] == "核实"
    assert printed(capsys, "suspend")["services"] == {"open-shop": "核实"}
    assert printed(capsys, "resume", "open-shop")["resumed"] == "open-shop"
    version = printed(capsys, "activate")["active"]
    assert printed(capsys, "versions")["active"] == version
    assert printed(capsys, "rollback")["active"] is None


def test_every_command_speaks_chinese(capsys: Captured, tmp_path: Path) -> None:
    said = {
        ("check",): "知识包可以用。",
        ("figures",): "写全的 3",
        ("show", "open-shop"): "开店登记（市监局）：出清单",
        ("impact",): "交管系统（公安局）：省1份",
        ("diff", SMALL_PACK, SMALL_PACK): "没有不同",
        ("export", tmp_path): "导出了3本",
        ("suspend",): "没有暂停",
        ("suspend", "开店登记"): "已暂停“开店登记”",
        ("resume", "开店登记"): "已恢复“开店登记”",
        ("versions",): "现在用的是程序自带的那一版。",
    }
    for arguments, words in said.items():
        assert run(*arguments) == 0
        assert words in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("show", "nothing"), "没有编号是“nothing”的事项"),
        (("show", "open-shop", "house"), "要写成 情形=选项"),
        (("impact", "--connect", "天上的系统"), "没有叫“天上的系统”的来源系统"),
        (("diff", "/nowhere", str(SMALL_PACK)), "没有叫“/nowhere”的知识包"),
        (("suspend", "房照"), "没有叫“房照”的事项或证明"),
        (("resume", "open-shop"), "本来就没有暂停"),
        (("rollback",), "退不回去"),
    ],
)
def test_a_call_that_means_nothing_ends_with_2(
    capsys: Captured, arguments: tuple[str, ...], says: str
) -> None:
    assert run(*arguments) == 2
    assert says in capsys.readouterr().err


def test_a_call_written_wrongly_is_told_so_in_chinese(capsys: Captured) -> None:
    for arguments, says in {
        ("show",): "写法不对：还缺：事项",
        ("check", "--on", "明天"): "的值 '明天' 写得不对",
        ("chek",): "没有“chek”，可以是",
        ("check", "--jsn"): "看不懂：--jsn",
    }.items():
        with pytest.raises(SystemExit) as ended:
            run(*arguments)
        assert ended.value.code == 2
        assert says in capsys.readouterr().err


def test_faults_end_with_1_and_are_json_too(capsys: Captured, edited: Edit) -> None:
    folder = edited("systems.yml", "已接通: 否", "接通: 否")
    assert run("check", pack=folder) == 1
    assert "systems.yml 第3行" in capsys.readouterr().out
    assert run("activate", pack=folder) == 1
    assert "什么也没有写" in capsys.readouterr().err
    assert run("figures", "--json", pack=folder) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["file"], problem["line"]) == ("systems.yml", 3)


def test_a_fault_in_a_workbook_names_its_column_in_json(
    capsys: Captured, tmp_path: Path
) -> None:
    printed(capsys, "export", tmp_path)
    path = tmp_path / "市监局.xlsx"
    workbook = load_workbook(path)
    sheet = workbook["事项"]
    due = [cell.value for cell in sheet[1]].index("复核到期日") + 1
    sheet.cell(2, due).value = "明年"
    workbook.save(path)
    assert run("import", path, "--json") == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["line"], problem["column"]) == (2, "复核到期日")
