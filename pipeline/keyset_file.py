"""The keyset's file: made once, kept private, replaced whole, watched while in use."""

import fcntl
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pipeline.core.errors import ConfigError
from pipeline.keys import Keyring, Keys, new_keyset, read_keyring
from pipeline.keyset_marks import Marks, marks_of


def load_keys(file: Path, keyset: str = "") -> Keys:
    """Read the keys that are in force now; see `load_keyring`."""
    return load_keyring(file, keyset).at(None)


def load_keyring(file: Path, keyset: str = "") -> Keyring:
    """Read the keys; at the first start, make them.

    Args:
        file: The keyset file. Created for its owner alone if there is none; one
            that is there is not written.
        keyset: The JSON itself; wins over `file` unless empty.

    Raises:
        ConfigError: The file can be read by others, can't be read or created,
            or isn't a keyset. The message holds nothing of the keys.
    """
    with _as_config_error(file):
        if not keyset and not file.exists():
            _create(file)
    return find_keyring(file, keyset)


def find_keyring(file: Path, keyset: str = "") -> Keyring:
    """Read the keys, and never make any; see `load_keyring`."""
    if keyset:
        return read_keyring(keyset, "MASKSTREAM_KEYSET")
    return read_keyring(read_private(file), str(file))


def read_private(file: Path) -> str:
    """Return a file's text, if it is its owner's alone.

    Raises:
        ConfigError: Others can read it, nobody can, or it isn't text.
    """
    with _as_config_error(file), file.open(encoding="utf-8") as stream:
        if os.fstat(stream.fileno()).st_mode & 0o077:
            raise ConfigError(str(file), "", "open to others; set its mode to 0600")
        return stream.read()


@contextmanager
def replacing(file: Path) -> Iterator[Callable[[str], None]]:
    """Give what replaces a keyset file at one blow, while nobody else may.

    Raises:
        ConfigError: It can't be written.
    """
    with _as_config_error(file), _locked(file.parent):

        def replace(text: str) -> None:
            with _temporary(file.parent, text) as complete:
                os.rename(complete, file)  # noqa: PTH104 - a name is what mkstemp gives
                _settle(file.parent)

        yield replace


class Watch:
    """The keyring of a file that may be replaced at any time.

    A file that can't be read, isn't a keyset, or isn't the one in use, gone on, is no
    rotation: the last good keyring stays in use, and `check` stops a worker that
    has had no good one for too long.

    Attributes:
        problem: Why the file can't be followed at the moment; None while it can.
        marks: Those of the keys in use.
    """

    def __init__(
        self,
        file: Path,
        keyset: str = "",
        *,
        grace_s: float = 60.0,
        epoch: str = "",
        known: Marks | None = None,
    ) -> None:
        """Read the file; make it, unless its keys are known.

        Args:
            file: See `load_keyring`.
            keyset: The JSON itself, which never changes; wins over `file`.
            grace_s: Seconds until `check` raises.
            epoch: Use this epoch's key alone; empty for the one of a record's time.
            known: Marks of the keys that are in use already.

        Raises:
            ConfigError: See `load_keyring`. Or the keys are known, and there is no
                file, or one with others.
        """
        self.problem: ConfigError | None = None
        self._file = None if keyset else file
        self._grace_s = grace_s
        self._epoch = epoch
        if known is None:
            whole = load_keyring(file, keyset)
            known = marks_of(whole)
        else:
            whole = find_keyring(file, keyset)
            known.recognize(whole, str(file))
        self.marks = known
        self._trust(whole)
        self._stamp: tuple[int, ...] = ()  # the first look reads it again
        self._good_at = time.monotonic()

    def look(self) -> Keyring:
        """Return the last good keyring; read the file if it has changed."""
        try:
            self._follow()
        except ConfigError as problem:
            self.problem = problem
        else:
            self.problem, self._good_at = None, time.monotonic()
        return self._keyring

    def check(self) -> None:
        """Refuse to go on with keys that may not be the right ones any more.

        Raises:
            ConfigError: The file couldn't be followed for too long.
        """
        if self.problem and time.monotonic() - self._good_at > self._grace_s:
            raise self.problem

    def _follow(self) -> None:
        file = self._file
        if file is None:
            return
        with _as_config_error(file):
            stamp = _stamp(file)
        if stamp == self._stamp:
            return
        whole = read_keyring(read_private(file), str(file))
        self.marks.recognize(whole, str(file))
        self._trust(whole)
        self._stamp = stamp

    def _trust(self, whole: Keyring) -> None:
        keyring = whole.only(self._epoch) if self._epoch else whole
        self._keyring, self.marks = keyring, self.marks.and_of(whole)


def _stamp(file: Path) -> tuple[int, ...]:
    """Return what changes with a file's text, and with who may read it."""
    status = file.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _create(file: Path) -> None:
    """Publish a complete file under its name, unless another process just did."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = _temporary(file.parent, new_keyset())
    with made as complete, suppress(FileExistsError):
        os.link(complete, file)


@contextmanager
def _temporary(folder: Path, text: str) -> Iterator[str]:
    """Write a keyset to a file of mode 0600, which is gone afterwards."""
    descriptor, name = tempfile.mkstemp(prefix=".keyset-", dir=folder)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        yield name
    finally:
        Path(name).unlink(missing_ok=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep others from replacing files in a folder; the kernel unlocks for the dead."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _settle(folder: Path) -> None:
    """Have a new name outlive a loss of power."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _as_config_error(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        problem = error.strerror or "can't be read"
        raise ConfigError(str(file), "", problem) from None
    except UnicodeDecodeError:
        raise ConfigError(str(file), "", "not a keyset: not UTF-8") from None
