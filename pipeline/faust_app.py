"""A Faust app that does no more for a record than hand it on: see decision 51."""

import time
from collections.abc import Iterable

import faust
from faust.serializers.schemas import DecodeFunction
from faust.types import TP, AppT, EventT, Message
from mode.types import ServiceT
from typing_extensions import override


class AsRead(faust.Schema[bytes, bytes]):
    """Makes an event of a record's bytes as they are, with no headers but the record's.

    Faust's own "raw" looks up its codecs for each key and value.
    """

    @override
    def compile(self, app: AppT, **_: object) -> DecodeFunction:
        """Return what makes an event of a record."""

        async def decode(message: Message, **_: object) -> EventT[bytes]:
            return faust.Event(app, message.key, message.value, None, message)

        return decode


class LeanApp(faust.App):
    """An app that keeps nothing on disk, and leaves counting to the worker's hooks."""

    @override
    def on_init_dependencies(self) -> Iterable[ServiceT]:
        """Return Faust's services; its monitor is told of no record."""
        services = super().on_init_dependencies()
        self.sensors.remove(self.monitor)
        return services

    def took(self, places: Iterable[TP]) -> None:
        """Note that records of these partitions are in work.

        Faust asks its monitor, and logs a partition of which it hears nothing as
        stuck.
        """
        now = time.monotonic()
        self.monitor.stream_inbound_time.update(dict.fromkeys(places, now))

    @override
    def on_rebalance_start(self) -> None:
        """Note that partitions move; without sensors Faust would warn of it, twice."""
        super().on_rebalance_start()
        self._rebalancing_sensor_state = self._rebalancing_sensor_state or {None: None}

    @override
    def _create_directories(self) -> None:
        """Create none: there are no tables."""
