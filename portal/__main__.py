"""`python -m portal`: serve the public."""

from __future__ import annotations

import logging
import sys

from portal.app import make_app
from portal.settings import Settings
from privacy.key_file import use_kept_keys


def main() -> None:
    """Serve until stopped; a setting that isn't well formed ends it with a sentence."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s  %(message)s")
    use_kept_keys()
    try:
        settings = Settings.read()
    except ValueError as error:
        sys.exit(f"设置有误：{error}（见 docs/operators/settings.md）")
    app = make_app(settings)
    app.run(
        settings.interface,
        settings.port,
        workers=settings.workers,
        access_log=False,
        motd=False,
    )


if __name__ == "__main__":
    main()
