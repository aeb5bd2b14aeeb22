"""Custom actions as Rasa calls them: quick to check, and never silent when they fail."""

import logging
from typing import Any

import rasa.core.actions.action
import rasa.core.actions.forms
from jsonschema.validators import validator_for
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.core.channels.channel import OutputChannel
from rasa.core.nlg.generator import NaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException

from runtime.failures import APOLOGY, where

logger = logging.getLogger(__name__)

_SCHEMA = RemoteAction.action_response_format_spec()
_validator = validator_for(_SCHEMA)(_SCHEMA)


class ApologisingAction(RemoteAction):
    """A custom action whose failure is told to the citizen, and keeps the conversation."""

    def _validate_action_result(self, result: dict[str, Any]) -> bool:
        """Check `result` against the schema compiled once; Rasa compiles it on each call."""
        _validator.validate(result)
        return True

    async def run(
        self,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,
    ) -> list[Event]:
        """Run the action; apologise when it raises anything but a rejection."""
        try:
            return await super().run(output_channel, nlg, tracker, domain)
        except ActionExecutionRejection:
            raise
        except Exception as error:
            cause = (isinstance(error, RasaException) and error.__cause__) or error
            logger.error("%s failed: %s at %s", self.name(), type(cause).__name__, where(cause))
            return await self._utter_responses(
                [{"response": APOLOGY}], output_channel, nlg, tracker
            )


def install() -> None:
    """Put ApologisingAction wherever Rasa makes a RemoteAction."""
    rasa.core.actions.action.RemoteAction = ApologisingAction
    rasa.core.actions.forms.RemoteAction = ApologisingAction
