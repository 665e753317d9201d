"""A real Apache Kafka for the tests: one KRaft node on loopback.

Its server jars are ordinary Maven artifacts: Maven resolves them once into the
user's cache folder, Java 17 runs them. Nothing else is installed.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from pipeline import lifeline

KAFKA = "4.1.1"
OLDEST_JAVA = 17
RESOLVE_LIMIT_S = 420
START_LIMIT_S = 60
CLUSTER = "bWFza3N0cmVhbS10ZXN0cw"  # base64 of sixteen bytes

POM = f"""\
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>maskstream.tests</groupId>
  <artifactId>kafka</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>org.apache.kafka</groupId>
      <artifactId>kafka_2.13</artifactId>
      <version>{KAFKA}</version>
    </dependency>
    <dependency>
      <groupId>org.slf4j</groupId>
      <artifactId>slf4j-nop</artifactId>
      <version>1.7.36</version>
    </dependency>
  </dependencies>
</project>
"""

PROPERTIES = """\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
listeners=PLAINTEXT://127.0.0.1:{port},CONTROLLER://127.0.0.1:{controller}
advertised.listeners=PLAINTEXT://127.0.0.1:{port}
controller.listener.names=CONTROLLER
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
log.dirs={folder}/data
auto.create.topics.enable=false
group.initial.rebalance.delay.ms=0
offsets.topic.num.partitions=1
offsets.topic.replication.factor=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
"""


class NoKafkaError(Exception):
    """Kafka can't be had here; the message says why."""


@contextlib.contextmanager
def apache_kafka() -> Iterator[tuple[str, int | None]]:
    """Give a real Kafka's bootstrap servers, and its process id if it is ours.

    They are those of ``MASKSTREAM_TEST_BROKERS`` if it is set; else a server is
    started, and stopped and deleted at the end.

    Raises:
        NoKafkaError: There is no Java 17, no Maven, or it finds no artifacts.
    """
    if given := os.environ.get("MASKSTREAM_TEST_BROKERS"):
        yield given, None
        return
    java, jars = _java(), _jars()
    with tempfile.TemporaryDirectory(prefix="maskstream-kafka-") as folder:
        port, controller = _free_port(), _free_port()
        config = Path(folder, "server.properties")
        config.write_text(
            PROPERTIES.format(port=port, controller=controller, folder=folder)
        )
        run = [java, "-Xmx512m", "-cp", f"{jars}/*"]
        tool = ["kafka.tools.StorageTool", "format", "-t", CLUSTER, "-c", str(config)]
        subprocess.run([*run, *tool], check=True, capture_output=True)
        with _server([*run, "kafka.Kafka", str(config)], port) as pid:
            yield f"127.0.0.1:{port}", pid


@contextlib.contextmanager
def _server(command: list[str], port: int) -> Iterator[int]:
    process = subprocess.Popen(
        [sys.executable, "-I", lifeline.__file__, str(os.getpid()), *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(process, port)
        yield process.pid
    finally:
        process.kill()  # its data go with it: no need to be gentle
        process.wait()


def _wait_for(process: "subprocess.Popen[bytes]", port: int) -> None:
    end = time.monotonic() + START_LIMIT_S
    while process.poll() is None and time.monotonic() < end:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        time.sleep(0.1)
    raise NoKafkaError("Kafka's server doesn't start")


def _java() -> str:
    java = shutil.which("java")
    if java is None:
        raise NoKafkaError("no Java, and MASKSTREAM_TEST_BROKERS is not set")
    said = subprocess.run([java, "-version"], check=True, capture_output=True)
    version = said.stderr.split(b'"')[1].split(b".")[0]
    if int(version) < OLDEST_JAVA:
        raise NoKafkaError(f"Java {version.decode()} is older than {OLDEST_JAVA}")
    return java


def _jars() -> Path:
    """Return the folder of Kafka's jars; resolve them the first time."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    jars = cache / "maskstream-tests" / f"kafka-{KAFKA}"
    if jars.is_dir():
        return jars
    maven = shutil.which("mvn")
    if maven is None:
        raise NoKafkaError("no Maven, and MASKSTREAM_TEST_BROKERS is not set")
    jars.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=jars.parent) as folder:
        fresh = _resolve(maven, Path(folder))
        with contextlib.suppress(OSError):  # another run was faster
            fresh.rename(jars)
    return jars


def _resolve(maven: str, folder: Path) -> Path:
    Path(folder, "pom.xml").write_text(POM)
    command = [maven, "-B", "-q", "dependency:copy-dependencies"]
    command += ["-DincludeScope=runtime", f"-DoutputDirectory={folder}/jars"]
    try:
        subprocess.run(
            command,
            check=True,
            capture_output=True,
            cwd=folder,
            timeout=RESOLVE_LIMIT_S,
        )
    except subprocess.SubprocessError as error:
        problem = f"Maven can't resolve Kafka ({type(error).__name__})"
        raise NoKafkaError(problem) from None
    return folder / "jars"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
