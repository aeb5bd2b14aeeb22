"""Checks on the catalogue, facts and aliases as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from knowledge.model import EvidenceType, Fact, Pack, Place
from knowledge.reading import Problem
from knowledge.reading.errors import did_you_mean
from knowledge.wording import Groups, ill_formed, spelt_out, unknown_groups


def catalogue_problems(pack: Pack) -> Iterator[Problem]:
    """Names that mean two things, facts that contradict each other, aliases used twice."""
    yield from _shared_names(pack.evidence.values())
    yield from _shared_aliases(pack)
    for name in unknown_groups([w for words in pack.words.values() for w in words], pack.words):
        yield Problem(Place("words.yml", 1), _no_group(name, pack.words))
    for service in pack.services.values():
        for fact in service.facts.values():
            yield from _fact_problems(fact, pack.facts[fact.id], pack.words)


def _shared_names(catalogue: Iterable[EvidenceType]) -> Iterator[Problem]:
    owner: dict[str, EvidenceType] = {}
    for piece in catalogue:
        for name in {piece.name, *piece.aliases}:
            other = owner.setdefault(name, piece)
            if other.id != piece.id:
                message = f"“{name}”既指“{other.name}”又指“{piece.name}”，请只留一处"
                yield Problem(piece.place, message)


def _shared_aliases(pack: Pack) -> Iterator[Problem]:
    owner: dict[str, str] = {}
    for service_id, aliases in pack.aliases.items():
        for alias in aliases:
            other = owner.setdefault(alias, service_id)
            if other != service_id:
                message = f"别名“{alias}”同时给了“{other}”和“{service_id}”，请只留一处"
                yield Problem(Place("aliases/", 1), message)


def _fact_problems(fact: Fact, first: Fact, groups: Groups) -> Iterator[Problem]:
    if fact.name != first.name:
        yield Problem(fact.place, f"情形编号“{fact.id}”同时叫“{first.name}”和“{fact.name}”")
    ids = [value.id for value in fact.values]
    if len(set(ids)) < len(ids):
        yield Problem(fact.place, f"情形“{fact.name}”有两个选项编号相同")
    for name in unknown_groups([word for value in fact.values for word in value.words], groups):
        yield Problem(fact.place, _no_group(name, groups))
    words = [word for value in fact.values for word in spelt_out(value.words, groups)]
    for word in filter(ill_formed, words):
        yield Problem(fact.place, f"情形“{fact.name}”的词“{word}”括号没配对，或者括号里套了括号")
    for word in sorted({word for word in words if words.count(word) > 1}):
        yield Problem(fact.place, f"情形“{fact.name}”里“{word}”属于两个选项，请只留一处")


def _no_group(name: str, groups: Groups) -> str:
    return f"words.yml 里没有词组“{name}”{did_you_mean(name, groups)}"
