"""Commands run as the image runs them: nothing to write to, no rights, no shell.

No container engine is needed: a mount name space of our own is as read-only.
"""

import asyncio
import os
import secrets
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer

from pipeline.feed import open_producer
from pipeline.keys import new_keyset
from pipeline.settings import Settings
from pipeline.topics import create_topics
from tests.conftest import Broker

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

ROOT = Path(__file__).parents[1]
UID = "10001"
TEXT = b'{"id": "1", "text": "call 07700 900123"}\n'

# Python may live in a folder that root alone may enter: its way is laid bare.
SETUP = r"""
mount --make-rprivate /
mount --bind / "$NEW"
for place in $WAY; do
  mount -t tmpfs -o mode=755 tmpfs "$NEW$place"
done
for place in "$PYTHON_HOME" "$PROJECT"; do
  mkdir -p "$NEW$place"
  mount --bind "$place" "$NEW$place"
  mount -o remount,ro,bind "$NEW$place"
done
mount --rbind /proc "$NEW/proc"
mount --rbind /dev "$NEW/dev"
mount -t tmpfs -o mode=1777 tmpfs "$NEW/tmp"
mkdir -m 700 "$NEW/tmp/keys"
chown "$BOX_UID:$BOX_UID" "$NEW/tmp/keys"
if [ -n "$NO_TMP" ]; then mount -o remount,ro "$NEW/tmp"; fi
for place in $WAY; do
  mount -o remount,ro "$NEW$place"
done
for shell in /bin/sh /bin/bash /bin/dash; do
  if [ -e "$NEW$shell" ]; then mount --bind /dev/null "$NEW$shell"; fi
done
mount -o remount,ro,bind "$NEW"
cd /
exec chroot "$NEW" "$@"
"""


def private_folders(*places: Path) -> list[str]:
    """Return the topmost folders on the way that only their owner may enter."""
    found = set()
    for place in places:
        for folder in reversed(place.parents):
            if folder.stat().st_mode & 0o005 != 0o005:
                found.add(str(folder))
                break
    return sorted(found)


class Box:
    """What stands in for a container."""

    def __init__(self, new_root: Path) -> None:
        """Put the box's root where `new_root` is."""
        python_home = Path(sys.base_prefix)
        self._setup = {
            "NEW": str(new_root),
            "WAY": " ".join(private_folders(python_home, ROOT)),
            "PYTHON_HOME": str(python_home),
            "PROJECT": str(ROOT),
            "BOX_UID": UID,
        }

    def start(
        self, *command: str, tmp: bool = True, **env: str
    ) -> "subprocess.Popen[bytes]":
        """Start a command with nothing in its environment but `env`."""
        program = str(Path(sys.executable).with_name("maskstream"))
        ours = {"PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1", **env}
        inner = ["/usr/bin/setpriv", f"--reuid={UID}", f"--regid={UID}"]
        inner += ["--clear-groups", "--no-new-privs", "--bounding-set=-all"]
        inner += ["/usr/bin/env", "-i", *(f"{k}={v}" for k, v in ours.items())]
        shell = ["unshare", "--mount", "sh", "-e", "-c", SETUP, "box"]
        return subprocess.Popen(
            [*shell, *inner, sys.executable, program, *command],
            env={**os.environ, **self._setup, "NO_TMP": "" if tmp else "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(
        self, *command: str, text: bytes = b"", tmp: bool = True, **env: str
    ) -> "subprocess.CompletedProcess[bytes]":
        """Run a command to its end."""
        with self.start(*command, tmp=tmp, **env) as process:
            out, err = process.communicate(text)
        return subprocess.CompletedProcess(command, process.returncode, out, err)


@pytest.fixture(scope="module")
def box(tmp_path_factory: pytest.TempPathFactory) -> Box:
    """Give a box, or skip where the kernel or our rights don't allow one."""
    tools = all(map(shutil.which, ("unshare", "setpriv", "chroot", "mount")))
    if sys.platform != "linux" or not tools or os.geteuid() != 0:
        pytest.skip("needs root on Linux, with util-linux")
    made = Box(tmp_path_factory.mktemp("root"))
    probe = made.run("--help")
    if b"Usage" not in probe.stdout:
        pytest.skip(f"no mount name space here: {probe.stderr[-200:]!r}")
    return made


def test_the_box_is_as_closed_as_it_says(box: Box) -> None:
    """Else the other tests would say nothing."""
    done = box.run("keys", "create", MASKSTREAM_KEYSET_FILE="/keyset.json")

    assert done.returncode == 2
    assert b"Read-only file system" in done.stderr


@pytest.mark.parametrize("tmp", [True, False], ids=["tmpfs", "nothing to write"])
def test_detect_needs_nothing_but_its_input(box: Box, tmp: bool) -> None:  # noqa: FBT001
    """No HOME, no cache, no folder of its own."""
    done = box.run("detect", text=TEXT, tmp=tmp)

    assert done.returncode == 0, done.stderr
    assert b"PHONE_NUMBER" in done.stdout


@pytest.mark.parametrize("tmp", [True, False], ids=["tmpfs", "nothing to write"])
def test_mask_needs_its_keys_alone(box: Box, tmp: bool) -> None:  # noqa: FBT001
    """Made in the one place that can be written, or given."""
    where = {"MASKSTREAM_KEYSET_FILE": "/tmp/keys/keyset.json"}  # noqa: S108
    keys = where if tmp else {"MASKSTREAM_KEYSET": new_keyset()}

    done = box.run(
        "mask", "--view=agent", "--channel=plain", text=TEXT, tmp=tmp, **keys
    )

    assert done.returncode == 0, done.stderr
    assert b"07700" not in done.stdout
    assert b'"label":"PHONE_NUMBER"' in done.stdout


def test_check_needs_nothing(box: Box) -> None:
    """It serves as a smoke test of an image."""
    done = box.run("check", tmp=False, MASKSTREAM_KEYSET=new_keyset())

    assert done.returncode == 0, done.stderr


@pytest.mark.broker
async def test_a_worker_needs_its_keys_and_a_broker(box: Box, embedded: Broker) -> None:
    """Its CPU processes start and mask without a place to write, or a shell."""
    name = f"box-{secrets.token_hex(4)}"
    own = {"brokers": embedded.address, "incoming": f"{name}.raw", "outgoing": name}
    settings = Settings(**own)  # type: ignore[arg-type]
    await create_topics(settings, ["analytics", "agent"])
    async with open_producer(settings) as producer:
        await producer.send_and_wait(settings.incoming, TEXT)

    env = {f"MASKSTREAM_{key.upper()}": value for key, value in own.items()}
    keys = {"MASKSTREAM_KEYSET": new_keyset(), "MASKSTREAM_PROCESSES": "1"}
    worker = box.start("worker", "--group", name, tmp=False, **env, **keys)
    try:
        value = await first(f"{name}.agent", embedded.address)
    finally:
        worker.terminate()
        _, said = await asyncio.to_thread(worker.communicate)

    assert worker.returncode == 0, said
    assert b"07700" not in value + said


async def first(topic: str, brokers: str) -> bytes:
    """Return the first record of a topic."""
    options = {"bootstrap_servers": brokers, "auto_offset_reset": "earliest"}
    async with AIOKafkaConsumer(topic, **options) as consumer:
        record = await asyncio.wait_for(consumer.getone(), 120)
    return bytes(record.value)
