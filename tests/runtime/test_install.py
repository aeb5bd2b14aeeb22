"""The installation: from hashed locks, with any working Python 3.10, quick the second time."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_locks_name_no_registry_and_no_path(lock: Path) -> None:
    assert not re.search(r"://|^-|file:|^/", lock.read_text(), re.MULTILINE)


@pytest.mark.parametrize("level", ["run", "test", "full"])
def test_every_locked_package_has_hashes(level: str) -> None:
    lock = (ROOT / "requirements" / f"{level}.txt").read_text().replace("\\\n", "")
    packages = [line for line in lock.splitlines() if line.strip()]
    assert len(packages) > 100
    assert all("==" in package and "--hash=sha256:" in package for package in packages)


def versions(level: str) -> dict[str, str]:
    lock = (ROOT / "requirements" / f"{level}.txt").read_text()
    return dict(re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE))


def test_only_the_full_installation_has_tensorflow() -> None:
    assert "tensorflow" in versions("full")
    for level in ("run", "test"):
        assert not [name for name in versions(level) if name.startswith(("tensor", "keras"))]


def test_tests_run_against_the_versions_that_answer_citizens() -> None:
    assert versions("run").items() <= versions("test").items()


@pytest.fixture
def fresh_clone(tmp_path: Path) -> Path:
    """A folder with the install script and locks without packages: nothing is downloaded."""
    shutil.copytree(ROOT / "scripts", tmp_path / "scripts")
    (tmp_path / "requirements").mkdir()
    for level in ("run", "test", "full"):
        (tmp_path / "requirements" / f"{level}.txt").write_text("")
    return tmp_path


def install(folder: Path, level: str, **environment: str) -> str:
    """What installing prints; fails unless it succeeds."""
    run = subprocess.run(
        ["scripts/install.sh", level],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout


def test_installing_again_does_nothing_and_a_changed_lock_installs(fresh_clone: Path) -> None:
    assert "requirements/run.txt" in install(fresh_clone, "run")
    assert install(fresh_clone, "run") == ""
    (fresh_clone / "requirements" / "run.txt").write_text("# changed\n")
    assert "requirements/run.txt" in install(fresh_clone, "run")


def test_a_fuller_installation_serves_and_stays(fresh_clone: Path) -> None:
    install(fresh_clone, "test")
    assert install(fresh_clone, "run") == ""
    (fresh_clone / "requirements" / "test.txt").write_text("# changed\n")
    assert "requirements/test.txt" in install(fresh_clone, "run")
    assert "requirements/full.txt" in install(fresh_clone, "full")


def test_a_python_that_does_not_work_is_passed_over(fresh_clone: Path) -> None:
    shim = fresh_clone / "python3.10"
    shim.write_text("#!/bin/sh\nexit 127\n")
    shim.chmod(0o755)
    working = Path(sys.executable).resolve().parent
    path = f"{fresh_clone}:{working}:{os.environ['PATH']}"
    install(fresh_clone, "run", PYTHON310=str(shim), PATH=path)
    assert (fresh_clone / ".venv" / "bin" / "python").exists()


def test_without_any_python_310_it_says_so_in_chinese_and_english(fresh_clone: Path) -> None:
    tools = fresh_clone / "tools"
    tools.mkdir()
    for tool in ("bash", "env", "dirname", "sed", "sort", "cksum", "tr", "ls"):
        (tools / tool).symlink_to(str(shutil.which(tool)))
    run = subprocess.run(
        ["scripts/install.sh", "run"],
        cwd=fresh_clone,
        env={"PATH": str(tools), "HOME": str(fresh_clone)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode != 0
    assert "没有找到可用的 Python 3.10" in run.stderr
    assert "No working Python 3.10" in run.stderr
