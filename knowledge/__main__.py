"""The knowledge shell: ``python -m knowledge check | show …`` (see ``--help``)."""

from __future__ import annotations

import sys

from knowledge.shell import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
