"""What a process of ours can be asked about its seclusion."""

import ctypes
import os
import resource
from collections.abc import Sequence

from pipeline.core.route import Incoming, Outgoing, Redact

PR_GET_DUMPABLE = 3


def state() -> str:
    """Say whether this process can be dumped, the limit of a core, and its secrets."""
    dumpable = ctypes.CDLL(None).prctl(PR_GET_DUMPABLE, 0, 0, 0, 0)
    secrets = [name for name in os.environ if "example" in os.environ[name]]
    return f"{dumpable} {resource.getrlimit(resource.RLIMIT_CORE)} {secrets}"


def tell() -> Redact:
    """Build what answers with the state of its process."""

    def redact(batch: Sequence[Incoming]) -> list[list[Outgoing]]:
        made = Outgoing(topic="state", key=b"", value=state().encode())
        return [[made] for _ in batch]

    return redact
