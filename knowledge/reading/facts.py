"""Reading facts (办事情形): the shared ones, and a service's own or overridden ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from knowledge.model import Fact, FactValue, NumberRange
from knowledge.reading.catalogue import tables_in
from knowledge.reading.errors import did_you_mean
from knowledge.reading.fields import Faults, Fields
from knowledge.reading.located import Table
from knowledge.vocabulary import FACT_USES, FactUse


def read_shared_facts(path: Path, faults: Faults) -> dict[str, Fact]:
    """facts.yml by the facts' Chinese names."""
    return {
        name: read_fact(name, Fields(table, faults, f"情形“{name}”"))
        for name, table in tables_in(path, faults, "情形")
    }


def read_fact(name: str, fields: Fields) -> Fact:
    """A fact defined in full."""
    fact = Fact(
        id=fields.text("编号", required=True),
        name=name,
        question=fields.text("问法", required=True),
        use=fields.word("怎么用", FACT_USES, FactUse.ASK),
        values=_values(fields),
        about_person=fields.text("关于") == "人",
        place=fields.place,
    )
    fields.finish()
    if len(fact.values) < 2:
        fields.fault("选项", f"情形“{name}”至少要有两个选项")
    return fact


def _values(fields: Fields) -> tuple[FactValue, ...]:
    options = fields.table_or_none("选项") or Table(fields.place)
    return tuple(
        _value(name, Fields(table, fields.faults, f"选项“{name}”"))
        for name, table in options.items()
        if isinstance(table, Table)
    )


def _value(name: str, fields: Fields) -> FactValue:
    value = FactValue(
        id=fields.text("编号", required=True),
        name=name,
        label=fields.text("说法") or name,
        words=fields.texts("词"),
        prior=_number(fields, "先验") or 1.0,
        numbers=fields.one("数", _range),
    )
    fields.finish()
    return value


def _range(fields: Fields) -> NumberRange:
    return NumberRange(
        unit=fields.text("单位", required=True),
        low=_number(fields, "超过"),
        high=_number(fields, "不超过"),
    )


def _number(fields: Fields, key: str) -> float | None:
    value = fields.raw(key)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        fields.fault(key, f"“{key}”应当是一个数，现在是“{value}”")
        return None
    return float(value)


def service_facts(fields: Fields, shared: Mapping[str, Fact], key: str = "问") -> dict[str, Fact]:
    """The facts a service may use, by Chinese name: shared ones, overridden, and its own."""
    facts = dict(shared)
    asked = fields.table_or_none(key) or Table(fields.place)
    for name, table in asked.items():
        if not isinstance(table, Table):
            fields.faults.add(asked.at(name), f"“{key}”下面的“{name}”应当是“键: 值”的形式")
            continue
        inner = Fields(table, fields.faults, f"情形“{name}”")
        if "选项" in table:
            facts[name] = read_fact(name, inner)
        elif name in shared:
            facts[name] = _overridden(shared[name], inner)
        else:
            hint = did_you_mean(name, shared)
            inner.fault(
                name,
                f"“{name}”不是共用的情形，自己的情形要写全“编号、问法、选项”{hint}",
            )
    return facts


def _overridden(fact: Fact, fields: Fields) -> Fact:
    priors = fields.table_or_none("先验") or Table(fields.place)
    known = {value.name for value in fact.values}
    for name in priors:
        if name not in known:
            fields.fault("先验", f"情形“{fact.name}”没有选项“{name}”{did_you_mean(name, known)}")
    values = tuple(
        replace(value, prior=float(priors.get(value.name, value.prior))) for value in fact.values
    )
    changed = replace(
        fact,
        use=fields.word("怎么用", FACT_USES, fact.use),
        question=fields.text("问法") or fact.question,
        values=values,
    )
    fields.finish()
    return changed
