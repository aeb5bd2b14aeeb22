"""The services as understanding sees them: an id, a name, and how people call them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.model import Pack
from understanding.normalise import normalise


@dataclass(frozen=True)
class Service:
    """One thing a citizen can have done; `aliases` are short names, aims, whole utterances."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()

    @property
    def strings(self) -> tuple[str, ...]:
        """The name, the name without its bracketed part, and the aliases: tidy, no doubles."""
        spoken = (self.name, *name_parts(self.name), *self.aliases)
        return tuple(dict.fromkeys(normalise(text) for text in spoken))


def name_parts(name: str) -> tuple[str, ...]:
    """个体工商户…（…） without brackets, and what stands inside them: both are said alone."""
    before, bracket, rest = name.replace("(", "（").partition("（")
    inside, _, after = rest.partition("）")
    return (before + after, inside) if bracket and len(inside) > 2 else (before + after,)


def services_of(pack: Pack) -> list[Service]:
    """The pack's services as understanding sees them."""
    return [
        Service(
            service.id, service.name, _called(service.plain_name, pack.aliases.get(service.id, ()))
        )
        for service in pack.services.values()
    ]


def _called(plain_name: str, aliases: Iterable[str]) -> tuple[str, ...]:
    return (plain_name, *aliases) if plain_name else tuple(aliases)
