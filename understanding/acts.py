"""What kind of act a service is, read off its name: reissue, renewal, change, benefit ...

Services that differ only in the act (补领, 换领, 变更, 注销) share what people say about it
("丢了", "到期", "改地址", "不干了"), so that evidence is learned across all services at once.
"""

from __future__ import annotations

import re

ACTS: dict[str, re.Pattern[str]] = {
    act: re.compile(words)
    for act, words in {
        "reissue": "补领|补发|补证|遗失|补办",
        "renewal": "换领|换发|换证|期满|延续",
        "change": "变更|更正|变动",
        "cancel": "注销|清户",
        "transfer": "转移|过户|转让|迁移|转学|接续|落户",
        "recognise": "认定|鉴定|认证",
        "benefit": "津贴|补贴|补助|待遇|扶助金|抚恤金|奖励|失业保险金|丧葬|基本养老金"
        "|生活费|救助|供养|低保|减免",
        "reimburse": "报销",
        "withdraw": "提取",
        "loan": "贷款|抵押|质",
        "enrol": "参保|入学|报到|生育登记|就业登记|失业登记",
        "found": "设立|首次|初次|成立|签发|执业登记",
        "permit": "许可|核准|审批|核发|配发|备案|检查",
        "query": "查询|开具|预告",
    }.items()
}


def acts_of(name: str) -> list[str]:
    """The acts a service's name speaks of; `found` where it speaks of none."""
    return [act for act, words in ACTS.items() if words.search(name)] or ["found"]
