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
START_LIMIT_S = 180
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

USER, PASSWORD = "worker", "drama-only"

PROPERTIES = f"""\
process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{{controller}}
listeners=OPEN://127.0.0.1:{{port}},GUARDED://127.0.0.1:{{guarded}},\
PROXIED://127.0.0.1:{{behind}},CONTROLLER://127.0.0.1:{{controller}}
advertised.listeners=OPEN://127.0.0.1:{{port}},GUARDED://127.0.0.1:{{guarded}},\
PROXIED://127.0.0.1:{{front}}
controller.listener.names=CONTROLLER
inter.broker.listener.name=OPEN
listener.security.protocol.map=OPEN:PLAINTEXT,CONTROLLER:PLAINTEXT,\
PROXIED:PLAINTEXT,GUARDED:SASL_PLAINTEXT
listener.name.guarded.sasl.enabled.mechanisms=PLAIN
listener.name.guarded.plain.sasl.jaas.config=\
org.apache.kafka.common.security.plain.PlainLoginModule required \
user_{USER}="{PASSWORD}";
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:ANONYMOUS
allow.everyone.if.no.acl.found=true
log.dirs={{folder}}/data
log.index.size.max.bytes=65536
auto.create.topics.enable=false
broker.session.timeout.ms=1500
broker.heartbeat.interval.ms=300
group.initial.rebalance.delay.ms=0
offsets.topic.num.partitions=1
offsets.topic.replication.factor=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
"""
"""Who comes by OPEN may do everything; by GUARDED, what nothing forbids its user."""


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
    with kafka_node() as node:
        yield node.address, node.pid


@contextlib.contextmanager
def kafka_node() -> Iterator["Node"]:
    """Start a server of our own; kill and delete it at the end.

    Raises:
        NoKafkaError: As for `apache_kafka`, whatever the environment names.
    """
    command = [_java(), "-Xmx512m", "-cp", f"{_jars()}/*"]
    with tempfile.TemporaryDirectory(prefix="maskstream-kafka-") as folder:
        node = Node(command, Path(folder))
        try:
            node.launch()
            node.wait()
            yield node
        finally:
            node.kill()  # its data go with it: no need to be gentle


class Node:
    """A server that may be killed, and started again on what it had written.

    Attributes:
        folder: Where it keeps everything.
        port: Where anybody may connect.
        guarded: Where users have to say who they are.
        front: The address that it tells those who connect by a proxy ...
        behind: ... and where that proxy connects.
    """

    def __init__(self, java: list[str], folder: Path) -> None:
        """Prepare its folder; `java` is the command but for the class."""
        self.folder = folder
        ports = _free_ports(5)
        self.port, self.guarded, self.front, self.behind, controller = ports
        self._java = java
        self._config = folder / "server.properties"
        self._config.write_text(
            PROPERTIES.format(
                port=self.port,
                guarded=self.guarded,
                front=self.front,
                behind=self.behind,
                controller=controller,
                folder=folder,
            )
        )
        tool = ["kafka.tools.StorageTool", "format", "-t", CLUSTER]
        done = [*java, *tool, "-c", str(self._config)]
        subprocess.run(done, check=True, capture_output=True)
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Return its bootstrap servers."""
        return f"127.0.0.1:{self.port}"

    @property
    def data(self) -> Path:
        """Return where it keeps its topics."""
        return self.folder / "data"

    @property
    def pid(self) -> int:
        """Return its process id."""
        assert self._process is not None
        return self._process.pid

    def launch(self) -> None:
        """Start its process, which dies with the thread that calls this."""
        command = [*self._java, "kafka.Kafka", str(self._config)]
        self._process = subprocess.Popen(
            [sys.executable, "-I", lifeline.__file__, str(os.getpid()), *command],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def wait(self) -> None:
        """Wait until it takes connections.

        Raises:
            NoKafkaError: It doesn't start.
        """
        assert self._process is not None
        _wait_for(self._process, self.port)

    def wait_for_end(self) -> None:
        """Wait until it has ended by itself."""
        assert self._process is not None
        self._process.wait(START_LIMIT_S)

    def kill(self) -> None:
        """End it as a power cut would end its process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()


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


def _free_ports(count: int) -> list[int]:
    """Return as many different ports."""
    with contextlib.ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(count)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]
