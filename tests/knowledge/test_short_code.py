"""Short codes: they open the same checklist, hold no identity, and notice slips of the tongue."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.model import UNKNOWN, Pack
from knowledge.reading import read_pack
from knowledge.short_code import ALPHABET, BadCode, OutdatedCode, code_of, opened

from .conftest import SMALL_PACK

PACK = read_pack(SMALL_PACK)
SERVICES = st.sampled_from(sorted(PACK.services))


@given(SERVICES, st.data())
def test_a_code_opens_what_it_was_made_from(service_id: str, data: st.DataObject) -> None:
    service = PACK.services[service_id]
    case = {}
    for fact in service.facts.values():
        values = [None, UNKNOWN, *(value.id for value in fact.values)]
        chosen = data.draw(st.sampled_from(values))
        if chosen:
            case[fact.id] = chosen
    assert opened(PACK, code_of(PACK, service, case)) == (service, case)


@given(SERVICES, st.integers(0, 20), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(service_id: str, place: int, letter: str) -> None:
    code = code_of(PACK, PACK.services[service_id], {}).replace("-", "")
    place %= len(code)
    if code[place] == letter or {code[place], letter} == {"0", "Z"}:
        return
    with pytest.raises((BadCode, OutdatedCode)):
        opened(PACK, code[:place] + letter + code[place + 1 :])


def test_letters_that_sound_like_digits_are_understood() -> None:
    code = code_of(PACK, PACK.services["open-shop"], {"house": "rented"})
    assert opened(PACK, code.lower().replace("0", "o").replace("1", "l"))[1] == {"house": "rented"}


def test_a_code_of_an_older_pack_names_the_service_but_not_the_facts() -> None:
    newer: Pack = replace(PACK, version="0123456789ab")
    with pytest.raises(OutdatedCode) as caught:
        opened(newer, code_of(PACK, PACK.services["open-shop"], {}))
    assert caught.value.service_id == "open-shop"


@pytest.mark.parametrize("code", ["", "-", "你好", "AAA", "A" * 500])
def test_nonsense_is_refused(code: str) -> None:
    with pytest.raises(BadCode):
        opened(PACK, code)
