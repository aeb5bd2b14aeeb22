"""Personal data is kept only encrypted; keys rotate; look-ups need the key."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from privacy.vault import CannotOpen, Vault, VaultClosed, new_key

OLD, NEW = new_key("2025"), new_key("2026")
PHONE = "13812345678"


def vault(*keys: str) -> Vault:
    return Vault.from_environment({"VAULT_KEYS": ",".join(keys)})


@given(st.text())
def test_what_is_sealed_opens_again(text: str) -> None:
    kept = vault(NEW)
    assert kept.open("name", kept.seal("name", text)) == text


def test_the_same_phone_is_never_sealed_the_same_way_twice() -> None:
    kept = vault(NEW)
    first, second = kept.seal("phone", PHONE), kept.seal("phone", PHONE)
    assert first != second
    assert PHONE not in first


def test_a_sealed_field_does_not_open_in_the_place_of_another() -> None:
    kept = vault(NEW)
    with pytest.raises(CannotOpen):
        kept.open("phone", kept.seal("name", "张三"))


@pytest.mark.parametrize("damage", [lambda s: s[:-8] + "AAAAAAA=", lambda s: "2026.", lambda s: ""])
def test_a_damaged_text_does_not_open(damage: Callable[[str], str]) -> None:
    kept = vault(NEW)
    with pytest.raises(CannotOpen):
        kept.open("phone", damage(kept.seal("phone", PHONE)))


def test_another_key_of_the_same_name_does_not_open_it() -> None:
    with pytest.raises(CannotOpen):
        vault(new_key("2026")).open("phone", vault(NEW).seal("phone", PHONE))


def test_a_rotated_key_still_opens_and_the_text_moves_to_the_new_one() -> None:
    sealed = vault(OLD).seal("phone", PHONE)
    rotated = vault(NEW, OLD)
    assert rotated.open("phone", sealed) == PHONE
    assert not rotated.is_current(sealed)
    moved = rotated.reseal("phone", sealed)
    assert rotated.is_current(moved)
    assert vault(NEW).open("phone", moved) == PHONE


def test_a_key_that_is_gone_opens_nothing() -> None:
    with pytest.raises(CannotOpen):
        vault(NEW).open("phone", vault(OLD).seal("phone", PHONE))


def test_look_ups_find_the_same_phone_and_only_with_the_key() -> None:
    assert vault(NEW).mark("phone", PHONE) == vault(NEW).mark("phone", PHONE)
    assert vault(NEW).mark("phone", PHONE) != vault(OLD).mark("phone", PHONE)
    assert vault(NEW).mark("phone", PHONE) != vault(NEW).mark("owner", PHONE)
    assert vault(NEW).mark("phone", PHONE) != vault(NEW).mark("phone", "13812345679")


def test_while_keys_rotate_a_look_up_finds_what_the_old_key_marked() -> None:
    assert vault(OLD).mark("phone", PHONE) in vault(NEW, OLD).marks("phone", PHONE)


@pytest.mark.parametrize(
    "keys", ["", " , ", "2026", "2026:short", "2026:%%%", ":" + "A" * 43 + "="]
)
def test_without_a_sound_key_the_vault_stays_closed(keys: str) -> None:
    with pytest.raises(VaultClosed):
        vault(keys)
