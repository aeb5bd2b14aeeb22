"""What a citizen types is made safe before anything reads it."""

import pytest

from channels.incoming import MAX_CHARACTERS, is_too_long, safe_text


@pytest.mark.parametrize(
    "typed", ["/restart", "／restart", " / restart", "//restart", "/／ /restart", "\u200b/restart"]
)
def test_a_leading_slash_is_no_command(typed: str) -> None:
    assert safe_text(typed) == "restart"


def test_a_slash_inside_is_kept() -> None:
    assert safe_text("户口/身份证") == "户口/身份证"


@pytest.mark.parametrize("typed", ["", " ", "/", "\x00", "／／", "\n\t", "\u200b"])
def test_nothing_readable_is_empty(typed: str) -> None:
    assert safe_text(typed) == ""


def test_control_invisible_and_broken_characters_go_and_lines_join() -> None:
    assert safe_text("开\x00小\u200b卖\ud800部\n带\u202e啥") == "开小卖部 带啥"


def test_personal_numbers_are_masked_even_when_split_by_invisible_characters() -> None:
    assert safe_text("电话138\u200b1234\x005678") == "电话[电话号码]"


def test_length_is_bounded() -> None:
    assert not is_too_long("字" * MAX_CHARACTERS)
    assert is_too_long("字" * (MAX_CHARACTERS + 1))
