"""The officials' pages: every example runs, every command and every key is described."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.reading import read_pack
from knowledge.reading.fields import Fields
from knowledge.settings import default_pack
from knowledge.shell import parser

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs" / "officials"
BLOCK = re.compile(r"^```(\S+) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
WITH_EXAMPLES = [page for page in sorted(DOCS.glob("*.md")) if "```sh" in page.read_text("utf-8")]


class Reader:
    """An official who does what a page says, in a folder with a copy of the pack."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.said = ""
        shutil.copytree(default_pack(), folder / "knowledge" / "fangxian")
        self.environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "KNOWLEDGE_PACK": str(folder / "knowledge" / "fangxian"),
            "KNOWLEDGE_STATE": str(folder / "state"),
        }

    def do(self, kind: str, file: str, text: str) -> None:
        """Do what one block says."""
        if kind == "sh":
            self._run(text)
        elif kind == "写入":
            (self.folder / file).write_text(text, encoding="utf-8")
        elif kind == "追加":
            with (self.folder / file).open("a", encoding="utf-8") as stream:
                stream.write(text)
        elif kind == "改":
            self._change(self.folder / file, text)
        elif kind == "看到":
            for line in text.splitlines():
                assert line in self.said, f"not said: {line}\n{self.said}"

    def _run(self, commands: str) -> None:
        done = subprocess.run(
            ["bash", "-ec", commands.replace("python ", f"{sys.executable} ")],
            cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        self.said = done.stdout

    def _change(self, path: Path, text: str) -> None:
        lines = text.splitlines(keepends=True)
        old = "".join(line[2:] for line in lines if line.startswith("- ")).rstrip("\n")
        new = "".join(line[2:] for line in lines if line.startswith("+ ")).rstrip("\n")
        before = path.read_text(encoding="utf-8")
        assert before.count(old) == 1, f"{path.name} holds {before.count(old)} times: {old}"
        path.write_text(before.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=lambda page: page.stem)
def test_what_a_page_says_can_be_done(page: Path, tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    for kind, file, text in BLOCK.findall(page.read_text(encoding="utf-8")):
        reader.do(kind, file, text)


def test_every_task_has_examples_that_run() -> None:
    names = {page.stem for page in WITH_EXAMPLES}
    assert names >= {"加一件事", "改一个处理方式", "接通一个系统", "暂停一件事", "用Excel改"}


def test_every_command_and_option_is_described() -> None:
    text = (DOCS / "README.md").read_text(encoding="utf-8")
    whole = parser()
    (commands,) = (action for action in whole._actions if action.dest == "command")
    assert commands.choices
    for name, command in commands.choices.items():
        assert f"`python -m knowledge {name}" in text, name
        for action in command._actions:
            for option in action.option_strings:
                assert option in text, f"{name} {option}"
            assert re.search("[一-鿿]", action.help or ""), f"{name} {action.dest}: no Chinese help"


def test_every_key_of_the_files_is_described(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The keys are those that reading the county's whole pack asks for."""
    asked: set[str] = set()
    raw = Fields.raw

    def noted(self: Fields, key: str) -> object:
        asked.add(key)
        return raw(self, key)

    monkeypatch.setattr(Fields, "raw", noted)
    pack = read_pack(default_pack())
    text = (DOCS / "文件格式.md").read_text(encoding="utf-8")
    assert len(asked) > 80
    names = {*pack.services, *pack.words}
    undescribed = {key for key in asked - names if f"{key}:" not in text}
    assert not undescribed


def test_pages_link_only_to_pages_that_exist() -> None:
    for page in DOCS.glob("*.md"):
        for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
            assert (DOCS / target).exists(), f"{page.name} → {target}"
