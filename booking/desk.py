"""The inner API for a conversation: plain functions over an ``Office``.

``owner`` is whatever names the session (it is stored as a keyed hash only); ``key`` a window's
key; ``reference`` as typed. Every function may be called twice with the same arguments.

    wanted = desk.when(office, "下周三上午").wanted
    free = desk.offer(office, errand, "township", wanted).windows
    held = desk.hold(office, owner, errand, "township", free[0].key)
    desk.send_code(office, owner, phone); desk.check_code(office, owner, phone, code)
    desk.confirm(office, owner, held.reference, Contact(name, phone), consent=True)
    desk.find(office, owner, reference, last4); desk.mine(office, owner)
    desk.move(office, owner, reference, key); desk.cancel(office, owner, reference)
"""

from booking.access import find, mine
from booking.confirming import confirm
from booking.holding import hold
from booking.moving import cancel, move
from booking.notices import say_window
from booking.offering import offer
from booking.verification import check_code, send_code
from booking.when import when

__all__ = [
    "cancel",
    "check_code",
    "confirm",
    "find",
    "hold",
    "mine",
    "move",
    "offer",
    "say_window",
    "send_code",
    "when",
]
