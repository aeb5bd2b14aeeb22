"""Everything is loaded before the first citizen's message, or the start fails.

Rasa serves without a model when it could not load one; here that ends the process.
"""

import ctypes
import gc
import logging
import os
from typing import Any, NoReturn

import rasa.core.run
from rasa.core.agent import Agent
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from runtime.actions_in_process import InProcessActions
from runtime.failures import APOLOGY

logger = logging.getLogger(__name__)

SENTENCE = "你好"


SPOKEN_HERE = (APOLOGY, "utter_too_long", "utter_default")
"""Responses that must be in domain.yml, since runtime/ and channels/ say them."""


def give_up(reason: str) -> NoReturn:
    """End the process: a listener's exception would leave Sanic half started."""
    logger.critical(reason)
    os._exit(1)


def check(agent: Agent) -> None:
    """End the process where `agent` has no model, or its domain lacks a response it needs."""
    if not agent.is_ready():
        give_up("没有可用的模型,不能开始服务。请先运行 make train。")
    missing = [name for name in SPOKEN_HERE if name not in agent.domain.responses]
    if missing:
        give_up(f"domain.yml 里缺少这些回复:{'、'.join(missing)}")


async def warm_up(agent: Agent) -> None:
    """Parse a sentence, predict an action and import the actions of `agent`."""
    parsed = await agent.parse_message(SENTENCE)
    tracker = DialogueStateTracker.from_events("warm-up", [], agent.domain.slots)
    tracker.update(ActionExecuted("action_listen"))
    tracker.update(UserUttered(SENTENCE, parsed["intent"], parsed["entities"], parsed))
    agent.processor.predict_next_with_tracker(tracker)
    if isinstance(agent.action_endpoint, InProcessActions):
        agent.action_endpoint.warm_up()
    # What is loaded now lives as long as the process: keep it out of every later collection.
    gc.collect()
    gc.freeze()
    give_back_memory()


def give_back_memory() -> None:
    """Return what loading used and freed to the system; only glibc keeps it otherwise."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def install() -> None:
    """Warm up when Rasa has loaded its model, before it listens."""
    load_agent = rasa.core.run.load_agent_on_start

    async def load_and_warm_up(*args: Any) -> Agent:
        agent = await load_agent(*args)
        check(agent)
        await warm_up(agent)
        return agent

    rasa.core.run.load_agent_on_start = load_and_warm_up
