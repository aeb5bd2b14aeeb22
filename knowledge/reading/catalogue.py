"""Reading the parts that services refer to: systems, laws, evidence types."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from knowledge.model import (
    ElectronicCertificate,
    EvidenceType,
    LegalBasis,
    NoLongerIssued,
    SourceSystem,
)
from knowledge.reading.errors import did_you_mean
from knowledge.reading.fields import Faults, Fields
from knowledge.reading.located import Table, read_yaml
from knowledge.vocabulary import (
    CERTAINTIES,
    EVIDENCE_KINDS,
    PROXY_MODES,
    REACHES,
    Certainty,
    EvidenceKind,
    Reach,
)

WHOLE_TEXT = "全文"


def tables_in(path: Path, faults: Faults, what: str) -> Iterable[tuple[str, Table]]:
    """Every (id, table) of a file that maps ids to tables."""
    for key, value in (whole := read_yaml(path, path.name)).items():
        if isinstance(value, Table):
            yield key, value
        else:
            faults.add(whole.at(key), f"{what}“{key}”下面应当是“键: 值”的形式")


class Laws:
    """法规表: looks citations up and hands out one LegalBasis per article."""

    def __init__(self, folder: Path, faults: Faults) -> None:
        self.faults = faults
        self.articles: dict[str, dict[str, LegalBasis]] = {}
        for path in sorted(folder.glob("*.yml")):
            self.articles[path.stem] = self._read(path)

    def _read(self, path: Path) -> dict[str, LegalBasis]:
        fields = Fields(read_yaml(path, f"laws/{path.name}"), self.faults, "法规")
        fields.text("全称", required=True)
        fields.day("施行")
        fields.text("来源", required=True)
        articles = fields.table_or_none("条") or Table(fields.place)
        fields.finish()
        return {
            article: self._article(path.stem, article, articles)
            for article in articles
            if isinstance(articles[article], Table)
        }

    def _article(self, law: str, article: str, articles: Table) -> LegalBasis:
        fields = Fields(articles[article], self.faults, f"{law} {article}")
        certainty = fields.word("把握", CERTAINTIES, Certainty.UNREAD)
        gist = fields.text("要点", required=True)
        fields.finish()
        shown = "" if article == WHOLE_TEXT else article
        return LegalBasis(law, shown, certainty, gist)

    def cited(self, fields: Fields, key: str = "依据") -> tuple[LegalBasis, ...]:
        """The citations under ``key``; each must stand in the table of laws."""
        found = (self._look_up(citation, fields, key) for citation in fields.texts(key))
        return tuple(basis for basis in found if basis)

    def _look_up(self, citation: str, fields: Fields, key: str) -> LegalBasis | None:
        law, _, article = citation.partition(" ")
        articles = self.articles.get(law)
        if articles is None:
            hint = did_you_mean(law, self.articles)
            fields.fault(key, f"法规表（laws/）里没有“{law}”{hint}")
            return None
        basis = articles.get(article.strip() or WHOLE_TEXT)
        if basis is None:
            fields.fault(key, f"laws/{law}.yml 里没有“{article.strip() or WHOLE_TEXT}”，请先登记")
        return basis


def read_systems(path: Path, faults: Faults) -> dict[str, SourceSystem]:
    """The 36 systems by their Chinese names."""
    systems = {}
    for system_id, table in tables_in(path, faults, "来源系统"):
        fields = Fields(table, faults, f"来源系统“{system_id}”")
        connected = fields.yes("已接通")
        system = SourceSystem(
            id=system_id,
            name=fields.text("名称", required=True),
            department=fields.text("部门", required=True),
            level=fields.text("级别"),
            connected=connected,
            as_of=fields.text("截至", required=True),
            holds=fields.texts("存有"),
            known_connected=fields.yes("写清单时已接通", missing=connected),
        )
        fields.finish()
        systems[system.name] = system
    return systems


def named_systems(
    fields: Fields, key: str, systems: Mapping[str, SourceSystem]
) -> tuple[SourceSystem, ...]:
    """The systems named under ``key``."""
    found = []
    for name in fields.texts(key):
        if name in systems:
            found.append(systems[name])
        else:
            fields.fault(key, f"没有叫“{name}”的来源系统{did_you_mean(name, systems)}")
    return tuple(found)


def read_evidence(
    folder: Path, systems: Mapping[str, SourceSystem], laws: Laws, faults: Faults
) -> dict[str, EvidenceType]:
    """The catalogue of evidence types by standard name."""
    catalogue: dict[str, EvidenceType] = {}
    for path in sorted(folder.glob("*.yml")):
        for evidence_id, table in tables_in(path, faults, "证明"):
            evidence = _evidence(evidence_id, Fields(table, faults, "证明"), systems, laws)
            if evidence.name in catalogue:
                faults.add(table.place, f"证明目录里有两个“{evidence.name}”")
            catalogue[evidence.name] = evidence
    return catalogue


def _evidence(
    evidence_id: str, fields: Fields, systems: Mapping[str, SourceSystem], laws: Laws
) -> EvidenceType:
    may = list(fields.texts("代办员"))
    for word in may:
        if word not in PROXY_MODES:
            fields.fault("代办员", f"“代办员”不能是“{word}”，只能是{'、'.join(PROXY_MODES)}")
    evidence = EvidenceType(
        id=evidence_id,
        name=fields.text("名称", required=True),
        kind=fields.word("是什么", EVIDENCE_KINDS, EvidenceKind.PROOF),
        issuer=fields.text("开具"),
        aliases=fields.texts("别名"),
        systems=named_systems(fields, "系统", systems),
        electronic=fields.one("电子证照", _electronic),
        where_to_get=fields.text("在哪取"),
        valid_for=fields.text("有效"),
        agent_may=tuple(PROXY_MODES[word] for word in may if word in PROXY_MODES),
        no_pledge_because=fields.text("不能承诺"),
        no_longer_issued=fields.one("不再开", lambda inner: _no_longer_issued(inner, laws)),
        still_issued_by=fields.text("还由谁开"),
        place=fields.place,
    )
    fields.finish()
    return evidence


def _electronic(fields: Fields) -> ElectronicCertificate:
    return ElectronicCertificate(
        reach=fields.word("范围", REACHES, Reach.PROVINCE),
        since=fields.day("自"),
        note=fields.text("说明"),
    )


def _no_longer_issued(fields: Fields, laws: Laws) -> NoLongerIssued:
    return NoLongerIssued(
        by=fields.text("谁不开", required=True),
        basis=laws.cited(fields),
        replaced_by=fields.text("改用", required=True),
        what_to_say=fields.text("怎么说", required=True),
        locally=fields.text("地方"),
    )
