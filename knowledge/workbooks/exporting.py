"""Writing the workbooks: headings, drop-downs, hidden ids, and what they were exported from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from knowledge.model import Pack
from knowledge.reading import read_pack
from knowledge.workbooks.cells import Kind
from knowledge.workbooks.layout import DEPARTMENT_SHEETS, SHARED_SHEETS, STEPS, Column, Sheet
from knowledge.workbooks.shared import all_rows
from knowledge.workbooks.units import SHARED, Files, Unit, books, units_of

LISTS = "_词表"
BASE = "_底稿"
NOTES = "说明"
EMPTY_ROWS = 500
"""Rows below the last one that have drop-downs too."""
HEADING = PatternFill("solid", fgColor="D9E2F3")
SHOWN_ONLY = PatternFill("solid", fgColor="EEEEEE")
WRAPPED = Alignment(wrap_text=True, vertical="top")


def export(folder: Path, target: Path, only: Collection[str] = ()) -> list[Path]:
    """Write one workbook a department, and one of what is shared, into ``target``.

    ``only`` these (departments, or ``SHARED``) where any are named.

    Raises:
        PackError: if the pack has faults.
        Unwritable: if a file holds what no column holds.
    """
    pack, files = read_pack(folder), Files(folder)
    target.mkdir(parents=True, exist_ok=True)
    wanted = [book for book in books(pack) if not only or book in only]
    return [_write(files, pack, book, target / f"{book}.xlsx") for book in wanted]


def _write(files: Files, pack: Pack, book: str, path: Path) -> Path:
    units = units_of(files, pack, book)
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    _write_notes(workbook.create_sheet(NOTES), book)
    lists = _write_lists(workbook, _lists(pack, book))
    rows = [unit.rows for unit in units]
    for sheet in SHARED_SHEETS if book == SHARED else DEPARTMENT_SHEETS:
        _write_sheet(workbook.create_sheet(sheet.name), sheet, all_rows(rows, sheet), lists)
    _write_base(workbook.create_sheet(BASE), pack, book, units)
    workbook.move_sheet(LISTS, len(workbook.sheetnames))
    workbook.save(path)
    return path


def _write_notes(sheet: Worksheet, book: str) -> None:
    text = (Path(__file__).parent / "notes.txt").read_text(encoding="utf-8")
    sheet.column_dimensions["A"].width = 100
    for number, line in enumerate(text.replace("{book}", book).splitlines(), 1):
        cell = sheet.cell(number, 1, line)
        cell.alignment = WRAPPED
        if number == 1:
            cell.font = Font(bold=True, size=14)


def _lists(pack: Pack, book: str) -> dict[str, list[str]]:
    services = list(pack.services.values())
    return {
        "本部门事项": [service.name for service in services if service.department == book],
        "所有事项": [service.name for service in services],
        "证明": [piece.name for piece in pack.evidence.values()],
        "来源系统": [system.name for system in pack.systems.values()],
        "承诺书": list(pack.pledges),
        "步骤": list(STEPS),
    }


def _write_lists(workbook: Workbook, lists: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Write the words that drop-downs offer; returns the formula of each list."""
    sheet = workbook.create_sheet(LISTS)
    sheet.sheet_state = "hidden"
    formulas = {}
    for number, (name, words) in enumerate(lists.items(), 1):
        sheet.cell(1, number, name)
        for row, word in enumerate(words, 2):
            sheet.cell(row, number, word)
        letter = get_column_letter(number)
        formulas[name] = f"'{LISTS}'!${letter}$2:${letter}${max(len(words), 1) + 1}"
    return formulas


def _write_sheet(
    worksheet: Worksheet, sheet: Sheet, rows: Iterable[Mapping[str, str]], lists: Mapping[str, str]
) -> None:
    _write_headings(worksheet, sheet)
    last = 1
    for last, row in enumerate(rows, 2):
        for number, column in enumerate(sheet.columns, 1):
            cell = worksheet.cell(last, number)
            assert isinstance(cell, Cell)  # nothing is merged in a new sheet
            _fill(cell, column, row.get(column.label, ""))
    for number, column in enumerate(sheet.columns, 1):
        _add_choices(worksheet, get_column_letter(number), column, last, lists)
    shown = next(n for n, column in enumerate(sheet.columns, 1) if not column.hidden)
    worksheet.freeze_panes = f"{get_column_letter(shown + 1)}2"
    worksheet.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{last}"


def _write_headings(worksheet: Worksheet, sheet: Sheet) -> None:
    for number, column in enumerate(sheet.columns, 1):
        cell = worksheet.cell(1, number, column.label)
        cell.font, cell.fill, cell.alignment = Font(bold=True), HEADING, WRAPPED
        dimension = worksheet.column_dimensions[get_column_letter(number)]
        dimension.width, dimension.hidden = column.width, column.hidden


def _fill(cell: Cell, column: Column, text: str) -> None:
    """Everything is text, so that 12345 and 2026-12 stay what they are; days are real days."""
    cell.alignment = WRAPPED
    if column.shown:
        cell.fill = SHOWN_ONLY
    if column.kind is Kind.DAY:
        cell.number_format = "yyyy-mm-dd"
        cell.value = date.fromisoformat(text) if text else None
    elif column.kind is Kind.NUMBER:
        cell.value = float(text) if text else None
    else:
        cell.number_format = "@"
        cell.value = text or None
        if text:
            cell.data_type = "s"  # also what begins with =


def _add_choices(
    worksheet: Worksheet, letter: str, column: Column, last: int, lists: Mapping[str, str]
) -> None:
    if not column.words and not column.offers:
        return
    formula = f'"{",".join(column.words)}"' if column.words else lists[column.offers]
    choices = DataValidation(type="list", formula1=formula, allow_blank=True)
    choices.showErrorMessage = bool(column.words)
    choices.errorTitle, choices.error = column.label, "请从下拉框里选"
    choices.add(f"{letter}2:{letter}{last + EMPTY_ROWS}")
    worksheet.add_data_validation(choices)


def _write_base(sheet: Worksheet, pack: Pack, book: str, units: Iterable[Unit]) -> None:
    """What the workbook was exported from, so that nobody's later edit is overwritten."""
    sheet.sheet_state = "hidden"
    sheet.append(["工作簿", book])
    sheet.append(["版本", pack.version])
    for unit in units:
        sheet.append([unit.key, unit.digest])
