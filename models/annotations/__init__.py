"""Entities that readers marked in texts which came without labels.

A file holds places in texts, never the texts: ``id<TAB>start-end:label...`` a line,
with labels ``P`` for people, ``L`` for places and ``O`` for organisations. A text whose
id is absent wasn't read to the end and is not used.
"""

import re
from pathlib import Path

from models.messages import LOCATION, ORGANIZATION, PERSON
from pipeline.core.errors import ConfigError

_FOLDER = Path(__file__).parent
_LABELS = {"P": PERSON, "L": LOCATION, "O": ORGANIZATION}
_SPAN = re.compile(r"(\d+)-(\d+):([PLO])")

Spans = list[dict[str, int | str]]
"""As a corpus has them: starts and ends in code points, and labels."""


def read_annotations(name: str, folder: Path = _FOLDER) -> dict[str, Spans]:
    """Return the entities of each text of a corpus, by the text's id.

    Raises:
        ConfigError: The file is missing or holds something else.
    """
    path = folder / f"{name}.tsv"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        problem = f"unreadable: {type(error).__name__}"
        raise ConfigError(str(path), "", problem) from None
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {row[0]: [_span(path, field) for field in row[1:]] for row in rows}


def _span(path: Path, field: str) -> dict[str, int | str]:
    match = _SPAN.fullmatch(field)
    if match is None:
        raise ConfigError(str(path), "", "not a span: start-end:label")
    return {"start": int(match[1]), "end": int(match[2]), "label": _LABELS[match[3]]}
