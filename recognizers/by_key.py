"""Values of a form, read behind their key as a person would write them down.

A form's answer is a word and a key: "geheim99" under ``screen_0_Passwort``. Read alone
it tells little, so it is read as "passwort: geheim99" as well.
"""

import re
from collections.abc import Sequence

from pipeline.core.detect import Detect, Document
from pipeline.core.normalize import fold
from recognizers.retold import Edit, with_retelling

_WORDS = re.compile(r"[^\W\d_a-zß-ÿ]+(?![a-zß-ÿ])|[^\W\d_]?[a-zß-ÿ]+")
_LONGEST = 80
"""Code points of a key that are read: its last, which say most."""
_OF_FORMS = frozenset("screen field input question answer value text".split())
"""Words that form builders put into every key."""


def with_keys(detect: Detect) -> Detect:
    """Return a detector that reads a text with a hint behind that hint, too."""
    return with_retelling(detect, _behind_key)


def _behind_key(document: Document) -> Sequence[Edit]:
    label = document.hint and label_of(document.hint)
    return (Edit(0, 0, label),) if label else ()


def label_of(key: str) -> str:
    """Return what a person would write before a value.

    Example:
        >>> label_of("screen_0_dataNascita_1"), label_of("field_7")
        ('data nascita: ', '')
    """
    words = [word.lower() for word in _WORDS.findall(fold(key[-_LONGEST:]).text)]
    words = [word for word in words if word not in _OF_FORMS]
    return f"{' '.join(words)}: " if words else ""
