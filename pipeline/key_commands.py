"""``maskstream keys``: make, list, rotate and retire keys."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from pipeline.core.errors import ConfigError
from pipeline.durations import LEAST_LEAD_S, NEEDED_DAYS

app = typer.Typer(
    help="Make, list, rotate and retire the keys of tokens and seals.",
    no_args_is_help=True,
)

KeysetFile = Annotated[
    Path | None, typer.Option(help="Default: MASKSTREAM_KEYSET_FILE.", dir_okay=False)
]
LEAD_S = 600


@app.command()
def create(keyset_file: KeysetFile = None) -> None:
    """Make a keyset, readable for its owner alone; exit status 2 if there is one."""
    from pipeline.keyset_file import load_keyring

    file = _file(keyset_file)
    if file.exists():
        raise ConfigError(str(file), "", "is there already")
    load_keyring(file)
    _show(file)


@app.command(name="list")
def list_(keyset_file: KeysetFile = None) -> None:
    """Show every key's id, kind, start and state; never a key itself."""
    _show(_file(keyset_file))


@app.command()
def rotate(
    keyset_file: KeysetFile = None,
    lead: Annotated[
        int,
        typer.Option(help="Seconds until records get the new key.", min=LEAST_LEAD_S),
    ] = LEAD_S,
) -> None:
    """Add a token key for records from `--lead` seconds on, and a sealing key.

    Every worker has to have the new file by then. It takes it up by itself where the
    file is shared; where it is copied, copy it at once.
    """
    from pipeline.keyset_file import read_private, replacing
    from pipeline.rotation import rotate as add_keys

    file, now = _file(keyset_file), _now()
    with replacing(file) as replace:
        starts = now + timedelta(seconds=lead)
        text = add_keys(read_private(file), starts=starts, now=now, file=str(file))
        replace(text)
    _show(file)


@app.command()
def retire(
    key: Annotated[str, typer.Argument(help="Id of the key, as `list` shows it.")],
    keyset_file: KeysetFile = None,
    days: Annotated[
        float, typer.Option(help="Days that its successor must be in force.", min=0)
    ] = NEEDED_DAYS,
) -> None:
    """Take the oldest key out and forget it: nothing that it made can be made again.

    Eight days cover a topic of raw messages (one day) and the quarantine (seven) as
    `maskstream topics` creates them. With a key that others know, `--days 0`.
    """
    from pipeline.keyset_file import read_private, replacing
    from pipeline.rotation import retire as take_out

    file, unused_since = _file(keyset_file), _now() - timedelta(days=days)
    with replacing(file) as replace:
        text = read_private(file)
        replace(take_out(text, key, unused_since=unused_since, file=str(file)))
    _show(file)


def _now() -> datetime:
    return datetime.now(tz=UTC)


def _file(given: Path | None) -> Path:
    """Return the keyset's file.

    Raises:
        ConfigError: The keys aren't in a file.
    """
    from pipeline.settings import load_settings

    settings = load_settings(keyset_file=given)
    if settings.keyset.get_secret_value() and given is None:
        problem = "is set: name the file that it comes from with --keyset-file"
        raise ConfigError("MASKSTREAM_KEYSET", "", problem)
    return settings.keyset_file


def _show(file: Path) -> None:
    from pipeline.keyset_file import read_private
    from pipeline.rotation import list_keys

    for info in list_keys(read_private(file), now=_now(), file=str(file)):
        since = info.since.isoformat(timespec="seconds") if info.since else "always"
        typer.echo(f"{info.kind:<7} {info.id}  {since:<26} {info.state}")
