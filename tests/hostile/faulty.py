"""A whole redactor with a detector in it that does what a text tells it to.

A CPU process builds it by importing this module, so everything is at the top level.
"""

import ctypes
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from presidio_analyzer import EntityRecognizer, RecognizerResult
from typing_extensions import override

from pipeline.assembly import Parts
from pipeline.core.route import Incoming, Outgoing, Redact
from pipeline.service import give_up
from pipeline.settings import Settings
from recognizers.registry import build_recognizers


def _raise(text: str) -> None:
    raise ValueError(text)


def _recurse(text: str) -> None:
    _recurse(text)


def _loop(_: str) -> None:
    while True:
        pass


def _hang(_: str) -> None:
    """Search for hours, in C, with the interpreter locked."""
    re.search("(a+)+b", "a" * 99)


def _eat(_: str) -> None:
    eaten = []
    while True:
        eaten.append(bytearray(64 << 20))


def _eat_at_once(_: str) -> None:
    bytearray(8 << 30)


def _leave(_: str) -> None:
    raise SystemExit(0)


def _end(_: str) -> None:
    os._exit(0)


def _crash(_: str) -> None:
    ctypes.string_at(0)


ORDERS: Mapping[str, Callable[[str], None]] = {
    "raise": _raise,
    "recurse": _recurse,
    "eat": _eat,
    "eat at once": _eat_at_once,
    "leave": _leave,
    "end": _end,
    "crash": _crash,
    "loop": _loop,
    "hang": _hang,
}
"""What may go wrong in a detector, by the word in a text that makes it go wrong."""


class Faulty(EntityRecognizer):
    """Obeys ``please: ORDER!`` in a text."""

    @override
    def load(self) -> None:
        """Load nothing."""

    @override
    def analyze(self, text: str, *_: object) -> list[RecognizerResult]:
        """Find nothing, if it comes back."""
        if order := re.search("please: ([a-z ]+)!", text):
            ORDERS[order[1]](text)
        return []


@dataclass(frozen=True, slots=True)
class Build:
    """Builds the redactor in a CPU process."""

    settings: Settings

    def __call__(self) -> Redact:
        """Build a worker's own redactor, and break one of its detectors."""
        parts = Parts(self.settings)
        faulty = [Faulty(["X"], name="faulty")]
        parts.__dict__["recognizers"] = build_recognizers(
            parts.packs, regions=parts.regions, extra=faulty
        )
        return parts.redactor()


@dataclass(frozen=True, slots=True)
class GiveUp:
    """Seals away what a CPU process couldn't get through."""

    settings: Settings

    def __call__(self, incoming: Incoming, reason: str) -> Outgoing:
        """Seal it with its reason."""
        return give_up(Parts(self.settings).quarantine, incoming, reason)
