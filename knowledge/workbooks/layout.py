"""The sheets and their columns: Chinese headings, the keys of the pack's files, closed words."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.vocabulary import (
    BRING_MODES,
    EVIDENCE_KINDS,
    FACT_USES,
    OUTCOMES,
    PLEDGE_KINDS,
    PROXY_MODES,
    REACHES,
    STANDINGS,
    TREATMENTS,
)
from knowledge.workbooks.cells import Kind

YES_NO = ("是", "否")
LEVELS = (
    "村", "乡镇", "派出所", "医院", "学校", "市里", "省里", "县大厅", "部门窗口", "网上",
)  # fmt: skip
STEPS = (
    *(word for word in TREATMENTS if word not in ("帮办代办", "自带")),
    *(f"帮办代办/{mode}" for mode in PROXY_MODES),
    *(f"自带/{mode}" for mode in BRING_MODES),
)


@dataclass(frozen=True)
class Column:
    """One column. ``key``: where the value stands in the entry, empty for what isn't stored.

    ``words`` are a drop-down of closed words; ``offers`` names a list of the hidden sheet that
    is offered. ``shown``: taken from elsewhere in the pack, to be read and not changed.
    """

    label: str
    key: str = ""
    kind: Kind = Kind.TEXT
    width: int = 14
    words: tuple[str, ...] = ()
    offers: str = ""
    hidden: bool = False
    shown: bool = False


@dataclass(frozen=True)
class Sheet:
    """One sheet: rows of ``columns``, the first rows of a group hold what they share."""

    name: str
    columns: tuple[Column, ...]

    def column(self, label: str) -> Column:
        """The column with this heading."""
        return next(column for column in self.columns if column.label == label)


def _lines(label: str, key: str, width: int = 30) -> Column:
    return Column(label, key, Kind.LINES, width)


def _day(label: str, key: str) -> Column:
    return Column(label, key, Kind.DAY, 12)


def _when(label: str = "什么情形", key: str = "当") -> Column:
    return Column(label, key, Kind.WHEN, 30)


def _yes(label: str, key: str) -> Column:
    return Column(label, key, words=YES_NO, width=10)


SERVICE_ID = Column("事项编号", hidden=True)
SERVICE = Column("事项", offers="本部门事项", width=26)
DEMANDED_BY = Column("索要单位", shown=True)
BASIS = _lines("依据", "依据")
PERIOD = (_day("自", "自"), _day("至", "至"))

SERVICES = Sheet("事项", (
    SERVICE_ID, SERVICE, DEMANDED_BY,
    Column("口语", "口语", width=22),
    Column("安慰", "安慰", width=22),
    Column("责任人", "责任人"),
    Column("办理指南", "办理指南", width=26),
    _day("复核到期日", "复核到期"),
    Column("谁来", "谁来.说明", width=30), _lines("谁来的依据", "谁来.依据"),
    _yes("可以委托", "委托.可以"), Column("委托要带", "委托.要带", width=30),
    _lines("委托的依据", "委托.依据"),
    Column("时限", "时限.说明", width=30), _lines("时限的依据", "时限.依据"),
    Column("费用", "费用.说明", width=30), _lines("费用的依据", "费用.依据"),
    _lines("随身", "随身"),
    Column("谁定", "谁定"),
    _lines("接着办", "接着办"), Column("接着办说明", "接着办说明", width=30),
    _lines("常出错", "常出错", 40),
    Column("进度", "进度", width=22), Column("电话", "电话"),
    Column("没有条件的理由", "没有条件的理由", width=30),
    Column("只有推断的理由", "只有推断的理由", width=30),
))  # fmt: skip

OF_SERVICE = (SERVICE_ID, SERVICE)
OUTCOME_RULES = Sheet("结论", (
    *OF_SERVICE, _when(), Column("结果", "结果", words=tuple(OUTCOMES)),
    Column("说明", "说明", width=40), Column("改办", "改办", width=24),
    Column("去哪", "去哪", width=24), BASIS, *PERIOD,
))  # fmt: skip
DEADLINES = Sheet("期限", (
    *OF_SERVICE, Column("多久", "多久", width=30), Column("失去", "失去", width=30), BASIS, _when(),
))  # fmt: skip
PLACES = Sheet("哪里办", (
    *OF_SERVICE, Column("层级", "层级", words=LEVELS), Column("说明", "说明", width=50),
))  # fmt: skip
CONDITIONS = Sheet("条件", (*OF_SERVICE, Column("条件", "条件", width=50), BASIS, _when()))
PROCEDURES = Sheet("程序", (*OF_SERVICE, Column("说明", "说明", width=50), BASIS, _when()))
FORMS = Sheet("表格", (
    *OF_SERVICE, Column("名称", "名称", width=26), Column("说明", "说明", width=40), BASIS, _when(),
))  # fmt: skip
LISTS = (
    ("结论", OUTCOME_RULES), ("期限", DEADLINES), ("哪里办", PLACES), ("条件", CONDITIONS),
    ("程序", PROCEDURES), ("表格", FORMS),
)  # fmt: skip
"""Keys of a service's file that hold a list of entries, with the sheet of each."""

FACT = (
    Column("情形编号", "编号", hidden=True),
    Column("问法", "问法", width=36),
    Column("怎么用", "怎么用", words=tuple(FACT_USES)),
    Column("关于", "关于"),
)
OPTION_PRIOR = Column("先验", "先验", Kind.NUMBER, 8)
OPTION = (
    Column("选项编号", "编号", hidden=True),
    Column("说法", "说法", width=30),
    Column("词", "词", Kind.WORDS, 40),
    Column("单位", "数.单位", width=8),
    Column("超过", "数.超过", Kind.NUMBER, 8),
    Column("不超过", "数.不超过", Kind.NUMBER, 8),
    OPTION_PRIOR,
)
FACT_NAME, OPTION_NAME = Column("情形", width=20), Column("选项", width=20)
FACT_COLUMNS = (FACT_NAME, *FACT, OPTION_NAME, *OPTION)
FACTS = Sheet("情形", (*OF_SERVICE, *FACT_COLUMNS))

REQUIREMENT = (
    _when("要件情形", "当"), _lines("设定依据", "依据"), _day("要件自", "自"), _day("要件至", "至"),
)  # fmt: skip
GROUP = Column("组合", width=6)
GROUP_WHEN = _when("组合情形", "当")
ITEM = (
    Column("称呼", "称呼", width=24), _when("证明情形", "当"),
    Column("以前要（来源）", "以前要.来源", width=18),
    Column("只能自带（理由）", "只能自带", width=18),
)  # fmt: skip
WAY = (
    Column("步骤", "步骤", Kind.STEPS, 22, offers="步骤"),
    Column("把握", "把握", words=tuple(STANDINGS), width=8),
    _lines("减免依据", "依据"),
    Column("理由", "理由", width=36), Column("查不到", "查不到", width=30),
    Column("系统", "系统", Kind.WORDS, 20, offers="来源系统"),
    Column("承诺", "承诺", offers="承诺书"),
    _yes("已推行", "已推行"),
    _when("做法情形", "当"), *PERIOD,
)  # fmt: skip
REQUIREMENT_NUMBER = Column("要件号", hidden=True)
REQUIREMENT_NAME = Column("要件", width=22)
ITEM_NUMBER = Column("证明号", hidden=True)
ITEM_NAME = Column("证明", offers="证明", width=24)
ISSUED_BY = Column("开具单位", shown=True)
MATERIALS = Sheet("材料", (
    *OF_SERVICE, DEMANDED_BY,
    REQUIREMENT_NUMBER, REQUIREMENT_NAME, *REQUIREMENT,
    GROUP, GROUP_WHEN,
    ITEM_NUMBER, ITEM_NAME, ISSUED_BY, *ITEM, *WAY,
))  # fmt: skip

ALIAS = Column("别名", width=40)
ALIASES = Sheet("别名", (*OF_SERVICE, ALIAS))

SHARED_FACTS = Sheet("共用情形", FACT_COLUMNS)
ENTRY_ID = Column("编号", hidden=True)
FAMILY = Column("文件", hidden=True)
EVIDENCE = Sheet("证明目录", (
    FAMILY, ENTRY_ID,
    Column("名称", "名称", width=26), _lines("别名", "别名"),
    Column("是什么", "是什么", words=tuple(EVIDENCE_KINDS), width=8),
    Column("开具单位", "开具", width=22),
    Column("系统", "系统", Kind.WORDS, 26, offers="来源系统"),
    Column("电子证照范围", "电子证照.范围", words=tuple(REACHES)),
    _day("电子证照自", "电子证照.自"), Column("电子证照说明", "电子证照.说明", width=30),
    Column("在哪取", "在哪取", width=26), Column("有效", "有效"),
    Column("代办员", "代办员", Kind.WORDS), Column("不能承诺", "不能承诺", width=22),
    Column("还由谁开", "还由谁开", width=22),
    Column("谁不再开", "不再开.谁不开", width=22), _lines("不再开的依据", "不再开.依据"),
    Column("改用", "不再开.改用", width=26), Column("怎么说", "不再开.怎么说", width=30),
    Column("地方", "不再开.地方", width=22),
))  # fmt: skip
SYSTEMS = Sheet("来源系统", (
    ENTRY_ID, Column("名称", "名称", width=30), Column("部门", "部门", width=22),
    Column("级别", "级别"), _yes("已接通", "已接通"), Column("截至", "截至"),
    _yes("写清单时已接通", "写清单时已接通"), Column("存有", "存有", Kind.WORDS, 40),
))  # fmt: skip
PLEDGES = Sheet("承诺书", (
    Column("编号", width=26), Column("名称", "名称", width=26),
    Column("种类", "种类", words=tuple(PLEDGE_KINDS), width=20),
    _lines("承诺", "承诺", 40), _lines("后果", "后果", 40), Column("怎么核", "怎么核", width=26),
    Column("不适用", "不适用", width=30), _when("不适用的情形", "不适用当"),
    Column("不选承诺", "不选承诺", width=26), BASIS,
))  # fmt: skip
EVENT_ID = Column("一件事编号", hidden=True)
EVENT = Column("一件事", width=22)
EVENTS = Sheet("一件事", (
    EVENT_ID, Column("名称", "名称", width=22), _lines("说法", "说法", 40), _yes("官方", "官方"),
    Column("来源", "来源", width=22), Column("先后说明", "先后说明", width=30),
    _lines("别错过", "别错过"), Column("安慰", "安慰", width=30),
))  # fmt: skip
EVENT_STEPS = Sheet("一件事步骤", (
    EVENT_ID, EVENT, Column("事项", "事项", offers="所有事项", width=26), _when(),
    _when("已知", "已知"), Column("办出", "办出", Kind.LINES, 22), Column("说明", "说明", width=36),
    _yes("同次", "同次"),
))  # fmt: skip
EVENT_FACTS = Sheet("一件事情形", (EVENT_ID, EVENT, *FACT_COLUMNS))

DEPARTMENT_SHEETS = (
    SERVICES, MATERIALS, FACTS, OUTCOME_RULES, DEADLINES, PLACES, CONDITIONS, PROCEDURES, FORMS,
    ALIASES,
)  # fmt: skip
SHARED_SHEETS = (
    SHARED_FACTS, EVIDENCE, SYSTEMS, PLEDGES, EVENTS, EVENT_STEPS, EVENT_FACTS,
)  # fmt: skip
