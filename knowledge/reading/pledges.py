"""Reading pledges.yml (承诺书样本)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from knowledge.model import Fact, Pledge
from knowledge.reading.catalogue import Laws, tables_in
from knowledge.reading.conditions import read_condition
from knowledge.reading.fields import Faults, Fields
from knowledge.vocabulary import PLEDGE_KINDS, PledgeKind


def read_pledges(
    path: Path, laws: Laws, facts: Mapping[str, Fact], faults: Faults
) -> dict[str, Pledge]:
    """The pledges by id; ``facts`` are the shared ones, by Chinese name."""
    return {
        pledge_id: _pledge(pledge_id, Fields(table, faults, f"承诺书“{pledge_id}”"), laws, facts)
        for pledge_id, table in tables_in(path, faults, "承诺书")
    }


def _pledge(pledge_id: str, fields: Fields, laws: Laws, facts: Mapping[str, Fact]) -> Pledge:
    pledge = Pledge(
        id=pledge_id,
        name=fields.text("名称", required=True),
        kind=fields.word("种类", PLEDGE_KINDS, PledgeKind.PROOF_PLEDGE),
        declares=fields.texts("承诺"),
        consequences=fields.texts("后果"),
        checked_by=fields.text("怎么核", required=True),
        bar=fields.text("不适用"),
        alternative=fields.text("不选承诺"),
        basis=laws.cited(fields),
        barred_when=read_condition(fields, facts, "不适用当")
        if "不适用当" in fields.table
        else None,
        place=fields.place,
    )
    fields.finish()
    _check_bar(pledge, fields)
    return pledge


def _check_bar(pledge: Pledge, fields: Fields) -> None:
    if pledge.kind is not PledgeKind.PROOF_PLEDGE:
        return
    for key, written in (("不适用", pledge.bar), ("不选承诺", pledge.alternative)):
        if not written:
            fields.fault(key, f"证明事项告知承诺是自愿的，要写明“{key}”")
