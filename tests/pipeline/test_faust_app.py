"""The app hands records on as they were read, and Faust counts none of them."""

import time
from unittest.mock import Mock

import faust
import pytest
from faust.types import TP

from pipeline.faust_app import AsRead, LeanApp


async def test_an_event_holds_the_bytes_that_were_read() -> None:
    """Nothing is decoded: what bytes mean is the channel map's to say."""
    message = Mock(key=b"\xff", value=b"{not json", headers=[("channel", b"plain")])

    event = await AsRead().compile(Mock())(message, propagate=True)

    assert (event.key, event.value, event.message) == (b"\xff", b"{not json", message)
    assert not event.headers


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> LeanApp:
    """Build an app that starts no services."""
    made = LeanApp("group", broker="kafka://127.0.0.1:1", store="memory://")
    monkeypatch.setattr(made.boot_strategy, "server", list)
    return made


async def test_faust_counts_no_record(app: LeanApp) -> None:
    """Its monitor would take a tenth of the worker's time, and nobody reads it."""
    assert list(app.on_init_dependencies()) == []

    assert list(app.sensors) == []
    assert isinstance(app.monitor, faust.Monitor)


async def test_a_rebalance_is_nothing_to_warn_of(
    app: LeanApp, caplog: pytest.LogCaptureFixture
) -> None:
    """Faust has no sensors here, misses them, and would say so at every start."""
    app.on_rebalance_start()

    app.on_rebalance_return()
    app.on_rebalance_end()

    assert not app.rebalancing
    assert caplog.records == []


async def test_partitions_in_work_are_not_taken_for_stuck(app: LeanApp) -> None:
    """Faust looks there, and logs an error of each that it hears nothing of."""
    app.took({TP("in", 0), TP("in", 1)})

    assert set(app.monitor.stream_inbound_time) == {TP("in", 0), TP("in", 1)}
    assert min(app.monitor.stream_inbound_time.values()) <= time.monotonic()
