"""What has been read of one record so far."""

from dataclasses import dataclass, field

from pipeline.core.errors import DecodeError
from pipeline.core.records import Field

MAX_FIELDS = 20_000  # of all records; a thousand bundled messages have about ten each

_NAMING = frozenset({"PERSON", "USERNAME"})


@dataclass(slots=True)
class Draft:
    """A record's fields, as far as they have been read.

    Attributes:
        fields: By path, so that no two share one.
        names: Of people, as the fields give them.
        unknown: How many values weren't what the map says.
    """

    fields: dict[str, Field] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    unknown: int = 0

    def put(self, made: Field | None) -> None:
        """Add a field, unless its value was refused or its path is taken.

        Raises:
            DecodeError: ``too_many_fields``: the rest would only take time.
        """
        if made is None or self.fields.setdefault(made.path, made) is not made:
            self.unknown += 1
        elif len(self.fields) > MAX_FIELDS:
            raise DecodeError(code="too_many_fields")
        elif made.entity in _NAMING:
            self.names.append(str(made.value))

    def refuse(self, value: object) -> None:
        """Count a value that isn't what the map says; nothing is none."""
        if value is not None and value != "":
            self.unknown += 1
