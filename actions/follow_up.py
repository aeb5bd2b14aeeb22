"""Going on with a service in the way that was asked for, after asking back which one."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from actions.arranging.leading import book_for
from actions.ask_eligibility import eligibility
from actions.ask_office import office
from actions.ask_pledge import pledge
from actions.ask_progress import progress
from actions.ask_requirements import requirements
from actions.proofs import treatment
from actions.reply import Reply
from actions.turn import Turn
from knowledge.model import Service

WAYS: Mapping[str, Callable[[Turn, Service], Reply]] = {
    "ask_eligibility": eligibility,
    "ask_office": office,
    "ask_pledge": pledge,
    "ask_progress": progress,
    "ask_treatment": treatment,
    "book_proxy": book_for,
}


def follow_up(turn: Turn, service_id: str, intent: str) -> Reply:
    """Answer ``intent`` for the service; what it needs is the answer to everything else."""
    return WAYS.get(intent, requirements)(turn, turn.pack.services[service_id])
