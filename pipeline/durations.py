"""How long things last that several parts have to agree on.

Nothing is imported here, so that a command's help can name them at once.
"""

from typing import Final

RAW_DAYS: Final = 1
QUARANTINE_DAYS: Final = 7
MASKED_DAYS: Final = 30
AUDIT_DAYS: Final = 365
"""How long the topics that we create keep their records."""

NEEDED_DAYS: Final = RAW_DAYS + QUARANTINE_DAYS
"""How long a key may be needed: for what is still raw, and for what it has sealed."""

LONGEST_GRACE_S: Final = 60
"""The most that `keyset_grace_s` allows a worker that can't read its keyset."""

LEAST_LEAD_S: Final = 2 * LONGEST_GRACE_S
"""How far ahead a new token key starts, at least.

Whatever the file holds that a worker didn't read, it stops well before a record is
for it.
"""
