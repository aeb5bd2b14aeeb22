"""The appointment card: what was booked, how it stands, and what may still be changed."""

from __future__ import annotations

from booking.model import Appointment, State
from booking.notices import say, say_window
from cards.envelope import Card, Envelope
from knowledge.model import Pack


def appointment_card(pack: Pack, appointment: Appointment, may: tuple[str, ...]) -> Card:
    """The card of ``appointment``; ``may`` holds move and cancel where they still can be had.

    While the county's agents are samples the card is ``provisional`` and names nobody.
    """
    service = pack.services.get(appointment.errand.service)
    body = {
        "service": service.id if service else None,
        "name": service.spoken if service else "",
        "reference": appointment.reference,
        "status": appointment.state.value,
        "awaits_call": appointment.awaits_call and appointment.state is State.HELD,
        "provisional": appointment.sample,
        "agent": [] if appointment.sample else list(appointment.agents),
        "mode": appointment.errand.mode.value,
        "evidence": [
            {"evidence": piece, "name": pack.evidence[piece].name}
            for piece in appointment.errand.evidence
            if piece in pack.evidence
        ],
        "starts_at": appointment.window.starts_at.isoformat(),
        "window": say_window(appointment.window),
        "place": appointment.township,
        "code_word": appointment.code_word,
        "move_until": say("moment.txt", {"moment": appointment.may_move_until}),
        "may": list(may),
        "phone": pack.county.hotline,
    }
    return Envelope.of(pack).seal("appointment", body)
