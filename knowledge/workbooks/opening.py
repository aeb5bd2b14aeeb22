"""Reading a workbook back, as officials and their programs (Excel, WPS) leave it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from knowledge.model import Place
from knowledge.reading.errors import PackError, Problem
from knowledge.reading.fields import Faults
from knowledge.workbooks.cells import plain_heading, text_in
from knowledge.workbooks.exporting import BASE
from knowledge.workbooks.layout import DEPARTMENT_SHEETS, SHARED_SHEETS, Sheet
from knowledge.workbooks.lines import Line
from knowledge.workbooks.units import SHARED

HEADINGS_WITHIN = 10
"""A title may stand above the headings, but not more rows than this."""
MOST_ROWS = 20_000
"""A sheet formatted to its last row has a million empty ones."""


@dataclass(frozen=True)
class Book:
    """A workbook: whose it is, its rows by sheet, and digests of what it was exported from."""

    name: str
    file: str
    lines: Mapping[str, Sequence[Line]]
    base: Mapping[str, str]


def open_book(path: Path, faults: Faults) -> Book:
    """The rows of the workbook at ``path``; odd sheets and columns are noted in ``faults``.

    Raises:
        PackError: if it is no workbook, or none that was exported from here.
    """
    workbook = _load(path)
    if BASE not in workbook.sheetnames:
        raise _refused(path, "不是从这里导出的工作簿（缺隐藏的“_底稿”表），请用导出的那一份来改")
    base = dict(_pairs(workbook[BASE]))
    name = base.pop("工作簿", "")
    sheets = SHARED_SHEETS if name == SHARED else DEPARTMENT_SHEETS
    lines = {sheet.name: _lines(workbook, sheet, path.name, faults) for sheet in sheets}
    return Book(name, path.name, lines, base)


def _load(path: Path) -> Workbook:
    try:
        return load_workbook(path, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise _refused(path, "打不开，请在 Excel 或 WPS 里另存为 .xlsx 格式") from error


def _refused(path: Path, message: str) -> PackError:
    return PackError([Problem(Place(path.name, 1), message)])


def _pairs(sheet: Worksheet) -> Iterator[tuple[str, str]]:
    for row in sheet.iter_rows(max_col=2, values_only=True):
        key, *rest = (text_in(value) for value in row)
        if key:
            yield key, rest[0] if rest else ""


def _lines(workbook: Workbook, sheet: Sheet, file: str, faults: Faults) -> list[Line]:
    found = {plain_heading(name): name for name in workbook.sheetnames}
    if sheet.name not in found:
        faults.add(Place(file, 1), f"缺“{sheet.name}”表")
        return []
    rows = _texts(workbook[found[sheet.name]])
    headings = _headings(rows, sheet)
    missing = [c.label for c in sheet.columns if c.label not in headings[1]]
    if missing:
        place = Place(f"{file}的“{sheet.name}”表", headings[0])
        faults.add(place, f"表头缺“{'”“'.join(missing)}”列，请不要删列、改列名")
        return []
    return list(_filled(rows, headings, sheet, file))


def _texts(worksheet: Worksheet) -> list[list[str]]:
    """All cells as text; a merged area holds its text in every cell."""
    rows = [
        [text_in(value) for value in row]
        for row in worksheet.iter_rows(max_row=min(worksheet.max_row, MOST_ROWS), values_only=True)
    ]
    for area in worksheet.merged_cells.ranges:
        text = rows[area.min_row - 1][area.min_col - 1] if area.min_row <= len(rows) else ""
        for row in rows[area.min_row - 1 : area.max_row]:
            row[area.min_col - 1 : area.max_col] = [text] * (area.max_col - area.min_col + 1)
    return rows


def _headings(rows: Sequence[Sequence[str]], sheet: Sheet) -> tuple[int, dict[str, int]]:
    """The row of the headings (1-based), and in which column each stands (0-based)."""
    labels = {plain_heading(column.label): column.label for column in sheet.columns}
    best: tuple[int, dict[str, int]] = (1, {})
    for number, row in enumerate(rows[:HEADINGS_WITHIN], 1):
        plain = [plain_heading(text) for text in row]
        found = {
            labels[text]: at for at, text in reversed(list(enumerate(plain))) if text in labels
        }
        if len(found) > len(best[1]):
            best = number, found
    return best


def _filled(
    rows: Sequence[Sequence[str]], headings: tuple[int, dict[str, int]], sheet: Sheet, file: str
) -> Iterator[Line]:
    """The rows that hold anything besides ids."""
    start, columns = headings
    typed = [column.label for column in sheet.columns if not column.hidden]
    for number, row in enumerate(rows[start:], start + 1):
        cells = {label: row[at] for label, at in columns.items() if row[at]}
        if any(label in cells for label in typed):
            yield Line(sheet, cells, file, number)
