"""Reading services: the list of all, and the full file of each that has one."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from knowledge.conditions import Condition
from knowledge.model import (
    Deadline,
    Delegation,
    EvidenceItem,
    Fact,
    Note,
    OutcomeRule,
    Place,
    Service,
    Where,
)
from knowledge.reading.conditions import read_condition
from knowledge.reading.errors import PackError, did_you_mean
from knowledge.reading.facts import service_facts
from knowledge.reading.fields import Faults, Fields
from knowledge.reading.located import read_yaml
from knowledge.reading.requirements import Shelf, read_requirement
from knowledge.vocabulary import OUTCOMES, Outcome

COLUMNS = ("id", "name", "department", "audience")


def read_names(path: Path, faults: Faults) -> dict[str, Service]:
    """services.csv: every service by id, as a bare name."""
    services: dict[str, Service] = {}
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for line, row in enumerate(csv.DictReader(stream), start=2):
            place = Place(path.name, line)
            if any(not row.get(column) for column in COLUMNS):
                faults.add(place, f"每行要有{'、'.join(COLUMNS)}四栏")
                continue
            if row["id"] in services:
                faults.add(place, f"编号“{row['id']}”出现了两次")
            services[row["id"]] = Service(
                row["id"], row["name"], row["department"], row["audience"], place=place
            )
    return services


def read_services(
    folder: Path, bare: Mapping[str, Service], shelf: Shelf, faults: Faults
) -> dict[str, Service]:
    """All services: complete where a file exists, bare names elsewhere."""
    services = dict(bare)
    ids_by_name = {service.name: service.id for service in bare.values()}
    for path in sorted(folder.glob("*/*.yml")):
        try:
            table = read_yaml(path, f"services/{path.parent.name}/{path.name}")
        except PackError as error:
            faults.extend(error.problems)
            continue
        fields = Fields(table, faults, "事项")
        service_id = fields.text("编号", required=True)
        if service_id not in bare:
            hint = did_you_mean(service_id, bare)
            fields.fault("编号", f"services.csv 里没有编号“{service_id}”{hint}")
            continue
        services[service_id] = _service(bare[service_id], fields, shelf, ids_by_name)
    return services


def _service(
    bare: Service, fields: Fields, shelf: Shelf, ids_by_name: Mapping[str, str]
) -> Service:
    facts = service_facts(fields, shelf.facts)
    shelf = replace(shelf, facts=facts, department=bare.department)
    service = replace(
        bare,
        complete=True,
        place=fields.place,
        plain_name=fields.text("口语"),
        comfort=fields.text("安慰"),
        outcomes=fields.many("结论", lambda inner: _outcome(inner, shelf, ids_by_name)),
        requirements=fields.many("要件", lambda inner: read_requirement(inner, shelf)),
        **_around(fields, shelf, ids_by_name),  # type: ignore[arg-type]
    )
    fields.finish()
    return replace(service, facts=_used(service, facts))


def _around(fields: Fields, shelf: Shelf, ids_by_name: Mapping[str, str]) -> dict[str, object]:
    """Everything of a service that isn't decided: forms, places, deadlines, hints."""
    return {
        "forms": fields.many("表格", lambda inner: _form(inner, shelf)),
        "always_carry": fields.texts("随身"),
        "who_must_come": fields.one("谁来", lambda inner: _note(inner, shelf)),
        "may_delegate": fields.one("委托", lambda inner: _delegation(inner, shelf)),
        "apply_within": fields.many("期限", lambda inner: _deadline(inner, shelf)),
        "where": fields.many("哪里办", _where),
        "days": fields.one("时限", lambda inner: _note(inner, shelf)),
        "fee": fields.one("费用", lambda inner: _note(inner, shelf)),
        "conditions": fields.many("条件", lambda inner: _note(inner, shelf, "条件")),
        "decided_by": fields.text("谁定"),
        "procedures": fields.many("程序", lambda inner: _note(inner, shelf)),
        "next_services": _service_ids(fields, "接着办", ids_by_name),
        "next_note": fields.text("接着办说明"),
        "mistakes": fields.texts("常出错"),
        "progress": fields.text("进度"),
        "phone": fields.text("电话"),
        "no_conditions_because": fields.text("没有条件的理由"),
        "inferred_only_because": fields.text("只有推断的理由"),
        "guide": fields.text("办理指南"),
        "responsible": fields.text("责任人"),
        "review_due": fields.day("复核到期"),
    }


def _outcome(fields: Fields, shelf: Shelf, ids_by_name: Mapping[str, str]) -> OutcomeRule:
    others = _service_ids(fields, "改办", ids_by_name)
    return OutcomeRule(
        when=read_condition(fields, shelf.facts),
        outcome=fields.word("结果", OUTCOMES, Outcome.CHECKLIST),
        reason=fields.text("说明", required=True),
        basis=shelf.laws.cited(fields),
        other_service=others[0] if others else None,
        where=fields.text("去哪"),
        period=fields.period(),
        place=fields.place,
    )


def _note(fields: Fields, shelf: Shelf, key: str = "说明") -> Note:
    return Note(
        fields.text(key, required=True),
        shelf.laws.cited(fields),
        read_condition(fields, shelf.facts),
    )


def _form(fields: Fields, shelf: Shelf) -> Note:
    name, note = fields.text("名称", required=True), fields.text("说明")
    when = read_condition(fields, shelf.facts)
    return Note(f"{name}（{note}）" if note else name, shelf.laws.cited(fields), when)


def _delegation(fields: Fields, shelf: Shelf) -> Delegation:
    return Delegation(fields.yes("可以"), fields.text("要带"), shelf.laws.cited(fields))


def _deadline(fields: Fields, shelf: Shelf) -> Deadline:
    return Deadline(
        within=fields.text("多久", required=True),
        loses=fields.text("失去"),
        basis=shelf.laws.cited(fields),
        when=read_condition(fields, shelf.facts),
    )


def _where(fields: Fields) -> Where:
    return Where(fields.text("层级", required=True), fields.text("说明"))


def _service_ids(fields: Fields, key: str, ids_by_name: Mapping[str, str]) -> tuple[str, ...]:
    found = []
    for name in fields.texts(key):
        if name in ids_by_name:
            found.append(ids_by_name[name])
        else:
            fields.fault(key, f"没有叫“{name}”的事项{did_you_mean(name, ids_by_name)}")
    return tuple(found)


def _used(service: Service, facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """The facts that some condition of the service names, by id."""
    named = {fact for condition in conditions_of(service) for fact, _ in condition.named()}
    return {fact.id: fact for fact in facts.values() if fact.id in named}


def conditions_of(service: Service) -> list[Condition]:
    """Every condition written in a service."""
    found = [rule.when for rule in service.outcomes]
    for requirement in service.requirements:
        found.append(requirement.when)
        for option in requirement.lists:
            found.append(option.when)
            for item in option.items:
                found.append(item.when)
                found.extend(way.when for way in item.ways)
                found.extend(bars_of(item))
    found.extend(deadline.when for deadline in service.apply_within)
    notes = service.forms + service.conditions + service.procedures
    found.extend(note.when for note in notes)
    return found


def bars_of(item: EvidenceItem) -> list[Condition]:
    """The conditions that close the item's pledges."""
    pledges = [way.pledge for way in item.ways if way.pledge]
    return [pledge.barred_when for pledge in pledges if pledge.barred_when]
