"""Workbooks: what goes out comes back without loss, whatever programs and people do to it."""

import re
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from knowledge.model import Pack
from knowledge.reading import PackError, read_pack
from knowledge.settings import default_pack
from knowledge.vocabulary import Treatment
from knowledge.workbooks import export, merge

from .conftest import SMALL_PACK, TODAY

TRADE, TRAFFIC, SHARED = "市监局", "交通局", "共用"
SHOP = "services/trade/open-shop.yml"

Folder = Path
Opened = Callable[[str], Workbook]


@pytest.fixture
def pack(tmp_path: Path) -> Folder:
    return Path(shutil.copytree(SMALL_PACK, tmp_path / "pack"))


class Office:
    """The workbooks of a small pack, on an official's desk."""

    def __init__(self, pack: Folder, desk: Folder) -> None:
        self.pack, self.desk = pack, desk
        export(pack, desk)

    def path(self, book: str) -> Path:
        return self.desk / f"{book}.xlsx"

    def edit(self, book: str, sheet: str, change: Callable[[Worksheet], None]) -> None:
        workbook = load_workbook(self.path(book))
        change(workbook[sheet])
        workbook.save(self.path(book))

    def write(self, book: str, sheet: str, row: str, **cells: object) -> None:
        """Fill cells (heading → value) of the first row that holds the text ``row``."""

        def change(worksheet: Worksheet) -> None:
            number = row_with(worksheet, row)
            for heading, value in cells.items():
                worksheet.cell(number, column(worksheet, heading)).value = value  # type: ignore[assignment]

        self.edit(book, sheet, change)

    def merge(self, *books: str) -> Pack:
        merge(self.pack, [self.path(book) for book in books], TODAY)
        return read_pack(self.pack)

    def refused(self, book: str) -> str:
        before = contents(self.pack)
        with pytest.raises(PackError) as caught:
            self.merge(book)
        assert contents(self.pack) == before, "something was written"
        return str(caught.value)


@pytest.fixture
def office(pack: Folder, tmp_path: Path) -> Office:
    return Office(pack, tmp_path / "desk")


def contents(folder: Folder) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def column(worksheet: Worksheet, heading: str) -> int:
    headings = [cell.value for cell in worksheet[1]]
    return headings.index(heading) + 1


def row_with(worksheet: Worksheet, text: str) -> int:
    for row in worksheet.iter_rows(min_row=2):
        if any(cell.value == text for cell in row):
            return int(row[0].row or 0)
    raise AssertionError(f"no row holds {text}")


def changed_files(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {name for name in {**before, **after} if before.get(name) != after.get(name)}


# --- the whole county


def test_every_service_of_the_county_survives_the_round_trip(
    county: Pack, tmp_path: Path
) -> None:
    """Each service is changed in one cell, so that each file is written anew."""
    pack = Path(shutil.copytree(default_pack(), tmp_path / "pack"))
    books = [path for path in export(pack, tmp_path / "desk") if path.stem != SHARED]
    for path in books:
        workbook = load_workbook(path)
        worksheet = workbook["事项"]
        responsible, name = column(worksheet, "责任人"), column(worksheet, "事项")
        for row in range(2, worksheet.max_row + 1):
            if worksheet.cell(row, name).value:
                worksheet.cell(row, responsible).value = "登记股"
        workbook.save(path)
    before = contents(pack)
    done = merge(pack, books, TODAY)
    merged = read_pack(pack)
    assert merged.services == {
        one: replace(service, responsible="登记股") for one, service in county.services.items()
    }
    assert changed_files(before, contents(pack)) == set(done.files)
    assert len(done.files) == len(county.services) == 173


def test_what_the_county_shares_survives_the_round_trip(county: Pack, tmp_path: Path) -> None:
    """Each entry is changed in one cell and then back, so that each is written anew twice."""
    pack = Path(shutil.copytree(default_pack(), tmp_path / "pack"))
    cells = {
        "证明目录": "在哪取", "来源系统": "级别", "承诺书": "怎么核", "一件事": "安慰",
        "共用情形": "问法",
    }  # fmt: skip
    for change in (lambda text: f"{text or ''}乙", lambda text: str(text)[:-1]):
        export(pack, tmp_path / "desk", [SHARED])
        path = tmp_path / "desk" / f"{SHARED}.xlsx"
        workbook = load_workbook(path)
        for sheet, heading in cells.items():
            worksheet = workbook[sheet]
            for row in range(2, worksheet.max_row + 1):
                cell = worksheet.cell(row, column(worksheet, heading))
                if sheet != "共用情形" or cell.value:
                    cell.value = change(cell.value)  # type: ignore[no-untyped-call]
        workbook.save(path)
        merge(pack, [path], TODAY)
    back = read_pack(pack)
    assert (back.evidence, back.systems, back.pledges) == (
        county.evidence, county.systems, county.pledges,
    )
    assert (back.facts, back.events, back.services) == (
        county.facts, county.events, county.services,
    )


# --- merging


def test_workbooks_nobody_changed_change_nothing(office: Office) -> None:
    before = contents(office.pack)
    done = merge(office.pack, [office.path(b) for b in (TRADE, TRAFFIC, SHARED)], TODAY)
    assert done.files == () and contents(office.pack) == before


def test_only_the_file_of_the_changed_service_is_written(office: Office) -> None:
    before = contents(office.pack)
    office.write(TRADE, "事项", "开店登记", 责任人="张股长", 办理指南="窗口有纸质的")
    shop = office.merge(TRADE, TRAFFIC, SHARED).services["open-shop"]
    assert (shop.responsible, shop.guide) == ("张股长", "窗口有纸质的")
    assert changed_files(before, contents(office.pack)) == {SHOP}


def test_a_dry_run_writes_nothing(office: Office) -> None:
    before = contents(office.pack)
    office.write(TRADE, "事项", "开店登记", 责任人="张股长")
    done = merge(office.pack, [office.path(TRADE)], TODAY, write=False)
    assert done.files == (SHOP,) and contents(office.pack) == before


def test_comments_of_untouched_entries_stay(office: Office) -> None:
    systems = office.pack / "systems.yml"
    systems.write_text("# 头\n" + systems.read_text(encoding="utf-8"), encoding="utf-8")
    export(office.pack, office.desk)
    office.write(SHARED, "来源系统", "交管系统", 已接通="是", 截至="2026-12")
    assert office.merge(SHARED).systems["traffic"].connected
    text = systems.read_text(encoding="utf-8")
    assert text.startswith("# 头\nlibrary: {名称: 证照库, 部门: 审批局")
    assert "截至: 2026-12" in text


def test_an_edit_made_since_the_export_is_not_overwritten(office: Office) -> None:
    path = office.pack / SHOP
    path.write_text(path.read_text(encoding="utf-8") + "电话: '12345'\n", encoding="utf-8")
    office.write(TRADE, "事项", "关店登记", 责任人="张股长")
    merged = office.merge(TRADE)
    assert merged.services["open-shop"].phone == "12345"
    office.write(TRADE, "事项", "开店登记", 责任人="张股长")
    assert "“开店登记”导出以后别人也改过" in office.refused(TRADE)


def test_a_new_way_and_a_new_piece_are_added(office: Office) -> None:
    def add(worksheet: Worksheet) -> None:
        number = row_with(worksheet, "租赁合同") + 1
        worksheet.insert_rows(number, 2)
        cells = {"事项": "开店登记", "要件": "房子能用", "组合": "3", "证明": "房子证明",
                 "步骤": "自带/原件", "理由": "要看原件"}
        for heading, value in cells.items():
            worksheet.cell(number, column(worksheet, heading)).value = value
        cells = {"事项": "开店登记", "要件": "体检", "证明": "体检表", "步骤": "自带/出示"}
        for heading, value in cells.items():
            worksheet.cell(number + 1, column(worksheet, heading)).value = value

    office.edit(TRADE, "材料", add)
    requirements = office.merge(TRADE).services["open-shop"].requirements
    rented = requirements[1].lists[2].items[0]
    assert [way.reason for way in rented.ways] == ["", "要看原件"]
    assert requirements[2].name == "体检" and requirements[3].name == "村里证明"


def test_a_treatment_is_changed_in_one_cell(office: Office) -> None:
    office.write(TRADE, "材料", "租赁合同", 步骤="自带／原件")
    shop = office.merge(TRADE).services["open-shop"]
    step = shop.requirements[1].lists[2].items[0].ways[0].steps[0]
    assert (step.treatment, step.mode and step.mode.value) == (Treatment.BRING, "original")


def test_rows_left_out_are_removed(office: Office) -> None:
    office.edit(TRADE, "材料", lambda sheet: sheet.delete_rows(row_with(sheet, "村里证明")))
    assert len(office.merge(TRADE).services["open-shop"].requirements) == 2


def test_a_new_fact_a_new_proof_and_a_new_alias_get_ids_by_themselves(office: Office) -> None:
    def add_fact(worksheet: Worksheet) -> None:
        for option in ("大店", "小店"):
            values = {"事项": "关店登记", "情形": "店多大", "选项": option}
            first = {"问法": "店有多大？", "怎么用": "给看"} if option == "大店" else {}
            append(worksheet, {**values, **first})

    office.edit(TRADE, "情形", add_fact)
    office.edit(TRADE, "别名", lambda sheet: append(sheet, {"事项": "关店登记", "别名": "不干了"}))
    office.write(TRADE, "材料", "执照", 证明情形="店多大=大店")
    office.edit(
        SHARED, "证明目录",
        lambda sheet: append(sheet, {"名称": "门牌号", "是什么": "证明", "开具单位": "公安局"}),
    )
    merged = office.merge(TRADE, SHARED)
    (fact,) = merged.services["close-shop"].facts.values()
    assert [value.name for value in fact.values] == ["大店", "小店"]
    assert merged.aliases["close-shop"] == ("不干了",)
    assert any(piece.name == "门牌号" for piece in merged.evidence.values())


def append(worksheet: Worksheet, cells: dict[str, str]) -> None:
    number = worksheet.max_row + 1
    for heading, value in cells.items():
        worksheet.cell(number, column(worksheet, heading)).value = value


def test_a_proof_left_out_is_removed_unless_a_service_needs_it(office: Office) -> None:
    append_row = {"名称": "门牌号", "是什么": "证明", "开具单位": "公安局"}
    office.edit(SHARED, "证明目录", lambda sheet: append(sheet, append_row))
    office.merge(SHARED)
    export(office.pack, office.desk)
    office.edit(SHARED, "证明目录", lambda sheet: sheet.delete_rows(row_with(sheet, "门牌号")))
    assert not any(piece.name == "门牌号" for piece in office.merge(SHARED).evidence.values())
    export(office.pack, office.desk)
    office.edit(SHARED, "证明目录", lambda sheet: sheet.delete_rows(row_with(sheet, "行驶证")))
    assert "证明目录里没有“行驶证”" in office.refused(SHARED)


def test_a_service_left_out_stays(office: Office) -> None:
    def drop(worksheet: Worksheet) -> None:
        worksheet.delete_rows(row_with(worksheet, "关店登记"))

    for sheet in ("事项", "材料"):
        office.edit(TRADE, sheet, drop)
    assert office.merge(TRADE).services["close-shop"].complete


# --- what people and programs do to workbooks


def test_merged_cells_hold_for_all_their_rows(office: Office) -> None:
    def merge_cells(worksheet: Worksheet) -> None:
        first = row_with(worksheet, "房子证明")
        for heading in ("事项", "要件", "组合", "证明", "称呼"):
            at = column(worksheet, heading)
            worksheet.merge_cells(
                start_row=first, end_row=first + 1, start_column=at, end_column=at
            )

    before = contents(office.pack)
    office.edit(TRADE, "材料", merge_cells)
    office.merge(TRADE)
    assert contents(office.pack) == before


@pytest.mark.parametrize(
    "written",
    ["2027-06-30", "2027/6/30", "2027.6.30", "2027年6月30日", "２０２７－０６－３０", "20270630",
     " 2027-06-30 ", 46568, datetime(2027, 6, 30), date(2027, 6, 30)],
)  # fmt: skip
def test_days_are_read_however_they_are_written(office: Office, written: object) -> None:
    office.write(TRADE, "事项", "开店登记", 复核到期日=written)
    assert office.merge(TRADE).services["open-shop"].review_due == date(2027, 6, 30)


def test_full_width_signs_are_read(office: Office) -> None:
    office.write(TRADE, "材料", "村里证明", 要件情形="房子 ＝ 没证 ／租的； 信用＝没事")
    condition = office.merge(TRADE).services["open-shop"].requirements[2].when
    assert condition.clauses == (
        {"house": frozenset({"uncertified", "rented"}), "credit": frozenset({"clear"})},
    )


def test_a_title_above_and_blank_rows_below_do_no_harm(office: Office) -> None:
    def decorate(worksheet: Worksheet) -> None:
        worksheet.insert_rows(1)
        worksheet["A1"] = "样县市监局材料表"
        for row in range(worksheet.max_row + 1, worksheet.max_row + 200):
            worksheet.cell(row, 3).value = "  "

    before = contents(office.pack)
    office.edit(TRADE, "材料", decorate)
    office.merge(TRADE)
    assert contents(office.pack) == before


def test_numbers_that_a_program_made_of_text_are_text_again(office: Office) -> None:
    office.write(TRADE, "事项", "开店登记", 电话=12345.0)
    assert office.merge(TRADE).services["open-shop"].phone == "12345"


def as_another_program_writes(path: Path) -> None:
    """The workbook written anew without styles and shared texts, rich text inline, as WPS may."""
    workbook = load_workbook(path)
    names = [*workbook.sheetnames, "WpsReserved_CellImgList"]
    sheets = [rows_as_xml(workbook[name]) for name in workbook.sheetnames] + ["<row r='1'/>"]
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("[Content_Types].xml", CONTENT_TYPES.format("".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{SHEET_TYPE}"/>'
            for n in range(1, len(names) + 1))))
        file.writestr("_rels/.rels", RELATIONS.format(
            f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>'))
        file.writestr("xl/workbook.xml", WORKBOOK.format("".join(
            f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>'
            for n, name in enumerate(names, 1))))
        file.writestr("xl/_rels/workbook.xml.rels", RELATIONS.format("".join(
            f'<Relationship Id="rId{n}" Type="{OFFICE}/worksheet" '
            f'Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(names) + 1))))
        for number, rows in enumerate(sheets, 1):
            file.writestr(f"xl/worksheets/sheet{number}.xml", SHEET.format(rows))


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
    'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-'
    'officedocument.spreadsheetml.sheet.main+xml"/>{}</Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    "{}</Relationships>"
)
WORKBOOK = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{{}}</sheets></workbook>'
SHEET = f'<worksheet xmlns="{MAIN}"><sheetData>{{}}</sheetData></worksheet>'


def rows_as_xml(worksheet: Worksheet) -> str:
    rows = []
    for row in worksheet.iter_rows():
        cells = "".join(cell_as_xml(cell.coordinate, cell.value) for cell in row if cell.value)
        rows.append(f'<row r="{row[0].row}">{cells}</row>')
    return "".join(rows)


def cell_as_xml(where: str, value: object) -> str:
    if isinstance(value, int | float):
        return f'<c r="{where}"><v>{value}</v></c>'
    if isinstance(value, datetime):
        return f'<c r="{where}"><v>{(value - datetime(1899, 12, 30)).days}</v></c>'
    text = escape(str(value)).replace("\n", "_x000D_\n")
    half = len(text) // 2 if not re.search(r"[_&\n]", text) else 0
    runs = "".join(
        f'<r><t xml:space="preserve">{part}</t></r>' for part in (text[:half], text[half:]) if part
    )
    return f'<c r="{where}" t="inlineStr"><is>{runs}</is></c>'


def test_a_workbook_written_by_another_program_is_the_same(
    office: Office, pack: Folder, tmp_path: Path
) -> None:
    before = contents(office.pack)
    for book in (TRADE, TRAFFIC, SHARED):
        as_another_program_writes(office.path(book))
    office.merge(TRADE, TRAFFIC, SHARED)
    assert contents(office.pack) == before
    office.write(TRADE, "事项", "开店登记", 责任人="张股长")
    as_another_program_writes(office.path(TRADE))
    assert office.merge(TRADE).services["open-shop"].responsible == "张股长"


# --- faults


@pytest.mark.parametrize(
    ("sheet", "row", "cells", "says"),
    [
        ("材料", "租赁合同", {"步骤": "自带/传真"}, "行“步骤”列：“自带”后面要写成"),
        ("材料", "租赁合同", {"证明": "房产正"}, "证明目录里没有“房产正”，是不是"),
        ("材料", "村里证明", {"要件情形": "房子=有正"}, "行“要件情形”列：情形“房子”没有选项“有正”"),
        ("材料", "村里证明", {"要件情形": "房子没证"}, "“要件情形”列：条件“房子没证”要写成"),
        ("材料", "村里证明", {"把握": "听说"}, "行“把握”列：“把握”不能是“听说”"),
        ("材料", "村里证明", {"减免依据": "登记条例 第7条"}, "“减免依据”列：laws/登记条例.yml 里"),
        ("材料", "村里证明", {"减免依据": "登记条例 第9条"}, "还没见过条文"),
        ("材料", "村里证明", {"理由": None}, "不用自带，要写“理由”"),
        ("材料", "村里证明", {"自": "去年"}, "行“自”列：日期“去年”看不懂"),
        ("材料", "村里证明", {"开具单位": "派出所"}, "行“开具单位”列：这一列只看不改"),
        ("材料", "村里证明", {"事项": "货运许可"}, "行“事项”列：“货运许可”是交通局的"),
        ("材料", "村里证明", {"事项": "开店等级"}, "“事项”列：没有叫“开店等级”的事项"),
        ("事项", "开店登记", {"复核到期日": "明年"}, "行“复核到期日”列：日期“明年”看不懂"),
        ("事项", "开店登记", {"接着办": "货运"}, "行“接着办”列：没有叫“货运”的事项"),
        ("事项", "开店登记", {"事项": "关店登记"}, "要有一行，也只能有一行"),
    ],
)
def test_a_fault_names_sheet_row_and_column_and_nothing_is_written(
    office: Office, sheet: str, row: str, cells: dict[str, str | None], says: str
) -> None:
    office.write(TRADE, sheet, row, **cells)
    said = office.refused(TRADE)
    assert says in said
    assert f"市监局.xlsx的“{sheet}”表 第" in said


def test_rows_of_one_piece_that_disagree_are_refused(office: Office) -> None:
    def disagree(worksheet: Worksheet) -> None:
        first = row_with(worksheet, "房子证明")
        worksheet.cell(first, column(worksheet, "称呼")).value = "甲"
        worksheet.cell(first + 1, column(worksheet, "称呼")).value = "乙"

    office.edit(TRADE, "材料", disagree)
    assert "“称呼”列：和上面一行不一样（上面是“甲”）" in office.refused(TRADE)


def test_a_lost_column_or_sheet_is_refused(office: Office) -> None:
    office.edit(TRADE, "材料", lambda sheet: sheet.delete_cols(column(sheet, "把握")))
    assert "表头缺“把握”列" in office.refused(TRADE)
    workbook = load_workbook(office.path(TRAFFIC))
    del workbook["期限"]
    workbook.save(office.path(TRAFFIC))
    assert "缺“期限”表" in office.refused(TRAFFIC)


def test_columns_in_another_order_and_columns_of_ones_own_are_no_fault(office: Office) -> None:
    def rearrange(worksheet: Worksheet) -> None:
        worksheet.insert_cols(1)
        worksheet.cell(1, 1).value = "备注"
        worksheet.cell(2, 1).value = "问过省里"

    before = contents(office.pack)
    office.edit(TRADE, "材料", rearrange)
    office.merge(TRADE)
    assert contents(office.pack) == before


def test_what_is_no_workbook_of_ours_is_refused(office: Office, tmp_path: Path) -> None:
    office.path(TRADE).write_bytes(b"not a workbook")
    assert "另存为 .xlsx" in office.refused(TRADE)
    Workbook().save(office.path(TRADE))
    assert "不是从这里导出的" in office.refused(TRADE)


def test_ids_are_hidden_headings_frozen_and_closed_words_offered(office: Office) -> None:
    workbook = load_workbook(office.path(TRADE))
    sheet = workbook["材料"]
    assert sheet.column_dimensions["A"].hidden and sheet["A1"].value == "事项编号"
    assert sheet.freeze_panes == "C2"
    offered = {str(each.formula1) for each in sheet.data_validations.dataValidation}
    assert '"县里,法律,推断"' in offered
    assert workbook["_底稿"].sheet_state == "hidden"
    headings = {cell.value for cell in sheet[1]} | {cell.value for cell in workbook["事项"][1]}
    assert {"设定依据", "索要单位", "开具单位", "办理指南", "责任人", "复核到期日"} <= headings
