"""Reading a whole pack folder into one immutable Pack."""

from __future__ import annotations

import hashlib
from pathlib import Path

from knowledge.events import LifeEvent
from knowledge.model import County, Fact, Pack, Service, Sharing
from knowledge.reading.catalogue import Laws, read_evidence, read_systems
from knowledge.reading.errors import PackError
from knowledge.reading.events import read_events
from knowledge.reading.facts import read_shared_facts
from knowledge.reading.fields import Faults, Fields
from knowledge.reading.located import Table, read_yaml
from knowledge.reading.pledges import read_pledges
from knowledge.reading.requirements import Shelf
from knowledge.reading.services import read_names, read_services

SUFFIXES = {".yml", ".csv"}


def read_pack(folder: Path) -> Pack:
    """The pack in ``folder``, cross-referenced.

    Raises:
        PackError: with every fault found, each naming file and line.
    """
    pack, faults = read_with_faults(folder)
    if faults:
        raise PackError(faults)
    return pack


def read_with_faults(folder: Path) -> tuple[Pack, Faults]:
    """What can be read of the pack in ``folder``, and every fault found on the way.

    Only for showing faults: a pack with faults must not answer anybody.
    """
    faults = Faults()
    laws = Laws(folder / "laws", faults)
    systems = read_systems(folder / "systems.yml", faults)
    evidence = read_evidence(folder / "evidence", systems, laws, faults)
    facts = read_shared_facts(folder / "facts.yml", faults)
    pledges = read_pledges(folder / "pledges.yml", laws, facts, faults)
    county = _county(folder, faults)
    shelf = Shelf(systems, laws, evidence, pledges, facts, county.sharing)
    services = read_services(
        folder / "services", read_names(folder / "services.csv", faults), shelf, faults
    )
    events = read_events(folder, services, facts, evidence, faults)
    pack = Pack(
        version=content_hash(folder),
        county=county,
        services=services,
        evidence={piece.id: piece for piece in evidence.values()},
        systems={system.id: system for system in systems.values()},
        pledges=pledges,
        facts=_all_facts(facts, services, events),
        aliases=_aliases(folder / "aliases", services, faults),
        events=events,
        words=_word_groups(folder, faults),
    )
    return pack, faults


def content_hash(folder: Path) -> str:
    """Twelve hex digits over the names and bytes of the pack's files."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.suffix in SUFFIXES:
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _county(folder: Path, faults: Faults) -> County:
    fields = Fields(read_yaml(folder / "pack.yml", "pack.yml"), faults, "pack.yml")
    samples = fields.table_or_none("样例") or Table(fields.place)
    county = County(
        name=fields.text("县", required=True),
        time_zone=fields.text("时区", required=True),
        hotline=fields.text("热线", required=True),
        as_of=fields.text("数据截至", required=True),
        sharing=fields.one("新接通", _sharing),
        samples={key: str(value) for key, value in samples.items()},
        reported=fields.one("报道", _reported) or {},
    )
    fields.finish()
    return county


def _sharing(fields: Fields) -> Sharing:
    return Sharing(fields.text("理由", required=True), fields.text("查不到", required=True))


def _reported(fields: Fields) -> dict[str, str]:
    source = fields.text("来源", required=True)
    numbers = fields.table_or_none("数字") or Table(fields.place)
    return {"来源": source, **{key: str(value) for key, value in numbers.items()}}


def _all_facts(
    shared: dict[str, Fact], services: dict[str, Service], events: dict[str, LifeEvent]
) -> dict[str, Fact]:
    facts = {fact.id: fact for fact in shared.values()}
    tables = [service.facts for service in services.values()]
    tables += [event.facts for event in events.values()]
    for table in tables:
        for fact in table.values():
            facts.setdefault(fact.id, fact)
    return facts


def _word_groups(folder: Path, faults: Faults) -> dict[str, tuple[str, ...]]:
    """words.yml: words that facts share, by the group's name; a pack may do without."""
    if not (folder / "words.yml").exists():
        return {}
    fields = Fields(read_yaml(folder / "words.yml", "words.yml"), faults, "词组")
    return {name: fields.texts(name) for name in fields.table}


def _aliases(
    folder: Path, services: dict[str, Service], faults: Faults
) -> dict[str, tuple[str, ...]]:
    aliases = {}
    for path in sorted(folder.glob("*.yml")):
        fields = Fields(read_yaml(path, f"aliases/{path.name}"), faults, "别名表")
        for service_id in fields.table:
            if service_id not in services:
                fields.fault(service_id, f"services.csv 里没有编号“{service_id}”")
            aliases[service_id] = fields.texts(service_id)
    return aliases
