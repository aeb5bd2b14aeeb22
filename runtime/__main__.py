"""The one entry point for Rasa: `python -m runtime <rasa arguments>`.

Takes every command of Rasa's own command line (train, run, shell, test, data validate,
interactive ...) and first adapts Rasa to this house.
"""

import os
import sys
import warnings

from runtime import environment, without_tensorflow


def adapt_rasa() -> None:
    """Make Rasa slim, bound to loopback, with actions in process and warm at start."""
    environment.prepare(sys.argv[1:])
    _hide_deprecations()
    without_tensorflow.install()
    from runtime import actions_in_process, loopback, remote_action, warm_up

    loopback.install()
    actions_in_process.install()
    remote_action.install()
    warm_up.install()


def _hide_deprecations() -> None:
    """Importing Sanic shows every library's deprecations; Python's own way is to hide them."""
    import sanic.app  # noqa: F401

    warnings.filterwarnings("ignore", category=DeprecationWarning)


def rasa_arguments(given: list[str]) -> list[str]:
    """Rasa's arguments for `given`: `run` serves the HTTP API and takes RASA_ENDPOINTS."""
    if given[:1] != ["run"] or given[1:2] == ["actions"]:
        return given
    endpoints = os.environ.get("RASA_ENDPOINTS")
    chosen = ["--endpoints", endpoints] if endpoints and "--endpoints" not in given else []
    return ["run", "--enable-api", *chosen, *given[1:]]


def main() -> None:
    """Run Rasa's command line with this process's arguments."""
    adapt_rasa()
    import rasa.__main__

    sys.argv = ["rasa", *rasa_arguments(sys.argv[1:])]
    rasa.__main__.main()


if __name__ == "__main__":
    main()
