"""Nobody gets at the memory of a process that holds raw texts or keys."""

import ctypes
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import SecretStr

from pipeline.core.records import Source
from pipeline.core.route import Incoming, Outgoing
from pipeline.pool import SECRET_VARIABLES, Pool
from pipeline.seclusion import seclude
from pipeline.settings import Settings
from tests.secluded import state, tell

RAW = Incoming(value=b"raw", source=Source(topic="raw"))
CLOSED = "0 (0, 0) []"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux")


def never(_: Incoming, __: str) -> Outgoing:
    """Give up nothing."""
    raise AssertionError


async def test_cpu_processes_are_closed_and_hold_no_secret_variable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """They read what strangers wrote."""
    for name in SECRET_VARIABLES:
        monkeypatch.setenv(name, "example")

    async with Pool(tell, never, processes=1) as pool:
        ((out,),) = await pool.redact([RAW])

    assert out.value.decode() == CLOSED
    assert state() != CLOSED  # it was the child that told


def test_every_secret_setting_is_kept_from_cpu_processes() -> None:
    """One that is added later, too."""
    secret = {
        f"MASKSTREAM_{name.upper()}"
        for name, field in Settings.model_fields.items()
        if field.annotation is SecretStr
    }

    assert secret == SECRET_VARIABLES


def run(code: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run Python code that may dump a core into a folder."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": os.getcwd()},  # noqa: PTH109
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_command_is_closed(tmp_path: Path) -> None:
    """A worker, but `mask` and `explain` hold texts as well."""
    code = (
        "import pipeline.cli as cli; from tests.secluded import state\n"
        "cli.app = lambda: print(state())\n"
        "cli.main()"
    )

    assert run(code, tmp_path).stdout.strip() == CLOSED


def test_a_crash_leaves_no_core_file(tmp_path: Path) -> None:
    """Even if an administrator has set the limits high."""
    code = (
        "import os, resource; from pipeline.seclusion import seclude\n"
        "most = resource.getrlimit(resource.RLIMIT_CORE)[1]\n"
        "resource.setrlimit(resource.RLIMIT_CORE, (most, most))\n"
        "text = 'Erika Mustermann'; seclude(); os.abort()"
    )

    done = run(code, tmp_path)

    assert done.returncode == -signal.SIGABRT
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody")
def test_who_runs_as_the_same_user_can_not_read_the_memory(tmp_path: Path) -> None:
    """Two services often share a user; one of them may be broken into."""
    code = (
        "import os; from pipeline.seclusion import seclude\n"
        "def readable(pid):\n"
        "    try: return bool(open(f'/proc/{pid}/environ', 'rb').read())\n"
        "    except PermissionError: return False\n"
        "os.setgid(65534); os.setuid(65534)\n"
        "parent = os.getpid()\n"
        "import ctypes; ctypes.CDLL(None).prctl(4, 1, 0, 0, 0)\n"
        "def ask():\n"
        "    pid = os.fork()\n"
        "    if pid == 0: os._exit(int(readable(parent)))\n"
        "    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])\n"
        "before = ask(); seclude(); print(before, ask())"
    )
    tmp_path.chmod(0o755)

    assert run(code, tmp_path).stdout.strip() == "1 0"


def test_seclusion_asks_the_kernel_for_what_it_says() -> None:
    """The number is Linux's: PR_SET_DUMPABLE in <linux/prctl.h>."""
    assert ctypes.CDLL(None).prctl(3, 0, 0, 0, 0) == 1


def test_a_process_that_is_not_closed_does_not_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It would hold raw texts in the open, and say that it doesn't."""

    class Refusing:
        """A kernel that has no such thing."""

        def prctl(self, *_: int) -> int:
            """Refuse."""
            return -1

    monkeypatch.setattr(resource, "setrlimit", lambda *_: None)
    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: Refusing())

    with pytest.raises(OSError, match="refuses"):
        seclude()
