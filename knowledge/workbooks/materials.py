"""Requirements (要件) as rows: one way a row, what is shared in the first row of each group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from knowledge.model import Place
from knowledge.reading.fields import Faults
from knowledge.reading.located import Row, Table
from knowledge.workbooks.cells import Unwritable
from knowledge.workbooks.layout import (
    GROUP,
    GROUP_WHEN,
    ITEM,
    ITEM_NAME,
    ITEM_NUMBER,
    REQUIREMENT,
    REQUIREMENT_NAME,
    REQUIREMENT_NUMBER,
    WAY,
    Column,
)
from knowledge.workbooks.lines import (
    Cells,
    Entry,
    Line,
    cells_of,
    entry_of,
    groups,
    listed,
    set_at,
    tables,
)

ItemNote = Callable[[str], Cells]
"""What is shown beside a piece of evidence, by its standard name: who issues it."""


def material_rows(requirements: Iterable[Table], note: ItemNote) -> Iterator[Cells]:
    """The rows of a service's requirements."""
    for number, requirement in enumerate(requirements, 1):
        name = {
            REQUIREMENT_NUMBER.label: str(number),
            REQUIREMENT_NAME.label: str(requirement.get("要件")),
        }
        known = ("要件", "证明", "任选")
        first = {**name, **cells_of(requirement, REQUIREMENT, known)}
        for row in _all_items(requirement, note):
            yield {**first, **row}
            first = name


def _all_items(requirement: Table, note: ItemNote) -> Iterator[Cells]:
    position = 0
    for group, option in _options(requirement):
        first = {**group, **cells_of(option, (GROUP_WHEN,), ("证明",))} if group else {}
        items = tables(option.get("证明"))
        if not items:
            raise Unwritable(f"{option.place}：没有证明")
        for item in items:
            position += 1
            for row in _item_rows(position, item, note):
                yield {**first, **row}
                first = group


def _options(requirement: Table) -> Iterator[tuple[Cells, Table]]:
    """The evidence lists: the plain one without a group's number, then the alternatives."""
    if "证明" in requirement:
        plain = Table(requirement.place)
        plain["证明"] = requirement["证明"]
        yield {}, plain
    for number, option in enumerate(tables(requirement.get("任选")), 1):
        yield {GROUP.label: str(number)}, option


def _item_rows(position: int, item: Table, note: ItemNote) -> Iterator[Cells]:
    name = str(item.get("证明"))
    known = {ITEM_NUMBER.label: str(position), ITEM_NAME.label: name, **note(name)}
    first = {**known, **cells_of(item, ITEM, ("证明", "做法"))}
    for way in tables(item.get("做法")) or [Table(item.place)]:
        yield {**first, **cells_of(way, WAY)}
        first = known


def requirements_of(lines: Sequence[Line], faults: Faults) -> Row:
    """The requirements that consecutive rows hold."""
    found = [_requirement(group, faults) for group in groups(lines, _another_requirement)]
    return listed(found, found[0].place if found else Place("", 0))


def _differs(line: Line, before: Line, number: Column, name: Column) -> bool:
    """Whether a row begins something new: another name, or another number where it has one."""
    renamed = bool(line[name]) and line[name] != before[name]
    return renamed or (bool(line[number]) and line[number] != before[number])


def _another_requirement(line: Line, before: Line) -> bool:
    return _differs(line, before, REQUIREMENT_NUMBER, REQUIREMENT_NAME)


def _another_item(line: Line, before: Line) -> bool:
    return _differs(line, before, ITEM_NUMBER, ITEM_NAME)


def _another_group(line: Line, before: Line) -> bool:
    return line[GROUP] != before[GROUP]


def _requirement(group: Sequence[Line], faults: Faults) -> Table:
    entry = Entry(Table(group[0].place()), faults)
    set_at(entry.table, "要件", group[0][REQUIREMENT_NAME], group[0].place(REQUIREMENT_NAME))
    for line in group:
        entry.take(line, REQUIREMENT)
    options = []
    for lines in groups(group, _another_group):
        if lines[0][GROUP]:
            options.append(_option(lines, faults))
        elif "证明" in entry.table:
            faults.add(lines[0].place(GROUP), "这几行和上面分开了：要么连在一起，要么写组合号")
        else:
            set_at(entry.table, "证明", _items(lines, faults), lines[0].place())
    if options:
        set_at(entry.table, "任选", listed(options, options[0].place), options[0].place)
    return entry.table


def _option(lines: Sequence[Line], faults: Faults) -> Table:
    entry = Entry(Table(lines[0].place()), faults)
    for line in lines:
        entry.take(line, (GROUP_WHEN,))
    set_at(entry.table, "证明", _items(lines, faults), lines[0].place())
    return entry.table


def _items(lines: Sequence[Line], faults: Faults) -> Row:
    return listed(
        [_item(group, faults) for group in groups(lines, _another_item)], lines[0].place()
    )


def _item(group: Sequence[Line], faults: Faults) -> Table:
    entry = Entry(Table(group[0].place()), faults)
    set_at(entry.table, "证明", group[0][ITEM_NAME], group[0].place(ITEM_NAME))
    for line in group:
        entry.take(line, ITEM)
    ways = [entry_of(line, WAY, faults) for line in group]
    said = [way for way in ways if way]
    if said:
        set_at(entry.table, "做法", listed(said, said[0].place), said[0].place)
    return entry.table
