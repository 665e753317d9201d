"""Everything that can go wrong, by what the program does about it.

* MaskstreamError
  - RefusalError       what was asked for isn't done (exit status 1)
  - ConfigError        stop before anything starts (exit status 2)
  - RecordError        quarantine this record, go on
    - DecodeError
    - DetectError
    - RenderError
  - DeliveryError      retry, then stop; the offset isn't committed
  - PoolError          stop; the offset isn't committed

No message ever holds text of a record: errors are logged, and logs are read by
people who may not read the record.
"""

from typing import ClassVar


class MaskstreamError(Exception):
    """Base of every error this project raises."""


class ConfigError(MaskstreamError):
    """A setting, pack, map, policy or key file is wrong.

    Attributes:
        file: The file (or the settings variable) that is wrong.
        where: Path inside it, such as ``views.agent.default``; may be empty.
    """

    def __init__(self, file: str, where: str, problem: str) -> None:
        """Name the file, the place in it and the problem."""
        self.file = file
        self.where = where
        self.problem = problem
        super().__init__(": ".join(part for part in (file, where, problem) if part))


class RefusalError(MaskstreamError):
    """A command may not do what it was asked to; everything is as it was."""


class RecordError(MaskstreamError):
    """One record can't be masked safely; it goes to quarantine.

    Attributes:
        code: Stable snake_case reason: a metric label and a quarantine field.
        detail: Which detector, format or field rule stopped it; never text.
    """

    code: ClassVar[str] = "record"

    def __init__(self, detail: str = "", *, code: str | None = None) -> None:
        """Say what stopped the record, in words of ours."""
        self.reason = code or self.code
        self.detail = detail
        super().__init__(f"{self.reason}: {detail}" if detail else self.reason)


class DecodeError(RecordError):
    """The value isn't what its channel's map expects."""

    code = "decode"


class DetectError(RecordError):
    """A text was not completely checked."""

    code = "detect"


class RenderError(RecordError):
    """A view couldn't be rendered."""

    code = "render"


class DeliveryError(MaskstreamError):
    """The broker didn't take a message; it is sent again."""


class PoolError(MaskstreamError):
    """The processes that redact can't be kept running."""
