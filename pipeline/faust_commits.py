"""Keep Faust from committing past a record that isn't acknowledged.

faust-streaming 0.15.3 (its issue #606) can commit an offset although an earlier
record is still being worked on; a crash then loses that record. Three causes, and
what replaces each:

* records in work are kept in a `WeakSet`, which forgets one that nobody refers
  to any more: a set that keeps them;
* the offset to commit is guessed from runs of acknowledged offsets, which takes
  the first acknowledged one for the beginning and lets one missing record pass:
  the offset of the first record still in work;
* an acknowledgement counts although it is for a record read before the last
  rebalance, or one that was thrown away unread: such ones don't count, since the
  record is read again.

This relies on Faust handing a partition's records to the agent in order, so that
what is not in work and below an acknowledged offset is done.
"""

from importlib.metadata import version

from faust.transport.consumer import Consumer
from faust.types import TP, Message
from faust.types.tuples import ack_lock

from pipeline.core.errors import ConfigError

KNOWN_VERSION = "0.15.3"

_init = Consumer.__init__
_ack = Consumer.ack
_on_partitions_assigned = Consumer.on_partitions_assigned


def guard_commits() -> None:
    """Patch Faust, once.

    Raises:
        ConfigError: This isn't the version whose fault we know: neither patched
            nor unpatched could be trusted.
    """
    installed = version("faust-streaming")
    if installed != KNOWN_VERSION:
        problem = f"{installed} is installed, commits are guarded in {KNOWN_VERSION}"
        raise ConfigError("faust-streaming", "", problem)
    Consumer.__init__ = _init_keeping_records  # type: ignore[method-assign]
    Consumer.ack = _ack_current  # type: ignore[method-assign]
    Consumer.on_partitions_assigned = _start_afresh  # type: ignore[method-assign]
    Consumer._new_offset = _first_in_work  # type: ignore[method-assign]  # noqa: SLF001


def _init_keeping_records(self: Consumer, *args: object, **kwargs: object) -> None:
    _init(self, *args, **kwargs)  # type: ignore[arg-type]
    self._unacked_messages = set()


def _ack_current(self: Consumer, message: Message) -> bool:
    """Note an acknowledgement, unless the record will be read again."""
    with ack_lock:
        current = message.generation_id == self.app.consumer_generation_id
        noted = message.tracked and current and _ack(self, message)
        self._unacked_messages.discard(message)
        return noted


async def _start_afresh(
    self: Consumer, assigned: set[TP], generation_id: int = 0
) -> None:
    """Forget what was read before: every assignment reads from the commit."""
    self._acked.clear()
    self._acked_index.clear()
    self._unacked_messages.clear()
    await _on_partitions_assigned(self, assigned, generation_id)


def _first_in_work(self: Consumer, tp: TP) -> int | None:
    """Return the offset up to which everything is done, if anything new is."""
    acked = self._acked[tp]
    in_work = [m.offset for m in self._unacked_messages if m.tp == tp]
    end = min(in_work, default=max(acked, default=-1) + 1)
    done = [offset for offset in acked if offset < end]
    if not done:
        return None
    acked[:] = [offset for offset in acked if offset >= end]
    self._acked_index[tp].difference_update(done)
    self._gap[tp].chop(0, end)
    return end
