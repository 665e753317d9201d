"""Publish what a batch became, and give up on none of it.

Every message is sent until a broker acknowledged it. What a broker refuses for its
size goes to quarantine instead. When brokers stay away too long, the caller is
told: it ends without acknowledging the batch, which is then read again.
"""

import asyncio
import itertools
import random
import time
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from aiokafka.errors import KafkaError, MessageSizeTooLargeError
from faust.exceptions import ProducerSendError

from pipeline.core.errors import DeliveryError
from pipeline.core.route import Incoming, Outgoing

TOO_LARGE = "too_large"
FIRST_DELAY_S = 0.1
LONGEST_DELAY_S = 10.0

Send = Callable[[Outgoing], Awaitable[Awaitable[object]]]
"""Hands a message to the producer; the inner awaitable is the broker's answer."""

GiveUp = Callable[[Incoming, str], Outgoing]
"""Makes of a record what goes to quarantine, for a reason."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A message on its way.

    Attributes:
        incoming: What it was made from.
        outgoing: The message.
        last_resort: Whether it stands for one that was refused for its size.
    """

    incoming: Incoming
    outgoing: Outgoing
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

        From the first that failed on, all are sent again: a topic's last copies
        are in order.

        Returns:
            What was published.

        Raises:
            DeliveryError: Patience ran out, or even what stands for a message
                that is too large was refused.
        """
        left, published = list(messages), list[Outgoing]()
        end = time.monotonic() + self.patience_s
        for delay in _delays():
            errors = await self._attempt(left)
            again = list(self._again(left, errors))
            published += (m.outgoing for m, n in zip(left, again, strict=True) if not n)
            left = [letter for letter in again if letter]
            if not left:
                break
            self._be_patient(errors, end)
            await asyncio.sleep(delay)
        return published

    async def _attempt(self, messages: Sequence[Letter]) -> list[BaseException | None]:
        """Send each message once; return what went wrong with each."""
        answers: list[Awaitable[object]] = []
        refusals: dict[int, BaseException] = {}
        for position, letter in enumerate(messages):
            try:
                answers.append(await self.send(letter.outgoing))
            except (KafkaError, ProducerSendError) as error:
                answers.append(_nothing())
                refusals[position] = error
                if not _is_too_large(error):
                    break  # who takes no more would let each of the rest wait
        found = await asyncio.gather(*answers, return_exceptions=True)
        errors = [e if isinstance(e, BaseException) else None for e in found]
        errors = [refusals.get(i, error) for i, error in enumerate(errors)]
        return errors + errors[-1:] * (len(messages) - len(errors))

    def _again(
        self, messages: Sequence[Letter], errors: Sequence[BaseException | None]
    ) -> Iterator[Letter | None]:
        """Yield, for each message, what is still to be sent, if anything."""
        failed = False
        for letter, error in zip(messages, errors, strict=True):
            if _is_too_large(error):
                yield self._last_resort(letter)
                continue
            failed = failed or error is not None
            yield letter if failed else None

    def _last_resort(self, letter: Letter) -> Letter:
        if letter.last_resort:
            raise DeliveryError("a broker refuses even a sealed message as too large")
        outgoing = self.give_up(letter.incoming, TOO_LARGE)
        return Letter(letter.incoming, outgoing, last_resort=True)

    def _be_patient(self, errors: Iterable[BaseException | None], end: float) -> None:
        error = next(error for error in errors if error is not None)
        name = type(error.__cause__ or error).__name__
        if time.monotonic() > end:
            raise DeliveryError(f"brokers don't acknowledge: {name}")
        self.retrying(name)


async def _nothing() -> None:
    """Stand for the answer to a message that wasn't sent."""


def _is_too_large(error: BaseException | None) -> bool:
    cause = error.__cause__ if isinstance(error, ProducerSendError) else error
    return isinstance(cause, MessageSizeTooLargeError)


def _delays() -> Iterator[float]:
    """Yield growing delays in seconds, each a bit off so that workers spread."""
    for power in itertools.count():
        delay = min(LONGEST_DELAY_S, FIRST_DELAY_S * 2 ** min(power, 10))
        yield delay * random.uniform(0.5, 1.0)  # noqa: S311  # nothing secret
