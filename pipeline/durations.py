"""How long things last that several parts have to agree on.

Nothing is imported here, so that a command's help can name them at once.
"""

from typing import Final

LONGEST_GRACE_S: Final = 60
"""The most that `keyset_grace_s` allows a worker that can't read its keyset."""

LEAST_LEAD_S: Final = 2 * LONGEST_GRACE_S
"""How far ahead a new token key starts, at least.

Whatever the file holds that a worker didn't read, it stops well before a record is
for it.
"""
