"""The contact form card: name and telephone go from the form to booking, never through Rasa."""

from __future__ import annotations

from booking.model import Appointment
from booking.notices import say_window
from cards.envelope import Card, Envelope, render
from knowledge.model import Pack
from knowledge.vocabulary import Mode


def contact_form_card(pack: Pack, held: Appointment, verify: str) -> Card:
    """The form for the hold ``held``; ``verify`` is code (by SMS) or call (staff ring back)."""
    service = pack.services.get(held.errand.service)
    body = {
        "service": service.id if service else None,
        "name": service.spoken if service else "",
        "reference": held.reference,
        "when": say_window(held.window),
        "township": held.township,
        "mode": held.errand.mode.value,
        "place_wanted": held.errand.mode is Mode.ONSITE,
        "verify": verify,
        "expires_at": held.hold_expires_at.isoformat() if held.hold_expires_at else "",
        "consent": render("consent.txt", {}),
    }
    return Envelope.of(pack).seal("contact_form", body)
