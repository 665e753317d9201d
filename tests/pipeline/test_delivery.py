"""Delivery ends when brokers have everything, or says that they don't."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest
from aiokafka.errors import KafkaError, KafkaTimeoutError, MessageSizeTooLargeError

from pipeline import delivery
from pipeline.core.errors import DeliveryError
from pipeline.core.records import Source
from pipeline.core.route import Incoming, Outgoing
from pipeline.delivery import Delivery, Failure, Letter, letters

RAW = Incoming(value=b"raw", source=Source(topic="raw"))
SEALED = Outgoing(topic="sealed", key=b"", value=b"too_large")


class Producer:
    """A producer of one partition, whose brokers give the answers that a test says.

    Attributes:
        taken: Values that a broker acknowledged, in order.
        calls: What was sent at once.
    """

    def __init__(self, *errors: tuple[bytes, Exception]) -> None:
        """Fail, once each, on these values."""
        self.taken: list[bytes] = []
        self.calls: list[list[bytes]] = []
        self._errors = list(errors)

    async def send(self, messages: Sequence[Outgoing]) -> list[Failure]:
        """Take messages, or fail; none is taken behind one that failed."""
        values = [message.value for message in messages]
        self.calls.append(values)
        failures = [self._failure(value) for value in values]
        first = next((n for n, it in enumerate(failures) if it), len(failures))
        self.taken += values[:first]
        return [
            failure or (KafkaError("behind") if number > first else None)
            for number, failure in enumerate(failures)
        ]

    def _failure(self, value: bytes) -> Failure:
        for number, (failing, error) in enumerate(self._errors):
            if failing == value:
                del self._errors[number]
                return error
        return None


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


async def test_nothing_overtakes_what_failed() -> None:
    """Who drops repetitions sees a conversation in order; none is left out."""
    producer = Producer((b"b", KafkaTimeoutError()))

    published = await deliverer(producer).deliver(mail(b"a", b"b", b"c"))

    assert producer.taken == [b"a", b"b", b"c"]
    assert [o.value for o in published] == [b"a", b"b", b"c"]


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


async def test_one_that_is_sent_alone_shares_no_call() -> None:
    """Or it would share a batch of the producer's."""
    producer = Producer()
    first, second, third, fourth = mail(b"a", b"b", b"c", b"d")
    letters = [first, second, replace(third, alone=True), fourth]

    await deliverer(producer).deliver(letters)

    assert producer.calls == [[b"a", b"b"], [b"c"], [b"d"]]


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


async def test_after_a_failure_nothing_more_is_tried_before_the_delay() -> None:
    """Who takes nothing would let each call wait for its time-out."""
    producer = Producer((b"a", KafkaTimeoutError()))
    alone = [replace(letter, alone=True) for letter in mail(b"a", b"b", b"c")]

    await deliverer(producer).deliver(alone)

    assert producer.calls == [[b"a"], [b"a"], [b"b"], [b"c"]]


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
