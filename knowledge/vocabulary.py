"""The closed vocabularies of the project and their Chinese words.

The English value is what code, stored data and cards use; the Chinese word is what an
official reads and writes in the pack's files and workbooks. One table each, one-to-one.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import TypeVar


class Treatment(str, Enum):
    """How one piece of evidence is dealt with, lightest first (the order is meaningful)."""

    CANCELLED = "cancelled"
    EXEMPT = "exempt"
    SHARED = "shared"
    VERIFIED = "verified"
    PLEDGE = "pledge"
    PROXY = "proxy"
    BRING = "bring"

    @property
    def weight(self) -> int:
        """Position in the order of lightness, 0 for the lightest."""
        return list(Treatment).index(self)


class Mode(str, Enum):
    """How a proxy agent helps, or in which form a piece is brought."""

    FETCH = "fetch"
    ONSITE = "onsite"
    ACCOMPANY = "accompany"
    SHOW = "show"
    ORIGINAL = "original"
    COPY = "copy"
    PHOTO = "photo"
    SURRENDER = "surrender"
    SELF_MADE = "self_made"


class Standing(str, Enum):
    """How sure a lighter treatment is; only COUNTY and LAW are said as fact."""

    COUNTY = "county"
    LAW = "law"
    INFERRED = "inferred"

    @property
    def is_fact(self) -> bool:
        """Whether a citizen may be told this treatment as a fact."""
        return self is not Standing.INFERRED


class Certainty(str, Enum):
    """How well the cited text is known to us."""

    READ = "read"
    EXCERPT = "excerpt"
    UNREAD = "unread"


class Outcome(str, Enum):
    """What a decision comes to, before any list of papers."""

    CHECKLIST = "checklist"
    NOT_NEEDED = "not_needed"
    USE_OTHER_SERVICE = "use_other_service"
    COVERED_BY = "covered_by"
    ELSEWHERE = "elsewhere"


class FactUse(str, Enum):
    """Whether a fact may be asked of a citizen, only shown, or neither."""

    ASK = "ask"
    OFFER = "offer"
    NEVER = "never"


class EvidenceKind(str, Enum):
    """What a catalogue entry physically is."""

    PROOF = "proof"
    CERTIFICATE = "certificate"
    SELF_MADE = "self_made"
    RECORD = "record"
    PROCEDURE = "procedure"


class PledgeKind(str, Enum):
    """The four legal forms of a written promise."""

    PROOF_PLEDGE = "proof_pledge"
    STATUTORY_DECLARATION = "statutory_declaration"
    PERMIT_PLEDGE = "permit_pledge"
    REPORT_AND_AUTHORISE = "report_and_authorise"


class Reach(str, Enum):
    """Where an electronic certificate can be called up."""

    COUNTY = "county"
    PROVINCE = "province"
    NATION = "nation"


TREATMENTS: Mapping[str, Treatment] = {
    "直接取消": Treatment.CANCELLED,
    "免提交": Treatment.EXEMPT,
    "数据共享": Treatment.SHARED,
    "部门核验": Treatment.VERIFIED,
    "告知承诺": Treatment.PLEDGE,
    "帮办代办": Treatment.PROXY,
    "自带": Treatment.BRING,
}
PROXY_MODES: Mapping[str, Mode] = {
    "代取": Mode.FETCH,
    "上门": Mode.ONSITE,
    "陪同": Mode.ACCOMPANY,
}
BRING_MODES: Mapping[str, Mode] = {
    "出示": Mode.SHOW,
    "原件": Mode.ORIGINAL,
    "复印件": Mode.COPY,
    "拍照上传": Mode.PHOTO,
    "交回": Mode.SURRENDER,
    "自备": Mode.SELF_MADE,
}
MODES_OF: Mapping[Treatment, Mapping[str, Mode]] = {
    Treatment.PROXY: PROXY_MODES,
    Treatment.BRING: BRING_MODES,
}
STANDINGS: Mapping[str, Standing] = {
    "县里": Standing.COUNTY,
    "法律": Standing.LAW,
    "推断": Standing.INFERRED,
}
CERTAINTIES: Mapping[str, Certainty] = {
    "读过": Certainty.READ,
    "摘录": Certainty.EXCERPT,
    "未见": Certainty.UNREAD,
}
OUTCOMES: Mapping[str, Outcome] = {
    "出清单": Outcome.CHECKLIST,
    "不用办": Outcome.NOT_NEEDED,
    "改办": Outcome.USE_OTHER_SERVICE,
    "已覆盖": Outcome.COVERED_BY,
    "别处办": Outcome.ELSEWHERE,
}
FACT_USES: Mapping[str, FactUse] = {
    "问": FactUse.ASK,
    "给看": FactUse.OFFER,
    "不问": FactUse.NEVER,
}
EVIDENCE_KINDS: Mapping[str, EvidenceKind] = {
    "证明": EvidenceKind.PROOF,
    "证照": EvidenceKind.CERTIFICATE,
    "自备": EvidenceKind.SELF_MADE,
    "记录": EvidenceKind.RECORD,
    "程序": EvidenceKind.PROCEDURE,
}
PLEDGE_KINDS: Mapping[str, PledgeKind] = {
    "证明事项告知承诺": PledgeKind.PROOF_PLEDGE,
    "法定声明": PledgeKind.STATUTORY_DECLARATION,
    "审批告知承诺": PledgeKind.PERMIT_PLEDGE,
    "如实报告并授权核查": PledgeKind.REPORT_AND_AUTHORISE,
}
REACHES: Mapping[str, Reach] = {
    "县": Reach.COUNTY,
    "省": Reach.PROVINCE,
    "国": Reach.NATION,
}

Word = TypeVar("Word", bound=Enum)


def chinese(words: Mapping[str, Word], value: Word) -> str:
    """The Chinese word that ``words`` gives for ``value``.

    Raises:
        KeyError: if the table has no word for the value.
    """
    for word, known in words.items():
        if known is value:
            return word
    raise KeyError(value)
