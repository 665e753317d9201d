"""Who is measured: our detector, another set-up of it, or stock Presidio."""

from dataclasses import dataclass, replace
from pathlib import Path

from models.shipping import SUMS
from pipeline.assembly import Parts
from pipeline.core.detect import Detect
from pipeline.core.errors import ConfigError
from pipeline.core.findings import THRESHOLD
from pipeline.settings import Settings, load_settings
from pipeline.stock import stock_detect, stock_versions
from recognizers.packs import rules_version

_PREFIX = "MASKSTREAM_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """A detector that is measured.

    Attributes:
        name: What tables call it.
        detect: What is measured.
        versions: What it was made from, each part with its version.
        threshold: Findings scored lower are ignored.
    """

    name: str
    detect: Detect
    versions: tuple[tuple[str, str], ...] = ()
    threshold: float = THRESHOLD


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """Who is measured, and what is set beside whom.

    Attributes:
        ours: What figures and misses are of.
        baselines: What stands before ours.
        candidates: What may come after ours.
    """

    ours: Contender
    baselines: tuple[Contender, ...] = ()
    candidates: tuple[Contender, ...] = ()


def ours(parts: Parts, name: str = "maskstream") -> Contender:
    """Take our detector as it is put together."""
    model = parts.names.version if parts.names else "none"
    return Contender(
        name=name,
        detect=parts.detect,
        versions=(("rules", rules_version(parts.packs)), ("model", model)),
    )


def another(path: Path, base: Parts) -> Contender:
    """Take our detector in another set-up.

    Args:
        path: What differs from `base`: a folder of packs, a folder of a trained
            model, or a file of ``MASKSTREAM_NAME=value`` lines.
        base: The set-up that is measured.

    Raises:
        ConfigError: It is none of these, or what it holds is wrong.
    """
    return ours(_other_parts(path, base), str(path))


def stock() -> Contender:
    """Take Presidio as it is installed, with its small English model.

    Every finding counts, as for its anonymizer: its phone numbers score 0.4.

    Raises:
        ConfigError: Its model isn't installed.
    """
    return Contender(
        name="stock Presidio",
        detect=stock_detect(),
        versions=stock_versions(),
        threshold=0.0,
    )


def _other_parts(path: Path, base: Parts) -> Parts:
    if path.is_file():
        return replace(base, settings=_settings(base, **read_settings(path)))
    if (path / SUMS).is_file():
        return replace(base, settings=_settings(base, model=True), artefact=path)
    if any(path.glob("*.yaml")):
        return replace(base, settings=_settings(base, packs=path))
    problem = "is no settings file, no folder of packs and no folder of a model"
    raise ConfigError(str(path), "", problem)


def _settings(base: Parts, **changes: object) -> Settings:
    given = base.settings.model_dump()
    return load_settings(**given | changes)


def read_settings(file: Path) -> dict[str, str]:
    """Read ``MASKSTREAM_NAME=value`` lines, as Docker reads them from a file.

    Blank lines and those that begin with ``#`` say nothing.

    Raises:
        ConfigError: A line is something else; it isn't repeated, as it may hold a
            secret.
    """
    try:
        lines = file.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise ConfigError(str(file), "", "can't be read as text") from None
    numbered = enumerate(map(str.strip, lines), start=1)
    said = {at: line for at, line in numbered if line and not line.startswith("#")}
    for at, line in said.items():
        if not line.startswith(_PREFIX) or "=" not in line:
            problem = f"is no {_PREFIX}NAME=value"
            raise ConfigError(str(file), f"line {at}", problem)
    pairs = (line.removeprefix(_PREFIX).split("=", 1) for line in said.values())
    return {name.lower(): value for name, value in pairs}
