"""`make chat`: talk to the assistant in the terminal.

Talks to the assistant on RASA_PORT where one is running, else starts one of its own.
"""

import contextlib
import sys
import tempfile
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import requests

from privacy.key_file import use_kept_keys
from runtime.assistant import Assistant
from runtime.environment import port
from runtime.training import model_of

Message = dict[str, Any]


def options_of(messages: list[Message]) -> tuple[str, list[Message]]:
    """The question_id and the options of the last card that has options."""
    for message in reversed(messages):
        card = message.get("custom") or {}
        if card.get("options"):
            return card.get("question_id", ""), card["options"]
    return "", []


def show(messages: list[Message]) -> None:
    """Print the texts, and the options with the numbers that choose them."""
    for message in messages:
        if message.get("text"):
            print(message["text"])
    _, options = options_of(messages)
    for number, option in enumerate(options, start=1):
        print(f"  {number}. {option.get('label', option.get('name'))}")


def reply(assistant: Assistant, sender: str, typed: str, before: list[Message]) -> list[Message]:
    """The answer to `typed`: a number chooses an option of the messages `before`."""
    question_id, options = options_of(before)
    if not typed.isdigit() or not 1 <= int(typed) <= len(options):
        return assistant.say(sender, typed)
    option = options[int(typed) - 1]
    if question_id:
        return assistant.choose(sender, question_id, str(option["value"]))
    return assistant.say(sender, option["name"])


def talk(assistant: Assistant) -> None:
    """Ask and answer until the input ends."""
    sender = f"terminal-{uuid.uuid4().hex}"
    messages: list[Message] = []
    print("请说您要办的事(Ctrl-D 结束)。")
    while True:
        try:
            typed = input("您> ")
        except EOFError:
            return
        messages = reply(assistant, sender, typed, messages)
        show(messages)


@contextlib.contextmanager
def running() -> Iterator[Assistant]:
    """The assistant already on RASA_PORT, else one started for this talk."""
    folder = Path.cwd()
    there = Assistant(folder, folder / "models", port=port())
    if there.answers():
        yield there
        return
    log = Path(tempfile.gettempdir()) / "assistant-chat.log"
    with Assistant(folder, model_of(folder, folder / "models"), log=log) as own:
        yield own


def main() -> None:
    """Talk until the input ends or is interrupted."""
    use_kept_keys()
    try:
        with running() as assistant:
            talk(assistant)
    except KeyboardInterrupt:
        print()
    except requests.RequestException as error:
        sys.exit(f"助手没有应答:{type(error).__name__}")


if __name__ == "__main__":
    main()
