"""``python -m cchc_rules``: the same as the command ``cchc-rules``."""

import sys

from cchc_rules.cli import main

if __name__ == "__main__":
    sys.exit(main())
