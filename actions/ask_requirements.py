"""What do I need for X?"""

from __future__ import annotations

from dataclasses import replace

from actions.answering import AnsweringAction
from actions.choosing import about_service
from actions.errands import carry_on, correct, several, start, usable
from actions.life_event import life_event
from actions.reply import Reply
from actions.turn import Turn
from knowledge.model import Service


class AskRequirements(AnsweringAction):
    """Answers with the checklist, after the questions it depends on."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_ask_requirements"

    def reply_to(self, turn: Turn) -> Reply:
        """A whole life event, or the next question or the checklist of the service meant."""
        if turn.event:
            return life_event(turn, turn.event)
        if len(turn.named) > 1:
            return several(turn, turn.named)
        return about_service(turn, lambda service: requirements(turn, service))


def requirements(turn: Turn, service: Service) -> Reply:
    """Start the errand, or carry it on where it is the running one."""
    told = usable(service, turn.told)
    if service != turn.service or turn.is_for_another:
        return start(turn, service.id)
    if told and not turn.state.question:
        return correct(turn, told)
    return carry_on(turn, replace(turn.state, case={**turn.state.case, **told}))
