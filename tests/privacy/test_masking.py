"""What identifies a person is masked; what an answer needs is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.masking import mask

PHONE, IDENTITY, CARD = "[电话号码]", "[身份证号]", "[银行卡号]"


@pytest.mark.parametrize(
    "number",
    [
        "13812345678",
        "138 1234 5678",
        "138-1234-5678",
        "138－1234－5678",
        "138.1234.5678",
        "1 3 8 1 2 3 4 5 6 7 8",
        "１３８１２３４５６７８",
        "138\u30001234\u30005678",
        "一三八一二三四五六七八",
        "幺三九幺二三四五六七八",
        "幺三九12345678",
        "+8613812345678",
        "+86 138 1234 5678",
        "008613812345678",
        "19912345678",
        "07193222222",
        "0719-3222222",
        "0719-322 2222",
        "(0719)3222222",
        "010-66666666",
    ],
)
def test_phone_numbers_are_masked(number: str) -> None:
    assert mask(f"我电话是{number},打给我") == f"我电话是{PHONE},打给我"


@pytest.mark.parametrize(
    "number",
    [
        "420325199001011234",
        "42032519900101123X",
        "42032519900101123x",
        "42032519900101123Ｘ",
        "420325 19900101 1234",
        "420325-1990-0101-1234",
        "４２０３２５１９９００１０１１２３４",
        "四二零三二五一九九零零一零一一二三四",
        "四二〇三二五一九九〇〇一〇一幺二三X",
        "4 2 0 3 2 5 1 9 9 0 0 1 0 1 1 2 3 X",
        "420325900101123",
    ],
)
def test_identity_numbers_are_masked(number: str) -> None:
    assert mask(f"身份证{number}能办吗") == f"身份证{IDENTITY}能办吗"


@pytest.mark.parametrize(
    "number",
    [
        "6222021234567890123",
        "6222 0212 3456 7890 123",
        "6222-0212-3456-7890",
        "622202 1234567890123",
        "６２２２０２１２３４５６７８９０",
        "6 2 2 2 0 2 1 2 3 4 5 6 7 8 9 0",
    ],
)
def test_bank_card_numbers_are_masked(number: str) -> None:
    assert mask(f"打到{number}上") == f"打到{CARD}上"


@pytest.mark.parametrize("said", ["张三{}", "{}一直打不通", "第一{}四处打听", "李四:{}"])
def test_a_chinese_digit_beside_a_number_is_a_word(said: str) -> None:
    assert mask(said.format("13812345678")) == said.format(PHONE)


def test_several_numbers_in_one_message_are_all_masked() -> None:
    said = "张三13812345678 420325199001011234,另一个0719-3222222"
    assert mask(said) == f"张三{PHONE} {IDENTITY},另一个{PHONE}"


@pytest.mark.parametrize(
    "said",
    [
        "173个服务要476个证明",
        "车是4.4吨的,总重4500公斤,准备拉12.5方",
        "一年挣120000元,就是12万,月薪3000.50元",
        "注册资本10000000000元",
        "2021年8月18日办的",
        "20210818办的",
        "2021-08-18到2022-08-18",
        "2021.8.18-2022.8.18",
        "19900101-19951231",
        "2021 08 18 2022 08 18",
        "2024-03-15 09:00-17:00",
        "二〇二一年八月十八日",
        "二零二一零八一八",
        "打12345、12333、110、12348问过",
        "打0719-12345问过",
        "邮编442100",
        "第一、第二、第三,一二三四五",
        "三轮车1500元,3个人,8月以后",
        "营业执照91420325MA4EXAMPLE",
        "房子138平方,1985年盖的",
        "/restart",
        "",
    ],
)
def test_dates_amounts_quantities_and_hotlines_are_left_alone(said: str) -> None:
    assert mask(said) == said


@given(st.text())
def test_masking_twice_changes_nothing_more(said: str) -> None:
    assert mask(mask(said)) == mask(said)


@given(
    before=st.text(alphabet="我的电话是号,。 请回", max_size=8),
    after=st.text(alphabet="我的电话是号,。 请回", max_size=8),
    number=st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True),
)
def test_no_mobile_number_survives_among_words(before: str, after: str, number: str) -> None:
    assert number not in mask(before + number + after)


def test_masking_a_long_message_takes_time_in_proportion_to_its_length() -> None:
    """No shape backtracks: digits that never make up a number are read once, not many times."""
    import time

    def seconds(length: int) -> float:
        said = "1 " * length
        started = time.process_time()
        mask(said)
        return time.process_time() - started

    seconds(2000)
    assert seconds(40_000) < 100 * max(seconds(2000), 1e-4)
