"""Delivery ends when brokers have everything, or says that they don't."""

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import replace

import pytest
from aiokafka.errors import KafkaTimeoutError, MessageSizeTooLargeError
from faust.exceptions import ProducerSendError

from pipeline import delivery
from pipeline.core.errors import DeliveryError
from pipeline.core.records import Source
from pipeline.core.route import Incoming, Outgoing
from pipeline.delivery import Delivery, Letter, _Round, letters

RAW = Incoming(value=b"raw", source=Source(topic="raw"))
SEALED = Outgoing(topic="sealed", key=b"", value=b"too_large")


def sent_error(cause: Exception) -> ProducerSendError:
    """Return the error that Faust's producer makes of its client's."""
    error = ProducerSendError("Error while sending")
    error.__cause__ = cause
    return error


class Producer:
    """A producer whose brokers give the answers that a test says.

    Attributes:
        taken: Values that a broker acknowledged, in order.
    """

    def __init__(self, *errors: tuple[bytes, Exception], at_once: bool = False) -> None:
        """Fail, once each, on these values; `at_once` instead of by an answer."""
        self.taken: list[bytes] = []
        self.tried = 0
        self._errors = list(errors)
        self._at_once = at_once

    async def send(self, outgoing: Outgoing) -> Awaitable[object]:
        """Take a message, or fail."""
        self.tried += 1
        answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        for failing in self._errors:
            if failing[0] == outgoing.value:
                self._errors.remove(failing)
                if self._at_once:
                    raise failing[1]
                answer.set_exception(failing[1])
                return answer
        self.taken.append(outgoing.value)
        answer.set_result(None)
        return answer


def give_up(_: Incoming, reason: str) -> Outgoing:
    """Stand for a sealed message."""
    assert reason == "too_large"
    return SEALED


def deliverer(producer: Producer, *, patience_s: float = 60) -> Delivery:
    """Build a delivery that tells nobody."""
    return Delivery(
        send=producer.send,
        give_up=give_up,
        retrying=lambda _: None,
        patience_s=patience_s,
    )


def mail(*values: bytes) -> Sequence[Letter]:
    """Return one message a value."""
    return [Letter(RAW, Outgoing(topic="out", key=b"", value=v)) for v in values]


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wait for no time between attempts."""
    monkeypatch.setattr(delivery, "FIRST_DELAY_S", 0.0)


async def test_returns_what_was_acknowledged_in_order() -> None:
    """With brokers at hand each message is sent once."""
    producer = Producer()

    published = await deliverer(producer).deliver(mail(b"a", b"b", b"c"))

    assert producer.taken == [b"a", b"b", b"c"]
    assert [o.value for o in published] == [b"a", b"b", b"c"]


@pytest.mark.parametrize("at_once", [True, False], ids=["by send", "by answer"])
async def test_nothing_overtakes_what_failed(at_once: bool) -> None:  # noqa: FBT001
    """Who drops repetitions sees a conversation in order; none is left out."""
    producer = Producer((b"b", KafkaTimeoutError()), at_once=at_once)

    published = await deliverer(producer).deliver(mail(b"a", b"b", b"c"))

    assert producer.taken == [b"a", b"b", b"c"]
    assert [o.value for o in published] == [b"a", b"b", b"c"]


async def test_what_the_producer_finds_too_large_is_sealed() -> None:
    """It has measured that message alone; its neighbours are not sent twice."""
    error = sent_error(MessageSizeTooLargeError())
    producer = Producer((b"b", error), at_once=True)

    await deliverer(producer).deliver(mail(b"a", b"b", b"c"))

    assert producer.taken == [b"a", b"c", SEALED.value]


async def test_what_a_broker_finds_too_large_is_sealed_when_it_was_alone() -> None:
    """A broker refuses a producer's batch: only one of it need be too large."""
    refused = [(v, MessageSizeTooLargeError()) for v in (b"a", b"b", b"b")]
    producer = Producer(*refused)

    await deliverer(producer).deliver(mail(b"a", b"b", b"c"))

    assert producer.taken == [b"a", b"c", SEALED.value]


async def test_a_refusal_for_size_is_no_outage(monkeypatch: pytest.MonkeyPatch) -> None:
    """The broker has answered: there is nothing to wait for, nor patience to lose."""
    monkeypatch.setattr(delivery, "FIRST_DELAY_S", 3_600.0)
    refused = [(v, MessageSizeTooLargeError()) for v in (b"a", b"b", b"b")]
    producer = Producer(*refused)

    work = deliverer(producer, patience_s=-1).deliver(mail(b"a", b"b", b"c"))
    await asyncio.wait_for(work, 1)

    assert producer.taken == [b"a", b"c", SEALED.value]


async def test_one_that_is_sent_alone_waits_for_the_others() -> None:
    """And they for it, or it would share a batch of the producer's."""
    unanswered: list[asyncio.Future[None]] = []
    company: list[int] = []

    async def send(_: Outgoing) -> "asyncio.Future[None]":
        loop = asyncio.get_running_loop()
        company.append(sum(not answer.done() for answer in unanswered))
        unanswered.append(loop.create_future())
        loop.call_later(0.01, unanswered[-1].set_result, None)
        return unanswered[-1]

    first, second, third, fourth = mail(b"a", b"b", b"c", b"d")
    alone = replace(third, alone=True)
    errors = await _Round(send).attempt([first, second, alone, fourth])

    assert errors == [None] * 4
    assert company == [0, 1, 0, 0]


async def test_what_cannot_even_be_sealed_ends_it() -> None:
    """A record without an outcome would be lost: the process has to end."""
    values = (b"a", b"a", SEALED.value)
    errors = [(v, MessageSizeTooLargeError()) for v in values]

    with pytest.raises(DeliveryError, match="too large"):
        await deliverer(Producer(*errors)).deliver(mail(b"a"))


async def test_patience_ends() -> None:
    """Brokers that stay away end the process; the error has no text."""
    producer = Producer((b"secret", KafkaTimeoutError("secret")))

    with pytest.raises(DeliveryError) as caught:
        await deliverer(producer, patience_s=-1).deliver(mail(b"secret"))

    assert str(caught.value) == "brokers don't acknowledge: KafkaTimeoutError"


async def test_who_takes_nothing_is_not_asked_for_each() -> None:
    """A producer whose buffer is full lets each send wait for its time-out."""
    producer = Producer((b"a", KafkaTimeoutError()), at_once=True)

    await deliverer(producer).deliver(mail(b"a", *[b"x"] * 50))

    assert producer.tried == 1 + 51


def test_delays_grow_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """At first soon again, later every ten seconds, never in step with others."""
    monkeypatch.setattr(delivery, "FIRST_DELAY_S", 0.1)
    delays = [delay for delay, _ in zip(delivery._delays(), range(50), strict=False)]

    assert delays[0] <= 0.1
    assert 5 <= min(delays[10:]) <= max(delays) <= 10


def test_an_answer_too_few_is_an_error() -> None:
    """No record may go without an outcome because a list was short."""
    with pytest.raises(ValueError, match="shorter"):
        list(letters([RAW, RAW], [[]]))
