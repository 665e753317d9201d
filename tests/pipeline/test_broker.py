"""The embedded broker is local, forgetful, and leaves nothing behind."""

import signal
import subprocess
import sys

import psutil
import pytest
from aiokafka import AIOKafkaProducer

from pipeline.broker import start_broker
from pipeline.core.errors import ConfigError

pytestmark = pytest.mark.broker


def test_listens_on_loopback_alone() -> None:
    """By default its program would listen on every address."""
    with start_broker() as broker:
        listening = psutil.Process(broker.process.pid).net_connections()

    assert {c.laddr.ip for c in listening if c.status == "LISTEN"} == {"127.0.0.1"}


async def test_takes_records_at_once() -> None:
    """When the block begins, clients may connect."""
    with start_broker() as broker:
        async with AIOKafkaProducer(bootstrap_servers=broker.bootstrap) as producer:
            assert producer.client.cluster.brokers()


def test_ends_with_the_block() -> None:
    """Also when an exception leaves it."""
    with pytest.raises(RuntimeError), start_broker() as broker:
        raise RuntimeError

    assert not psutil.pid_exists(broker.process.pid)


def test_a_taken_port_is_an_error() -> None:
    """Nobody is handed the address of another program."""
    with (
        start_broker() as first,
        pytest.raises(ConfigError, match=str(first.port)),
        start_broker(first.port),
    ):
        pass


CODE = """\
from pipeline.broker import serve_broker
serve_broker(0, lambda line: print(line, flush=True))
"""


def serve() -> "subprocess.Popen[str]":
    """Run the broker's command in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", CODE], stdout=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_serves_until_told_to_end(number: signal.Signals) -> None:
    """It says that it isn't durable, and ends with status 0."""
    with serve() as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        (child,) = psutil.Process(server.pid).children()
        server.send_signal(number)

    assert line.startswith("embedded broker (not durable) on 127.0.0.1:")
    assert server.returncode == 0
    assert not child.is_running()


def test_dies_with_its_starter() -> None:
    """Even when that is killed and can clean up nothing."""
    with serve() as server:
        assert server.stdout is not None
        server.stdout.readline()
        children = psutil.Process(server.pid).children()
        server.kill()

    assert psutil.wait_procs(children, timeout=5)[1] == []
