"""Publish what a batch became, and give up on none of it.

Every message is sent until a broker acknowledged it. What a broker refuses for its
size goes to quarantine instead, once it was refused alone: a producer's batch is
refused as a whole. When brokers stay away too long, the caller is told: it ends
without acknowledging the batch, which is then read again.
"""

import asyncio
import functools
import itertools
import random
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from aiokafka.errors import KafkaError, MessageSizeTooLargeError
from faust.exceptions import ProducerSendError

from pipeline.core.errors import DeliveryError
from pipeline.core.route import Incoming, Outgoing

TOO_LARGE = "too_large"
FIRST_DELAY_S = 0.1
LONGEST_DELAY_S = 10.0

Send = Callable[[Outgoing], Awaitable[Awaitable[object]]]
"""Hands a message to the producer; the inner awaitable is the broker's answer.

When a message fails, those of its partition that wait behind it fail, too: see
`pipeline.kafka_order`.
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
            errors = await _Round(self.send).attempt(left)
            pairs = list(zip(left, errors, strict=True))
            published += (letter.outgoing for letter, error in pairs if error is None)
            failed = [(letter, error) for letter, error in pairs if error is not None]
            left = [self._next(letter, error) for letter, error in failed]
            if failed and not _is_too_large(failed[0][1]):  # that is no outage
                self._be_patient(failed[0][1], end)
                await asyncio.sleep(next(delays))
        return published

    def _next(self, letter: Letter, error: BaseException) -> Letter:
        """Return what is sent after an error."""
        if not _is_too_large(error):
            return letter
        if not _is_hopeless(letter, error):
            return replace(letter, alone=True)
        if letter.last_resort:
            raise DeliveryError("a broker refuses even a sealed message as too large")
        outgoing = self.give_up(letter.incoming, TOO_LARGE)
        return Letter(letter.incoming, outgoing, alone=True, last_resort=True)

    def _be_patient(self, error: BaseException, end: float) -> None:
        name = type(error.__cause__ or error).__name__
        if time.monotonic() > end:
            raise DeliveryError(f"brokers don't acknowledge: {name}")
        self.retrying(name)


class _Round:
    """One attempt at sending messages.

    It ends early: what is sent behind a message that failed would overtake it.
    """

    def __init__(self, send: Send) -> None:
        self._send = send
        self._answers: list[asyncio.Future[object]] = []
        self._failed = False

    async def attempt(self, messages: Sequence[Letter]) -> list[BaseException | None]:
        """Send each message once; return what went wrong with each."""
        for letter in messages:
            if letter.alone:
                await self._all_answered()
            if self._failed:
                break
            await self._hand_over(letter)
            if letter.alone:
                await self._all_answered()
        found = await asyncio.gather(*self._answers, return_exceptions=True)
        errors = [e if isinstance(e, BaseException) else None for e in found]
        missing = len(messages) - len(errors)
        return errors + [KafkaError("not sent")] * missing

    async def _hand_over(self, letter: Letter) -> None:
        answer: asyncio.Future[object]
        try:
            answer = asyncio.ensure_future(await self._send(letter.outgoing))
        except (KafkaError, ProducerSendError) as error:
            answer = asyncio.get_running_loop().create_future()
            answer.set_exception(error)
        self._answers.append(answer)
        note = functools.partial(self._note, letter)
        if answer.done():
            note(answer)
        else:
            answer.add_done_callback(note)

    def _note(self, letter: Letter, answer: "asyncio.Future[object]") -> None:
        error = None if answer.cancelled() else answer.exception()
        self._failed = self._failed or bool(error and not _is_hopeless(letter, error))

    async def _all_answered(self) -> None:
        if self._answers:
            await asyncio.wait(self._answers)


def _is_hopeless(letter: Letter, error: BaseException) -> bool:
    """Tell whether a message is too large by itself, whatever is sent with it."""
    measured = letter.alone or isinstance(error, ProducerSendError)
    return measured and _is_too_large(error)


def _is_too_large(error: BaseException | None) -> bool:
    cause = error.__cause__ if isinstance(error, ProducerSendError) else error
    return isinstance(cause, MessageSizeTooLargeError)


def _delays() -> Iterator[float]:
    """Yield growing delays in seconds, each a bit off so that workers spread."""
    for power in itertools.count():
        delay = min(LONGEST_DELAY_S, FIRST_DELAY_S * 2 ** min(power, 10))
        yield delay * random.uniform(0.5, 1.0)  # noqa: S311  # nothing secret
