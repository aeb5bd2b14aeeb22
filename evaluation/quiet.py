"""Keeping Rasa's own messages out of the tables."""

import logging
import warnings

import structlog


def be_quiet() -> None:
    """Show errors only, of Rasa and of what it uses."""
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
