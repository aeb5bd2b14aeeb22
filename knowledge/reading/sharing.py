"""Sharing that waits for a system: one flag then changes every answer, without rewriting."""

from __future__ import annotations

from knowledge.model import EvidenceType, Sharing, Step, Way
from knowledge.vocabulary import EvidenceKind, Mode, Standing, Treatment

SHAREABLE = {EvidenceKind.PROOF, EvidenceKind.CERTIFICATE, EvidenceKind.RECORD}
UNSHAREABLE = {Mode.SURRENDER, Mode.SELF_MADE}


def with_sharing(
    ways: tuple[Way, ...], evidence: EvidenceType, department: str, sharing: Sharing | None
) -> tuple[Way, ...]:
    """``ways``, and sharing first where the piece lies in a system closed to ``department``.

    That was when the service was written; the way opens once the system is connected, as our
    inference. Nothing is added for what is handed over or made by oneself, nor where the service
    speaks of sharing itself: there its author has decided.
    """
    foreign = [system for system in evidence.systems if system.department != department]
    if sharing is None or all(system.known_connected for system in foreign):
        return ways
    steps = [step for way in ways for step in way.steps]
    treatments, modes = {step.treatment for step in steps}, {step.mode for step in steps}
    brought = Treatment.BRING in treatments and not modes & UNSHAREABLE
    if not brought or Treatment.SHARED in treatments or evidence.kind not in SHAREABLE:
        return ways
    return (_waiting(evidence, ways[0], sharing), *ways)


def _waiting(evidence: EvidenceType, before: Way, sharing: Sharing) -> Way:
    return Way(
        steps=(Step(Treatment.SHARED),),
        standing=Standing.INFERRED,
        reason=sharing.reason,
        fallback=sharing.fallback,
        systems=evidence.systems,
        on_connection=True,
        place=before.place,
    )
