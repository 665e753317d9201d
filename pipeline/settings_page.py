"""Writes docs/settings.md: ``python -m pipeline.settings_page > docs/settings.md``."""

import sys
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from pipeline.settings import PACKAGE, Settings

HEAD = """\
# Settings

Every setting is an environment variable; a command's option of the same meaning
wins. A wrong value stops the command before anything starts (exit status 2), and
the error names the variable, never the value. This page is generated:
`python -m pipeline.settings_page > docs/settings.md`.

| Variable | Default | Meaning |
|---|---|---|
"""


def settings_page() -> str:
    """Return the page as Markdown."""
    rows = (_row(name, field) for name, field in Settings.model_fields.items())
    return HEAD + "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _row(name: str, field: FieldInfo) -> Iterator[str]:
    yield f"`MASKSTREAM_{name.upper()}`"
    yield _default(field.default)
    yield f"{field.description}{_choices(field.annotation)}".replace("|", r"\|")


def _default(value: Any) -> str:  # noqa: ANN401 - of any type
    if isinstance(value, SecretStr):
        value = value.get_secret_value()
    shown = str(value).replace(f"{PACKAGE.parent.as_posix()}/", "")
    return "" if value in ("", None) else f"`{shown}`"


def _choices(annotation: Any) -> str:  # noqa: ANN401 - of any type
    if get_origin(annotation) is not Literal:
        return ""
    return (
        " One of " + ", ".join(f"`{choice}`" for choice in get_args(annotation)) + "."
    )


if __name__ == "__main__":
    sys.stdout.write(settings_page())
