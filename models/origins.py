"""Names of many origins in Latin letters: Faker's, and those Faker lacks.

Used to build the gazetteer and to generate training messages; never at run time.
"""

import pkgutil
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

import yaml
from faker.providers import lorem, person

_FILE = Path(__file__).with_name("origins.yaml")
_RARE = Path(__file__).with_name("names.yaml")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ][A-Za-zÀ-ɏḀ-ỿ' -]+")
_PLACEHOLDERS = {"John", "Jane", "Doe"}
"""What Faker's providers hold where they build names in another way."""
_SHORTEST = 2
"""Names no longer than this are kept only as `Li` is written, not as `LI`."""
_WORDS_OF = ("de_DE", "en_US", "es_ES", "fr_FR", "it_IT", "nl_NL", "pl_PL", "cs_CZ")


@dataclass(frozen=True, slots=True)
class Origin:
    """Names of one language or region; sorted, so that a seed repeats a corpus."""

    first: tuple[str, ...]
    last: tuple[str, ...]

    def __or__(self, other: "Origin") -> "Origin":
        """Return the names of both, each once."""
        return Origin(_merge(self.first, other.first), _merge(self.last, other.last))


_NOBODY = Origin((), ())


@cache
def handwritten() -> dict[str, str | dict[str, dict[str, str]]]:
    """Return what `origins.yaml` holds."""
    loaded: dict[str, str | dict[str, dict[str, str]]] = yaml.safe_load(
        _FILE.read_text(encoding="utf-8")
    )
    return loaded


def listed(key: str) -> list[str]:
    """Return one of the lists of `origins.yaml`: particles, titles or words."""
    text = handwritten()[key]
    assert isinstance(text, str)
    return text.split()


@cache
def load_origins() -> dict[str, Origin]:
    """Return names by Faker locale (``de_DE``) or origin (``arabic``)."""
    origins = {
        module.name: _of_provider(f"{person.__name__}.{module.name}")
        for module in pkgutil.iter_modules(person.__path__)
    }
    for parts in (_handwritten(), _rare()):
        for name, it in parts.items():
            origins[name] = origins.get(name, _NOBODY) | it
    return {name: it for name, it in sorted(origins.items()) if it.first or it.last}


def handwritten_origins() -> list[Origin]:
    """Return the origins of `origins.yaml` alone: its names are frequent ones."""
    return list(_handwritten().values())


@cache
def everyday_words() -> frozenset[str]:
    """Return frequent words of eight languages, from Faker's lorem providers."""
    return frozenset(
        word.lower()
        for locale in _WORDS_OF
        for word in import_module(f"{lorem.__name__}.{locale}").Provider.word_list
    )


def _handwritten() -> dict[str, Origin]:
    parts = handwritten()["origins"]
    assert isinstance(parts, dict)
    return _origins(parts)


def _rare() -> dict[str, Origin]:
    """Return the origins of `names.yaml`, which holds the less frequent names."""
    return _origins(yaml.safe_load(_RARE.read_text(encoding="utf-8")))


def _origins(parts: Mapping[str, Mapping[str, str]]) -> dict[str, Origin]:
    return {
        name: Origin(
            _clean(kinds.get("first", "").split()),
            _clean(kinds.get("last", "").split()),
        )
        for name, kinds in parts.items()
    }


def _merge(some: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*some, *more}))


def _of_provider(module: str) -> Origin:
    provider = import_module(module).Provider
    return Origin(_pool(provider, "first"), _pool(provider, "last"))


def _pool(provider: type, kind: str) -> tuple[str, ...]:
    names: set[str] = set()
    for attribute in dir(provider):
        if kind in attribute and "name" in attribute:
            value = getattr(provider, attribute)
            if isinstance(value, (tuple, list, dict)):
                names.update(name for name in value if isinstance(name, str))
    return _clean(names - _PLACEHOLDERS)


def _clean(names: "set[str] | list[str]") -> tuple[str, ...]:
    """Keep Latin names that people bear; write `O'Brien` and `De-Luca` as they do."""
    no_names = frozenset(listed("no_names"))
    plain = {name.replace("De-", "De ").replace("Di-", "Di ").strip() for name in names}
    return tuple(
        sorted(
            name.title() if name.isupper() else name
            for name in plain
            if _LATIN.fullmatch(name) and (len(name) > _SHORTEST or name.istitle())
            if name.lower() not in no_names
        )
    )
