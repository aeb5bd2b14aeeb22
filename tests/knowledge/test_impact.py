"""What connecting a system spares: one flag changes the answers, and the ranking says how many."""

import pytest

from knowledge.deciding import decide
from knowledge.impact import impact, ranking
from knowledge.model import Pack
from knowledge.reading import read_pack
from knowledge.vocabulary import Standing, Treatment

from .conftest import TODAY, Edit

FREIGHT = "services/trade/haul-freight.yml"
CLOSED = "traffic: {名称: 交管系统, 部门: 公安局, 级别: 国家级, 已接通: 否,"
WAITING = CLOSED + " 写清单时已接通: 否,"
OPENED = WAITING.replace(" 已接通: 否", " 已接通: 是", 1)
SHARED = "    - {步骤: [数据共享], 把握: 推断, 依据: [登记条例 第2条], 理由: 能查, 查不到: 带来}\n"
SHARING = "数据截至: 2021-08\n新接通: {理由: 通了, 查不到: 带来}"


@pytest.fixture
def only_brought(edited: Edit) -> Edit:
    """A pack whose freight permit says only "bring" of the licence in the closed system."""
    edited("pack.yml", "数据截至: 2021-08", SHARING)
    edited("systems.yml", CLOSED, WAITING)
    edited(FREIGHT, SHARED, "")
    return edited


def licence(pack: Pack) -> tuple[Treatment, Standing]:
    items = decide(pack.services["haul-freight"], {"mass": "large"}, TODAY).items
    item = next(item for item in items if item.item.evidence.id == "vehicle-licence")
    return item.treatment, item.way.standing


def test_one_flag_changes_what_was_only_to_be_brought(only_brought: Edit) -> None:
    folder = only_brought("services.csv", "个人", "个人")
    assert licence(read_pack(folder))[0] is Treatment.BRING
    only_brought("systems.yml", WAITING, OPENED)
    assert licence(read_pack(folder)) == (Treatment.SHARED, Standing.INFERRED)


def test_a_service_may_insist_on_the_paper(only_brought: Edit) -> None:
    only_brought("systems.yml", WAITING, OPENED)
    folder = only_brought(
        FREIGHT, "  - 证明: 行驶证\n", "  - 证明: 行驶证\n    只能自带: 要看检验章\n"
    )
    assert licence(read_pack(folder))[0] is Treatment.BRING


def test_what_is_handed_over_is_never_shared(only_brought: Edit) -> None:
    only_brought("systems.yml", WAITING, OPENED)
    pack = read_pack(only_brought(FREIGHT, "自带/出示", "自带/交回"))
    assert licence(pack)[0] is Treatment.BRING


def test_a_system_open_when_the_service_was_written_adds_nothing(edited: Edit) -> None:
    """Its author knew, and asks for the paper all the same."""
    edited("pack.yml", "数据截至: 2021-08", SHARING)
    edited("systems.yml", CLOSED, CLOSED.replace(" 已接通: 否", " 已接通: 是"))
    assert licence(read_pack(edited(FREIGHT, SHARED, "")))[0] is Treatment.BRING


def test_the_ranking_counts_commonest_and_weighted_cases(small_pack: Pack) -> None:
    found = {each.systems[0].id: each for each in ranking(small_pack, TODAY)}
    assert list(found) == ["traffic", "trade"]
    assert (found["traffic"].commonest, found["traffic"].written) == (1, 1)
    assert found["traffic"].expected == pytest.approx(0.6)  # 60 % have a large vehicle
    assert found["trade"].pieces == ()  # the department's own system is open to it already


def test_the_ranking_of_the_county_is_what_flipping_each_flag_does(county: Pack) -> None:
    unconnected = [system for system in county.systems.values() if not system.connected]
    found = ranking(county, TODAY)
    assert len(found) == len(unconnected) == 22
    assert [each.commonest for each in found] == sorted(
        (each.commonest for each in found), reverse=True
    )
    assert found[0].commonest > 0
    for each in found:
        for piece in each.pieces:
            assert piece.then.treatment.weight < piece.now.treatment.weight


def test_systems_are_worth_more_together_than_apart(county: Pack) -> None:
    closed = [system for system in county.systems.values() if not system.connected]
    apart = sum(impact(county, [system], TODAY).expected for system in closed)
    assert impact(county, closed, TODAY).expected >= apart - 1e-6
