"""The brake: what is called by its id or name is suspended, until it is resumed."""

from pathlib import Path

import pytest

from knowledge.model import Pack
from knowledge.suspending import Target, UnknownTarget, resume, suspend, suspended_in, target_called


def test_services_and_evidence_are_found_by_id_and_by_name(small_pack: Pack) -> None:
    assert target_called(small_pack, "open-shop") == Target("services", "open-shop", "开店登记")
    assert target_called(small_pack, "房产证") == Target("evidence", "house-certificate", "房产证")
    with pytest.raises(UnknownTarget, match="没有叫“房照”"):
        target_called(small_pack, "房照")


def test_an_id_that_means_two_things_is_asked_about(county: Pack) -> None:
    with pytest.raises(UnknownTarget, match="残疾人证核发／残疾人证"):
        target_called(county, "disability-certificate")


def test_each_target_is_resumed_by_itself(tmp_path: Path, small_pack: Pack) -> None:
    shop, house = target_called(small_pack, "open-shop"), target_called(small_pack, "房产证")
    suspend(tmp_path, shop, "甲")
    suspend(tmp_path, house, "乙")
    assert resume(tmp_path, shop)
    assert not resume(tmp_path, shop)
    found = suspended_in(tmp_path)
    assert (found.services, found.evidence) == ({}, {"house-certificate": "乙"})


def test_nothing_is_suspended_where_nobody_did(tmp_path: Path) -> None:
    found = suspended_in(tmp_path)
    assert not found.services and not found.evidence
