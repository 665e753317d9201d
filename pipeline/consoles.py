"""Where tables are printed."""

from rich.console import Console

_ENDLESS = 1_000


def stdout_console() -> Console:
    """Return a console on stdout that cuts lines at a terminal's edge only.

    A file or a pipe has no edge: its tables are as wide as what is in them.
    """
    console = Console()
    if not console.is_terminal:
        console.width = _ENDLESS
    return console
