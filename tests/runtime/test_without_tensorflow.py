"""Rasa works without TensorFlow, and says so clearly where TensorFlow is needed."""

import subprocess
import sys
from pathlib import Path

import pytest

from runtime.environment import of_child

NEED_TENSORFLOW = {
    "DIETClassifier",
    "ResponseSelector",
    "ConveRTFeaturizer",
    "LanguageModelFeaturizer",
    "TEDPolicy",
    "UnexpecTEDIntentPolicy",
}


def python(code: str, folder: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    """The result of `code` run in a Python of its own."""
    return subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code],
        cwd=folder,
        env=of_child(**changes),
        capture_output=True,
        text=True,
        check=False,
    )


def test_all_of_rasas_components_import_and_those_that_need_tensorflow_are_known(
    tmp_path: Path,
) -> None:
    listed = python(
        "from runtime import without_tensorflow as slim; slim.install();"
        "from rasa.engine.recipes.default_components import DEFAULT_COMPONENTS as all_of_them;"
        "print(*[c.__name__ for c in all_of_them if slim.needs_tensorflow(c)])",
        tmp_path,
    )
    assert set(listed.stdout.split()) == NEED_TENSORFLOW, listed.stderr


@pytest.mark.parametrize(
    "use",
    [
        "import tensorflow as tf; tf.constant(1)",
        "from tensorflow.keras.layers import Dense; Dense(3)",
        "import tensorflow as tf; type('Mine', (tf.keras.Model,), {})()",
        "import tensorflow_hub; tensorflow_hub.load('x')",
    ],
)
def test_using_tensorflow_is_refused_with_the_command_that_installs_it(
    use: str, tmp_path: Path
) -> None:
    refused = python(
        f"from runtime import without_tensorflow as slim; slim.install(); {use}", tmp_path
    )
    assert refused.returncode == 1
    assert "make install-full" in refused.stderr


def test_training_a_component_that_needs_tensorflow_names_it_without_a_stack_trace(
    toy_project: Path,
) -> None:
    config = toy_project / "config.yml"
    config.write_text(config.read_text().replace("LogisticRegressionClassifier", "DIETClassifier"))
    config.write_text(config.read_text().replace("max_iter: 1000", "epochs: 1"))
    trained = subprocess.run(
        [sys.executable, "-m", "runtime", "train"],
        cwd=toy_project,
        env=of_child(),
        capture_output=True,
        text=True,
        check=False,
    )
    said = trained.stdout + trained.stderr
    assert trained.returncode == 1
    assert "DIETClassifier 需要 TensorFlow" in said
    assert "make install-full" in said
    assert "Traceback" not in said


def test_an_installed_tensorflow_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "tensorflow").mkdir()
    (tmp_path / "tensorflow" / "__init__.py").write_text("constant = 'real'")
    used = python(
        f"import sys; sys.path.insert(0, {str(tmp_path)!r});"
        "from runtime import without_tensorflow as slim; slim.install();"
        "import tensorflow; print(tensorflow.constant, slim.is_slim())",
        tmp_path,
    )
    assert used.stdout.split() == ["real", "False"], used.stderr
