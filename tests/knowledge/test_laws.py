"""Citations: what is said to have been read stands in the committed table, with its gist."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from knowledge.model import LegalBasis, Pack
from knowledge.reading.located import Table, read_yaml
from knowledge.settings import default_pack
from knowledge.vocabulary import Certainty

LAWS = sorted((default_pack() / "laws").glob("*.yml"))
LONGEST_GIST = 60


def cited(value: Any) -> Iterator[LegalBasis]:
    """Every citation anywhere inside a part of the pack."""
    if isinstance(value, LegalBasis):
        yield value
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from cited(part)
    elif isinstance(value, dict):
        yield from cited(list(value.values()))
    elif hasattr(value, "__dataclass_fields__"):
        yield from cited([getattr(value, name) for name in value.__dataclass_fields__])


@pytest.fixture(scope="module")
def citations(county: Pack) -> set[LegalBasis]:
    parts = [county.services, county.evidence, county.pledges]
    return {basis for part in parts for basis in cited(dict(part))}


@pytest.fixture(scope="module")
def table() -> dict[tuple[str, str], Table]:
    """(law, article) → its entry in the committed files."""
    return {
        (path.stem, "" if article == "全文" else article): entry
        for path in LAWS
        for article, entry in read_yaml(path, path.name)["条"].items()
    }


def test_there_is_something_to_check(citations: set[LegalBasis]) -> None:
    assert len(citations) > 200


def test_every_citation_stands_in_the_table_as_it_is_cited(
    citations: set[LegalBasis], table: dict[tuple[str, str], Table]
) -> None:
    words = {Certainty.READ: "读过", Certainty.EXCERPT: "摘录"}
    for basis in citations:
        entry = table[basis.law, basis.article]
        assert entry["把握"] == words[basis.certainty], str(basis)
        assert entry["要点"] == basis.gist


def test_nothing_unseen_is_cited(citations: set[LegalBasis]) -> None:
    assert not [str(basis) for basis in citations if basis.certainty is Certainty.UNREAD]


@pytest.mark.parametrize("path", LAWS, ids=lambda path: path.stem)
def test_every_article_has_a_short_gist_of_its_own(path: Path) -> None:
    law = read_yaml(path, path.name)
    assert law["来源"].partition("（")[0] in ("公开法条库", "网页摘录", "报道", "未见")
    for article, entry in law["条"].items():
        assert entry["把握"] in ("读过", "摘录", "未见")
        assert 2 <= len(entry["要点"]) <= LONGEST_GIST, f"{article}: {entry['要点']}"


@pytest.mark.parametrize("path", LAWS, ids=lambda path: path.stem)
def test_an_article_is_read_only_where_the_text_was_to_be_had(path: Path) -> None:
    """From an excerpt of a web page, or without the text, nothing was "read"."""
    law = read_yaml(path, path.name)
    certainties = {entry["把握"] for entry in law["条"].values()}
    if law["来源"] == "未见":
        assert certainties == {"未见"}
