"""Answers to our questions, and corrections of what was told before."""

from __future__ import annotations

from dataclasses import replace

from actions.answering import AnsweringAction
from actions.ask_requirements import requirements
from actions.choosing import about_service, lost
from actions.errands import ask, ask_again, carry_on, choose, correct, start, usable
from actions.follow_up import follow_up
from actions.life_event import corrects_event, life_event, picked
from actions.person_change import person_changed, who_comes
from actions.reply import Reply
from actions.turn import Turn
from cards.choose_service import NONE_OF_THESE
from knowledge.model import Service


class Inform(AnsweringAction):
    """Takes facts and choices, whichever was asked for."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_inform"

    def reply_to(self, turn: Turn) -> Reply:
        """The errand carried on with what was told."""
        return taken(turn)


def taken(turn: Turn) -> Reply:
    """Make of a message what it can be: a choice, an answer, a correction, a new errand."""
    if turn.pressed_too_late:
        return Reply(turn.state, sentences=("utter_choice_outdated",)).then(ask_again(turn))
    if turn.service and turn.service.complete and (turn.changes_person or turn.person.get("alone")):
        return person_changed(turn) if turn.changes_person else who_comes(turn)
    if turn.state.event and corrects_event(turn):
        return life_event(turn, turn.state.event["event"])
    if turn.chosen:
        return chosen(turn, turn.chosen)
    if turn.state.question:
        return answered(turn)
    told = usable(turn.service, turn.told) if turn.service else {}
    if told and turn.service and turn.service.complete:
        return correct(turn, told)
    if turn.service and (asked := denied(turn, turn.service)):
        return asked
    if turn.meant.doing == "decline":
        return choose_again(turn) if turn.state.choice else lost(turn)
    return about_service(turn, lambda service: requirements(turn, service))


def denied(turn: Turn, service: Service) -> Reply | None:
    """不是租的, and no more: ask what it is instead; None where the service doesn't ask it."""
    facts = [service.facts[fact] for fact in turn.denied if fact in service.facts]
    known = [fact for fact in facts if fact.id in turn.state.case] or facts
    if not known or not service.complete:
        return None
    case = {fact: value for fact, value in turn.state.case.items() if fact != known[0].id}
    return ask(turn, replace(turn.state, case=case), service, known[0])


def choose_again(turn: Turn) -> Reply:
    """The open choice once more, after a reply that picked nothing."""
    pending = turn.state.choice or {}
    options = [option["value"] for option in pending["options"]]
    services = tuple(option for option in options if option != NONE_OF_THESE)
    unheard = Reply(turn.state, sentences=("utter_pick_an_option",))
    return unheard.then(choose(turn, services, then=pending["then"]))


def chosen(turn: Turn, service_id: str) -> Reply:
    """Go on with the service picked from a choice, in the way that was asked for."""
    pending = turn.state.choice or {}
    settled = replace(turn, state=turn.state.settled())
    if service_id == NONE_OF_THESE:
        return Reply(settled.state, sentences=("utter_none_of_these",))
    if turn.state.event:
        return picked(turn, service_id)
    told = {**pending.get("told", {}), **turn.told}
    facts = [{"fact": fact, "value": value} for fact, value in told.items()]
    with_facts = replace(settled, parsed={**turn.parsed, "facts": facts})
    return follow_up(with_facts, service_id, pending.get("then", ""))


def answered(turn: Turn) -> Reply:
    """Take the answer to the pending question; ask again where there was none."""
    pending = turn.state.question or {}
    service = turn.pack.services[pending["service"]]
    told = usable(service, turn.told)
    if not told and turn.meant.doing == "answer" and turn.meant.services[0] != service.id:
        return start(turn, turn.meant.services[0])
    if not told:
        return Reply(turn.state, sentences=("utter_pick_an_option",)).then(ask_again(turn))
    return carry_on(turn, replace(turn.state, case={**turn.state.case, **told}))
