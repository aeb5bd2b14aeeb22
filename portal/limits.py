"""How much one session or address may ask, in this process: token buckets, kept in memory only.

A session's bucket is small. An address's buckets are large and always refill, because a carrier
puts thousands of people behind one address: they can be slowed down, never locked out.
"""

from __future__ import annotations

import ipaddress
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from portal.settings import Rate

MOST_KEYS = 50_000
"""Buckets remembered; the longest unused is forgotten first, which only favours its owner."""


@dataclass
class _Bucket:
    level: float
    at: float


class Limit:
    """One rate for many keys."""

    def __init__(self, rate: Rate, now: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._now = rate, now
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, key: str) -> float:
        """Take one of ``key``'s; returns 0, or the seconds until there is one again."""
        bucket = self._filled(key)
        if bucket.level >= 1:
            bucket.level -= 1
            return 0.0
        return (1 - bucket.level) / self._rate.per_second

    def _filled(self, key: str) -> _Bucket:
        now = self._now()
        bucket = self._buckets.pop(key, None) or _Bucket(self._rate.burst, now)
        grown = bucket.level + (now - bucket.at) * self._rate.per_second
        bucket.level, bucket.at = min(self._rate.burst, grown), now
        self._buckets[key] = bucket
        if len(self._buckets) > MOST_KEYS:
            self._buckets.popitem(last=False)
        return bucket


def network_of(address: str) -> str:
    """Whom an address stands for: itself, or the /64 that a household gets of IPv6."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if parsed.version == 4:
        return address
    return str(ipaddress.ip_network((parsed, 64), strict=False))
