"""The app hands records on as they were read, and Faust counts none of them."""

from unittest.mock import Mock

import faust

from pipeline.faust_app import AsRead, LeanApp


async def test_an_event_holds_the_bytes_that_were_read() -> None:
    """Nothing is decoded: what bytes mean is the channel map's to say."""
    message = Mock(key=b"\xff", value=b"{not json", headers=[("channel", b"plain")])

    event = await AsRead().compile(Mock())(message, propagate=True)

    assert (event.key, event.value, event.message) == (b"\xff", b"{not json", message)


async def test_faust_counts_no_record() -> None:
    """Its monitor would take a fifth of the worker's time, and nobody reads it."""
    app = LeanApp("group", broker="kafka://127.0.0.1:1", store="memory://")

    services = list(app.on_init_dependencies())

    assert app.consumer in services
    assert list(app.sensors) == []
    assert isinstance(app.monitor, faust.Monitor)
