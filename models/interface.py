"""Texts of user interfaces: everyday words of nine languages, without a person.

They come from the translations that ship inside well-known web packages under BSD and
MIT licences. The packages are needed for training alone; see ``make model``.
"""

import gettext
import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from models.corpus import LANGUAGES
from pipeline.core.errors import ConfigError

PACKAGES = ("allauth", "cms", "django", "filer", "oscar", "wagtail")
_FOLDERS = {language: language for language in LANGUAGES} | {"pt": "pt_BR"}
_MARKUP = re.compile(r"[<>{}%\n@]")
_SHORTEST, _LONGEST = 3, 160


def read_interface(language: str) -> list[str]:
    """Return a language's texts, sorted, each once.

    Raises:
        ConfigError: One of `PACKAGES` isn't installed.
    """
    texts = {
        text for package in PACKAGES for text in _texts(package, _FOLDERS[language])
    }
    return sorted(texts)


def _texts(package: str, folder: str) -> Iterator[str]:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise ConfigError(
            "models.interface", package, "not installed: run `make model`"
        )
    for path in sorted(Path(spec.origin).parent.glob(f"**/{folder}/LC_MESSAGES/*.mo")):
        with path.open("rb") as catalogue:
            entries = gettext.GNUTranslations(catalogue)._catalog  # type: ignore[attr-defined]  # noqa: SLF001 - the only list of them
        yield from (it for it in entries.values() if _is_plain(it))


def _is_plain(text: object) -> bool:
    if not isinstance(text, str) or _MARKUP.search(text):
        return False
    return _SHORTEST <= len(text) <= _LONGEST
