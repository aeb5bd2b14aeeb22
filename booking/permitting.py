"""What a citizen may still change about an appointment."""

from __future__ import annotations

from booking.model import Appointment, State
from booking.office import Office


def may(office: Office, appointment: Appointment) -> tuple[str, ...]:
    """``move`` and ``cancel``, where they can still be had."""
    if appointment.state is State.HELD:
        return ("cancel",)
    if appointment.state is not State.CONFIRMED or office.now() > appointment.may_move_until:
        return ()
    return ("move", "cancel") if appointment.moves < office.rules.moves else ("cancel",)
