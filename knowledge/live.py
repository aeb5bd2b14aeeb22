"""The pack that answers in this process, following what officials activate and suspend."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from knowledge.keeping import stamp_of
from knowledge.model import Pack, Suspended
from knowledge.reading import read_pack
from knowledge.settings import default_pack, state_folder
from knowledge.suspending import FILE as SUSPENDED
from knowledge.suspending import suspended_in
from knowledge.versions import POINTER, active_folder

logger = logging.getLogger(__name__)

SECONDS = 1.0
"""How long a change may go unnoticed."""

Listener = Callable[[Pack], None]


class Live:
    """One pack folder with its switches; ``current`` costs nothing, a thread looks for changes.

    A version that can't be read is refused: the one in use goes on answering.
    """

    def __init__(self, base: Path, state: Path) -> None:
        self.base, self.state = base, state
        self._listeners: list[Listener] = []
        self._starting = threading.Lock()
        self._switching = threading.Lock()
        self._watcher: threading.Thread | None = None
        self._pack: Pack | None = None
        self._suspended = Suspended()
        self._stamps = {SUSPENDED: stamp_of(state / SUSPENDED), POINTER: stamp_of(state / POINTER)}

    def current(self) -> Pack:
        """The pack in use, with what is suspended.

        Raises:
            PackError: at the first call, if the pack's files are not in order.
        """
        with self._starting:
            if self._pack is None:
                self._suspended = suspended_in(self.state)
                self._pack = self._read()
            if self._watcher is None or not self._watcher.is_alive():  # also after a fork
                self._watcher = threading.Thread(target=self._watch, daemon=True)
                self._watcher.start()
            return self._pack

    def listen(self, listener: Listener) -> None:
        """Have ``listener`` called with every version activated later, before it answers.

        It is called in a thread of its own and may take its time.
        """
        self._listeners.append(listener)

    def look(self) -> None:
        """Follow what has changed since the last look."""
        if self._changed(SUSPENDED):
            self._guarded(self._follow_suspensions)
        if self._changed(POINTER):
            self._guarded(self._follow_version)

    def _watch(self) -> None:
        pause = threading.Event()
        while not pause.wait(SECONDS):
            if self._changed(SUSPENDED):
                self._guarded(self._follow_suspensions)
            if not self._switching.locked() and self._changed(POINTER):
                threading.Thread(
                    target=self._guarded, args=(self._follow_version,), daemon=True
                ).start()

    def _changed(self, file: str) -> bool:
        stamp = stamp_of(self.state / file)
        changed = stamp != self._stamps[file]
        self._stamps[file] = stamp
        return changed

    def _guarded(self, follow: Callable[[], None]) -> None:
        try:
            follow()
        except Exception:  # whatever a broken version does, the one in use goes on answering
            logger.exception("a change of the knowledge pack is refused; the version in use stays")

    def _follow_suspensions(self) -> None:
        self._suspended = suspended_in(self.state)
        if self._pack:
            self._pack = replace(self._pack, suspended=self._suspended)

    def _follow_version(self) -> None:
        with self._switching:
            pack = self._read()
            for listener in self._listeners:
                listener(pack)
            self._pack = replace(pack, suspended=self._suspended)
        logger.info("the knowledge pack is now version %s", pack.version)

    def _read(self) -> Pack:
        folder = active_folder(self.state, self.base)
        pack = read_pack(folder)
        if folder != self.base and pack.version != folder.name:
            raise ValueError(f"version {folder.name} was changed after it was checked")
        return replace(pack, suspended=self._suspended)


@lru_cache(maxsize=4)
def _live(base: Path, state: Path) -> Live:
    return Live(base, state)


def live_in(folder: Path | None = None) -> Live:
    """What follows the pack in ``folder`` (the default pack where None) in this process."""
    return _live((folder or default_pack()).resolve(), state_folder().resolve())


def current(folder: Path | None = None) -> Pack:
    """The pack in use for ``folder``; read once, then followed.

    Raises:
        PackError: at the first call, if the pack's files are not in order.
    """
    return live_in(folder).current()
