"""Signs that stand between texts, alike in all outputs."""

from __future__ import annotations

#: What parts the things that stand in one line.
BETWEEN = " · "
#: A space at which no line is broken.
NO_BREAK = "\u00a0"
