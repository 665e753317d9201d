"""Publish what a batch became, and give up on none of it.

Every message is sent until a broker acknowledged it. What a broker refuses for its
size goes to quarantine instead, once it was refused alone: a producer's batch is
refused as a whole. When brokers stay away too long, the caller is told: it ends
without acknowledging the batch, which is then read again.
"""

import asyncio
import itertools
import random
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from aiokafka.errors import KafkaError, MessageSizeTooLargeError

from pipeline.core.errors import DeliveryError
from pipeline.core.route import Incoming, Outgoing

TOO_LARGE = "too_large"
FIRST_DELAY_S = 0.1
LONGEST_DELAY_S = 10.0
_NOT_SENT = KafkaError("not sent")

Failure = BaseException | None
"""What went wrong with a message; None if a broker has acknowledged it."""

Send = Callable[[Sequence[Outgoing]], Awaitable[Sequence[Failure]]]
"""Sends messages, waits for the brokers' answers and returns one for each message.

A partition's messages are sent in order. When one fails, those of its partition that
wait behind it fail, too: see `pipeline.kafka_batches` and `pipeline.kafka_order`.
"""

GiveUp = Callable[[Incoming, str], Outgoing]
"""Makes of a record what goes to quarantine, for a reason."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message on its way.

    Attributes:
        incoming: What it was made from.
        outgoing: The message.
        alone: Whether it is sent in a producer's batch of its own.
        last_resort: Whether it stands for one that was refused for its size.
    """

    incoming: Incoming
    outgoing: Outgoing
    alone: bool = False
    last_resort: bool = False


def letters(
    batch: Sequence[Incoming], outputs: Sequence[Sequence[Outgoing]]
) -> Iterator[Letter]:
    """Pair each message with what it was made from, in order.

    Raises:
        ValueError: The two don't have the same length.
    """
    for incoming, made in zip(batch, outputs, strict=True):
        yield from (Letter(incoming, outgoing) for outgoing in made)


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Sends messages until they are acknowledged.

    Attributes:
        send: The producer.
        give_up: Makes what is sent in place of a message that is too large.
        retrying: Is told the class of the error before each new attempt.
        patience_s: Seconds after which it stops trying.
    """

    send: Send
    give_up: GiveUp
    retrying: Callable[[str], None]
    patience_s: float

    async def deliver(self, messages: Iterable[Letter]) -> list[Outgoing]:
        """Send messages until brokers have acknowledged all of them.

        A partition's messages are acknowledged in order, as `send` fails what it
        holds behind one that failed.

        Returns:
            What was published.

        Raises:
            DeliveryError: Patience ran out, or even what stands for a message
                that is too large was refused.
        """
        left, published = list(messages), list[Outgoing]()
        end, delays = time.monotonic() + self.patience_s, _delays()
        while left:
            failures = await self._attempt(left)
            pairs = list(zip(left, failures, strict=True))
            published += (letter.outgoing for letter, why in pairs if why is None)
            failed = [(letter, why) for letter, why in pairs if why is not None]
            left = [self._next(letter, why) for letter, why in failed]
            if failed and not _is_too_large(failed[0][1]):  # that is no outage
                self._be_patient(failed[0][1], end)
                await asyncio.sleep(next(delays))
        return published

    async def _attempt(self, messages: Sequence[Letter]) -> list[Failure]:
        """Send each message once; return what went wrong with each.

        It ends early: what is sent behind a message that failed would overtake it.
        """
        failures = list[Failure]()
        stopped = False
        for group in _groups(messages):
            told: Sequence[Failure] = [_NOT_SENT] * len(group)
            if not stopped:
                told = await self.send([letter.outgoing for letter in group])
                stopped = any(map(_stops, group, told))
            failures += told
        return failures

    def _next(self, letter: Letter, failure: BaseException) -> Letter:
        """Return what is sent after a failure."""
        if not _is_too_large(failure):
            return letter
        if not _is_hopeless(letter, failure):
            return replace(letter, alone=True)
        if letter.last_resort:
            raise DeliveryError("a broker refuses even a sealed message as too large")
        outgoing = self.give_up(letter.incoming, TOO_LARGE)
        return Letter(letter.incoming, outgoing, alone=True, last_resort=True)

    def _be_patient(self, failure: BaseException, end: float) -> None:
        name = type(failure).__name__
        if time.monotonic() > end:
            raise DeliveryError(f"brokers don't acknowledge: {name}")
        self.retrying(name)


def _groups(messages: Iterable[Letter]) -> Iterator[list[Letter]]:
    """Yield, in order, what is sent at once."""
    for alone, same in itertools.groupby(messages, key=lambda it: it.alone):
        group = list(same)
        yield from ([letter] for letter in group) if alone else [group]


def _stops(letter: Letter, failure: Failure) -> bool:
    """Tell whether nothing more may be sent after this."""
    return failure is not None and not _is_hopeless(letter, failure)


def _is_hopeless(letter: Letter, failure: BaseException) -> bool:
    """Tell whether a message is too large by itself, whatever is sent with it."""
    return letter.alone and _is_too_large(failure)


def _is_too_large(failure: BaseException) -> bool:
    return isinstance(failure, MessageSizeTooLargeError)


def _delays() -> Iterator[float]:
    """Yield growing delays in seconds, each a bit off so that workers spread."""
    for power in itertools.count():
        delay = min(LONGEST_DELAY_S, FIRST_DELAY_S * 2 ** min(power, 10))
        yield delay * random.uniform(0.5, 1.0)  # noqa: S311  # nothing secret
