"""Reading events.yml: 一件事, with its services by their official names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from knowledge.events import EventStep, LifeEvent
from knowledge.model import EvidenceType, Fact, Service
from knowledge.reading.conditions import read_condition
from knowledge.reading.errors import did_you_mean
from knowledge.reading.facts import service_facts
from knowledge.reading.fields import Faults, Fields
from knowledge.reading.located import Table, read_yaml

FILE = "events.yml"


def read_events(
    folder: Path,
    services: Mapping[str, Service],
    shared: Mapping[str, Fact],
    evidence: Mapping[str, EvidenceType],
    faults: Faults,
) -> dict[str, LifeEvent]:
    """The events of the pack in ``folder`` by id; none where it has no such file."""
    if not (folder / FILE).exists():
        return {}
    table = read_yaml(folder / FILE, FILE)
    by_name = {service.name: service for service in services.values()}
    events = {}
    for event_id, entry in table.items():
        if not isinstance(entry, Table):
            faults.add(table.at(event_id), f"“{event_id}”应当是“键: 值”的形式")
            continue
        fields = Fields(entry, faults, f"一件事“{event_id}”")
        events[event_id] = _event(event_id, fields, by_name, shared, evidence)
    return events


def _event(
    event_id: str,
    fields: Fields,
    services: Mapping[str, Service],
    shared: Mapping[str, Fact],
    evidence: Mapping[str, EvidenceType],
) -> LifeEvent:
    known = {**_facts_of_steps(fields, services), **shared}
    named = fields.table_or_none("事实") or Table(fields.place)
    facts = {
        name: fact for name, fact in service_facts(fields, known, "事实").items() if name in named
    }
    steps = fields.many("步骤", lambda inner: _step(inner, services, facts, evidence))
    event = LifeEvent(
        id=event_id,
        name=fields.text("名称", required=True),
        sayings=fields.texts("说法"),
        steps=tuple(step for step in steps if step is not None),
        facts={fact.id: fact for fact in facts.values()},
        official=fields.yes("官方"),
        source=fields.text("来源"),
        order_note=fields.text("先后说明"),
        dont_miss=fields.texts("别错过"),
        comfort=fields.text("安慰"),
        place=fields.place,
    )
    fields.finish()
    return event


def _facts_of_steps(fields: Fields, services: Mapping[str, Service]) -> dict[str, Fact]:
    """What the event's services ask, by Chinese name: an event may ask it once for all."""
    names = [str(table.get("事项")) for table in fields.tables("步骤")]
    return {
        fact.name: fact
        for name in names
        if name in services
        for fact in services[name].facts.values()
    }


def _step(
    fields: Fields,
    services: Mapping[str, Service],
    facts: Mapping[str, Fact],
    evidence: Mapping[str, EvidenceType],
) -> EventStep | None:
    name = fields.text("事项", required=True)
    service = services.get(name)
    when = read_condition(fields, facts)
    known = _known(fields, service)
    issues = _issues(fields, evidence)
    note, same_visit = fields.text("说明"), fields.yes("同次")
    if service is None:
        fields.fault("事项", f"没有叫“{name}”的事项{did_you_mean(name, services)}")
        return None
    return EventStep(service.id, when, known, issues, note, same_visit, fields.place)


def _known(fields: Fields, service: Service | None) -> dict[str, str]:
    """已知: the service's own facts that this event settles, by their Chinese names."""
    table = fields.table_or_none("已知")
    if table is None or service is None:
        return {}
    facts = {fact.name: fact for fact in service.facts.values()}
    known = {}
    for name, word in table.items():
        values = {value.name: value.id for value in facts[name].values} if name in facts else {}
        if str(word) in values:
            known[facts[name].id] = values[str(word)]
        else:
            hint = did_you_mean(str(word), values) or did_you_mean(name, facts)
            fields.faults.add(table.at(name), f"“{service.name}”没有情形“{name}: {word}”{hint}")
    return known


def _issues(fields: Fields, evidence: Mapping[str, EvidenceType]) -> tuple[EvidenceType, ...]:
    names = fields.texts("办出")
    for name in names:
        if name not in evidence:
            fields.fault("办出", f"证明目录里没有“{name}”{did_you_mean(name, evidence)}")
    return tuple(evidence[name] for name in names if name in evidence)
