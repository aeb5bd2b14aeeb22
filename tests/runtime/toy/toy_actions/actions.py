"""One action for each way in which an action can end."""

import asyncio
import os
import sys
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection

import toy_actions

Events = list[dict[str, Any]]


class Echo(Action):
    def name(self) -> str:
        return "action_echo"

    def run(self, out: CollectingDispatcher, tracker: Tracker, domain: Any) -> Events:
        before = tracker.get_slot("said")
        said = tracker.latest_message["text"]
        card = {
            "card": "echo",
            "before": before,
            "domain_sent": bool(domain),
            "warm": toy_actions.warm,
            "modules": len(sys.modules),
            "process": os.getpid(),
        }
        out.utter_message(text=f"{said}\n\n(完)", json_message=card)
        return [SlotSet("said", said)]


class Fail(Action):
    def name(self) -> str:
        return "action_fail"

    def run(self, out: CollectingDispatcher, tracker: Tracker, domain: Any) -> Events:
        raise ValueError(f"secret {tracker.latest_message['text']}")


class Hang(Action):
    def name(self) -> str:
        return "action_hang"

    async def run(self, out: CollectingDispatcher, tracker: Tracker, domain: Any) -> Events:
        await asyncio.sleep(3600)
        return []


class Reject(Action):
    def name(self) -> str:
        return "action_reject"

    def run(self, out: CollectingDispatcher, tracker: Tracker, domain: Any) -> Events:
        raise ActionExecutionRejection(self.name())


class Silence(Action):
    def name(self) -> str:
        return "action_silence"

    def run(self, out: CollectingDispatcher, tracker: Tracker, domain: Any) -> Events:
        return []


class Choice(Action):
    def name(self) -> str:
        return "action_choice"

    def run(self, out: CollectingDispatcher, tracker: Tracker, domain: Any) -> Events:
        out.utter_message(json_message={"choice": tracker.latest_message.get("choice")})
        return []
