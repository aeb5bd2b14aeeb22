"""那我老公呢: the same errand for another person, and who has to come."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from actions.errands import ask_again, carry_on, usable
from actions.reply import Reply, Said
from actions.turn import Turn
from knowledge.model import Service


def person_changed(turn: Turn) -> Reply:
    """The running errand for the person now named: what was told of the other one is forgotten."""
    service = turn.pack.services[turn.state.service or ""]
    told = usable(service, turn.told)
    dropped = {} if turn.person["put_right"] else _of_the_other(turn, service)
    case = {fact: value for fact, value in turn.state.case.items() if fact not in dropped}
    case = {fact: value for fact, value in case.items() if fact not in turn.person["of_person"]}
    person = turn.state.person if turn.person["put_right"] else {}
    state = replace(turn.state, case={**case, **told}, person=person, who=str(turn.person["who"]))
    again = carry_on(replace(turn, state=state), state)
    return again.after(_said(turn, [service.facts[fact].name for fact in dropped]))


def who_comes(turn: Turn) -> Reply:
    """我一个人去行不行, 让我弟弟去行不行: who must come, then back to an open question."""
    service = turn.pack.services[turn.state.service or ""]
    return Reply(turn.state).then(ask_again(turn)).after(*_who(service), *_stand_in(service))


def _who(service: Service) -> tuple[str | Said, ...]:
    note = service.who_must_come
    if note:
        return (Said("utter_who_comes", {"who": note.text}),)
    return () if service.may_delegate else ("utter_who_comes_unknown",)


def _stand_in(service: Service) -> tuple[str | Said, ...]:
    """Whether somebody else may go, and with what; nothing where the rules don't say."""
    delegate = service.may_delegate
    if delegate is None:
        return ()
    if not delegate.allowed:
        return ("utter_nobody_else_may_go",)
    if not delegate.with_what:
        return ("utter_another_may_go_bare",)
    return (Said("utter_another_may_go", {"with": delegate.with_what}),)


def _of_the_other(turn: Turn, service: Service) -> Mapping[str, str]:
    """What was told about the person so far, and isn't told anew."""
    return {
        fact: value
        for fact, value in turn.state.case.items()
        if service.facts[fact].about_person and fact not in turn.told
    }


def _said(turn: Turn, dropped: list[str]) -> Said:
    person = {"person": f"您{turn.person['called']}"}
    if not dropped:
        return Said("utter_person_changed", person)
    return Said("utter_person_forgotten", {**person, "dropped": "、".join(dropped)})
