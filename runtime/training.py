"""The model that belongs to the files it is trained from."""

import fcntl
import hashlib
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from runtime.environment import of_child

INPUTS = (
    "config.yml",
    "domain.yml",
    "domain",
    "data",
    "understanding",
    "knowledge",
    "evaluation/labelled/training",
)
"""What a model may be made from, beside the installed packages."""

LOCK = Path(__file__).parent.parent / "requirements" / "run.txt"

TRAIN = (sys.executable, "-m", "runtime", "train", "--skip-validation")
"""`make check` validates; here it would warn of every response that an action says."""

KEPT = 3
"""Models kept in the folder, the newest ones."""


def input_files(project: Path) -> list[Path]:
    """The files below `project` that a model is made from, in a fixed order."""
    found = (file for name in INPUTS for file in [project / name, *(project / name).rglob("*")])
    return sorted(f for f in found if f.is_file() and "__pycache__" not in f.parts)


def fingerprint(project: Path) -> str:
    """A name for the present content of `project`'s inputs and of the locked packages."""
    digest = hashlib.sha256(LOCK.read_bytes())
    for file in input_files(project):
        digest.update(f"{file.relative_to(project)}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:16]


def model_of(project: Path, models: Path) -> Path:
    """The model of `project` as it is now, trained into `models` where it isn't there yet.

    Raises subprocess.CalledProcessError where training fails; Rasa has then said why.
    """
    model = models / f"{fingerprint(project)}.tar.gz"
    models.mkdir(parents=True, exist_ok=True)
    with _one_at_a_time(models / ".lock"):
        if not model.exists():
            train(project, model)
            _drop_old(models)
    return model


def train(project: Path, model: Path) -> None:
    """Run `rasa train` for `project` and put the result at `model`."""
    print("训练模型中(话术、事项或配置有变动)……", flush=True)
    folder = model.parent.resolve()
    subprocess.run(
        [*TRAIN, "--out", str(folder / "new"), "--fixed-model-name", "model"],
        cwd=project,
        env=of_child(),
        check=True,
    )
    (folder / "new" / "model.tar.gz").replace(model)


def _drop_old(models: Path) -> None:
    newest_first = sorted(models.glob("*.tar.gz"), key=lambda m: m.stat().st_mtime, reverse=True)
    for model in newest_first[KEPT:]:
        model.unlink()


@contextmanager
def _one_at_a_time(lock: Path) -> Iterator[None]:
    with lock.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def main() -> None:
    """`python -m runtime.training`: train where anything changed, say where the model is."""
    try:
        print(f"模型:{model_of(Path.cwd(), Path('models'))}")
    except subprocess.CalledProcessError as failed:
        sys.exit(failed.returncode)  # Rasa has said why


if __name__ == "__main__":
    main()
