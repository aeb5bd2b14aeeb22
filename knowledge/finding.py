"""Finding evidence types by the words people use for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from knowledge.model import EvidenceType, Pack


class EvidenceFinder:
    """Names and aliases of the catalogue, longest first: 户口簿复印件 is not 户口."""

    def __init__(self, pack: Pack) -> None:
        words = [(word, piece) for piece in pack.evidence.values() for word in _words(piece)]
        self._words = sorted(words, key=lambda entry: -len(entry[0]))

    def find(self, text: str) -> list[EvidenceType]:
        """The evidence types named in ``text``, in the order in which they are named."""
        taken = [False] * len(text)
        found: dict[int, EvidenceType] = {}
        for word, piece in self._words:
            for start in _places(text, word):
                if not any(taken[start : start + len(word)]):
                    taken[start : start + len(word)] = [True] * len(word)
                    found[start] = piece
        return list(dict.fromkeys(found[start] for start in sorted(found)))


def _words(piece: EvidenceType) -> tuple[str, ...]:
    return (piece.name, *piece.aliases)


def _places(text: str, word: str) -> Iterator[int]:
    start = text.find(word)
    while start >= 0:
        yield start
        start = text.find(word, start + 1)


def called_so(named: EvidenceType, listed: Iterable[EvidenceType]) -> EvidenceType:
    """The one piece of a list that ``named`` must mean there: 公证书 among 继承权公证书 and others.

    ``named`` itself where it is listed, or where none or several are called so.
    """
    pieces = list(listed)
    longer = [piece for piece in pieces if any(w.endswith(named.name) for w in _words(piece))]
    return longer[0] if named not in pieces and len(longer) == 1 else named
