"""Who a message is about: "那我老公呢" keeps the errand and changes the person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

SELF = "self"
PEOPLE = {
    SELF: ("自己", "本人"),
    "mother": ("妈妈", "母亲", "老妈", "妈", "娘"),
    "father": ("爸爸", "父亲", "老爸", "老汉儿", "老汉", "爸", "爹"),
    "parents": ("爸妈", "父母", "爹妈", "爹娘", "老人家", "老人"),
    "husband": ("老公", "丈夫", "男人", "屋里男的", "当家的"),
    "wife": ("老婆", "媳妇", "妻子", "女人", "堂客"),
    "spouse": ("爱人", "老伴", "对象", "屋里人", "配偶"),
    "son": ("儿子", "幺儿", "娃儿子"),
    "daughter": ("女儿", "姑娘", "闺女", "丫头"),
    "child": ("娃娃", "娃子", "娃儿", "孩子", "小孩", "娃", "伢"),
    "grandfather": ("爷爷", "外公", "姥爷", "嘎公", "爷"),
    "grandmother": ("奶奶", "外婆", "姥姥", "婆婆", "嘎嘎"),
    "father-in-law": ("岳父", "老丈人", "公公"),
    "mother-in-law": ("岳母", "丈母娘"),
    "son's wife": ("儿媳妇", "儿媳"),
    "son-in-law": ("女婿",),
    "grandchild": ("孙子", "孙女", "外孙女", "外孙"),
    "brother": ("哥哥", "弟弟", "兄弟", "老弟", "哥", "弟"),
    "sister": ("姐姐", "妹妹", "姐", "妹"),
    "relative": (
        *("嫂子", "弟媳", "姐夫", "妹夫", "叔叔", "大伯", "伯伯", "姑姑", "姑父", "舅舅", "舅妈"),
        *("姨妈", "婶婶", "婶子", "侄儿", "侄子", "侄女", "外甥女", "外甥", "叔", "伯", "姑", "舅"),
        *("姨", "亲戚", "老表", "表哥", "表弟", "表姐", "表妹", "堂哥", "堂弟"),
    ),
    "acquaintance": ("邻居", "朋友", "同事", "同学", "员工", "别人"),
}
"""Who people name, by which words; 他 and 她 name nobody new."""

_IDS = {word: who for who, words in PEOPLE.items() for word in words}
_KIN = f"({'|'.join(sorted(_IDS, key=len, reverse=True))})"
_MINE = r"(?:我们?|咱们?|俺)?(?:家|屋里)?(?:的)?"
_NOT_BUT = re.compile(rf"不是{_MINE}{_KIN}[,，、 ]*(?:而?是|是给|给|替|帮){_MINE}{_KIN}")
_FOR = re.compile(rf"(?:给|替|帮|为|代|跟|换成|换|改成){_MINE}{_KIN}")
_MY = re.compile(rf"(?:我们?|咱们?|俺)(?:家|屋里)?(?:的)?{_KIN}")
_BARE = re.compile(rf"^(?:那么?|要是|如果|换成|换|改成|还有|另外)*(?:给|替|帮)?{_KIN}")
_OF_MINE = re.compile(
    r"我(?:自己|本人|想|要|的|今年|现在|身份|驾|户口|名下|这|在|有|没|把|去|来|是)"
)
_RELATED = re.compile(rf"我是(?:他|她|它){_MINE}{_KIN}")
_HELPED = re.compile(rf"(?:帮|替|代|陪)我|{_RELATED.pattern}")
_STRONG = re.compile(
    r"^(?:那|要是|如果|假如|万一|换|改成|还有|另外|再给|再帮|再替|不是)|[呢咧][?？吧啊]*$|也(?:要|想|办|去|得|能|是|用|需|可)"
    r"|一样的?|同样|换成|改成|换一?个人"
)
_ALONE = re.compile(r"(?:一个人|独自|单独)(?:去|来|办|跑|过去|过来|搞|行|可以|能|中)")
_SENT = re.compile(
    rf"(?:让|叫|喊|托|请|由){_MINE}{_KIN}(?:帮我|替我|代我|帮忙)?(?:代|替|去|来|跑|办|拿|取|签)"
)
_ASIDE = re.compile(
    r"那么?|要是|如果|假如|万一|换成|改成|换|改|不是|而?是|给|替|帮|为|代|[我咱]们?|俺|家里|屋里|家"
    r"|可不可以|可以|[行成中能]不[行成中能]|得不得行|不能|能|行|也|都|就|又|再|还|另外|一起|同样|一样"
    r"|咋样|咋办|咋|怎[么样]|么样|怎么办|需要|需|要|想|带|拿|来|去|跑|办|搞|弄|补|什么|啥子|啥|哪[些样]"
    r"|材料|东西|手续|情况|这件事|这事|这个|那个|上面|刚才|请?问|今年|一[份个张下]|不对|说错|错|跟|有|满|岁"
    r"|[的话呢吗嘛啊呀吧哈咧了得份下不没他她您你个同事]|[,，。?？!！、:; ]"
)
_MOST_LEFT = 1
"""So many letters may be left of a message that only says another person."""


@dataclass(frozen=True)
class Person:
    """Who a message is about: an id of `PEOPLE` and the word it was said with.

    `change` is `surely` for 那我老公呢, `unless_reply` for 给我老公办, which may answer a
    question; empty where the person is only named. `put_right`: 不是我妈是我爸, so what was
    told of the person stays. `alone`: who has to come is asked (我一个人去行不行).
    """

    who: str
    called: str
    change: str = ""
    put_right: bool = False
    alone: bool = False

    def as_output(self) -> dict[str, str | bool]:
        """The form in which a parse gives it."""
        return {
            "who": self.who,
            "called": self.called,
            "change": self.change,
            "put_right": self.put_right,
            "alone": self.alone,
        }


def person_in(text: str, told: Iterable[str] = ()) -> Person | None:
    """Who a normalised text is about; `told` are the words in it that tell facts."""
    corrected = _NOT_BUT.search(text)
    if corrected:
        return Person(_IDS[corrected[2]], corrected[2], "surely", put_right=True)
    if _ALONE.search(text) or _SENT.search(text):
        return Person(SELF, "自己", alone=True)
    named = None if _HELPED.search(text) else _named(text)
    if named is None:
        if _RELATED.search(text):
            return None
        return Person(SELF, "自己") if _OF_MINE.search(text) else None
    if not _says_nothing_else(text, named, told):
        return Person(_IDS[named], named)
    return Person(_IDS[named], named, "surely" if _STRONG.search(text) else "unless_reply")


def _named(text: str) -> str | None:
    found = _FOR.search(text) or _MY.search(text) or _BARE.search(text)
    return found[1] if found else None


def _says_nothing_else(text: str, named: str, told: Iterable[str]) -> bool:
    for words in sorted(told, key=len, reverse=True):
        if named not in words:
            text = text.replace(words, "")
    return len(_ASIDE.sub("", text.replace(named, "", 1))) <= _MOST_LEFT
