"""What every function of the room works with: database, vault, rules, zone and clock."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from booking.database import Database, open_database
from booking.grid import as_stored
from booking.rules import Rules, read_rules
from privacy.vault import Vault


def _utc_now() -> datetime:
    return datetime.now(timezone.utc)


@dataclass(frozen=True)
class Office:
    """The county's booking office. ``clock`` returns aware moments."""

    database: Database
    vault: Vault
    zone: ZoneInfo
    rules: Rules = field(default_factory=Rules)
    clock: Callable[[], datetime] = _utc_now

    def now(self) -> datetime:
        """This moment in the county's zone, aware."""
        return self.clock().astimezone(self.zone)

    def stored_now(self) -> datetime:
        """This moment as the tables keep it."""
        return as_stored(self.clock())

    def today(self) -> date:
        """The county's date."""
        return self.now().date()


def open_office(county: Path) -> Office:
    """The office of the pack in the folder ``county``; its booking data is in ``booking/`` there.

    Raises:
        VaultClosed: without a key in VAULT_KEYS.
        BadRules: if rules.yml is not in order.
    """
    zone = ZoneInfo(yaml.safe_load((county / "pack.yml").read_text("utf-8"))["时区"])
    vault = Vault.from_environment()
    return Office(open_database(), vault, zone, read_rules(county / "booking" / "rules.yml"))
