"""Read recognizer packs: what to look for, written by people, in YAML.

A pack is one file. ``recognizers`` says what to find, ``context`` which words
near a candidate speak for an entity, ``counter`` which speak against it, and
``examples`` what must and must not be found. The packs in ``recognizers/packs/``
explain every key where it is first used.
"""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

import regex
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    field_validator,
    model_validator,
)

from pipeline.core.errors import ConfigError
from pipeline.core.strict_yaml import read_yaml
from recognizers.presidio import FLAGS

HOME = Path(__file__).with_name("packs")

Label = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9_]*$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Word = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Score = Annotated[float, Field(ge=0.0, le=1.0)]
ReadingName = Literal["folded", "spoken", "digits"]


def _listed(value: Any) -> Any:  # noqa: ANN401 - YAML holds anything
    """Let a single word stand for a list of one."""
    return [value] if isinstance(value, str) else value


class _Part(BaseModel):
    """A piece of a pack: unknown keys are mistakes, values don't change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class PatternEntry(_Part):
    """One regex of a recognizer, as in Presidio's schema."""

    name: Word
    regex: Word
    score: Score = 0.5

    @field_validator("regex")
    @classmethod
    def _compiles(cls, value: str) -> str:
        try:
            compiled = regex.compile(value, FLAGS)
        except regex.error as problem:
            raise ValueError(f"not a regular expression: {problem}") from None
        if compiled.fullmatch(""):
            raise ValueError("matches nothing at all, everywhere")
        return value


class Entry(_Part):
    """One recognizer of a pack.

    Exactly one of `patterns` and/or `deny_list`, `finder`, `document_finder` or
    `presidio` says how it finds.

    Attributes:
        validate_by: A checksum's name; written ``validate`` in YAML.
        passed: Score of a match whose check digits are right.
        failed: Score of one whose check digits are wrong; 0 drops it.
        counter: Words before a candidate that speak against it.
        readings: Which readings of a text it reads.
        needs: What a text must hold, any of them, to be worth reading:
            ``digit``, ``long_number``, ``nine_digits``, ``twelve_digits``,
            ``decimal``, ``coordinate``, ``octets``, ``dotted``, ``code``,
            ``long_code``, ``longer_code``, ``solid_code``, ``mailbox``, or a literal
            in lower case.
        needs_word: Literals in lower case; one must stand in the text, or in
            its hint, as well.
        min_score: Anything lower, after context, isn't reported.
    """

    name: Name
    supported_entity: Label
    patterns: tuple[PatternEntry, ...] = ()
    deny_list: tuple[Word, ...] = ()
    deny_list_score: Score = 1.0
    finder: Name | None = None
    document_finder: Name | None = None
    presidio: Word | None = None
    validate_by: Name | None = Field(default=None, alias="validate")
    passed: Score = 1.0
    failed: Score = 0.0
    context: tuple[Word, ...] = ()
    counter: tuple[Word, ...] = ()
    readings: tuple[ReadingName, ...] = ("folded",)
    needs: Annotated[tuple[Word, ...], BeforeValidator(_listed)] = ()
    needs_word: tuple[Word, ...] = ()
    enabled: bool = True
    min_score: Score = 0.0

    @model_validator(mode="after")
    def _finds_in_one_way(self) -> "Entry":
        ways = [
            bool(self.patterns or self.deny_list),
            bool(self.finder),
            bool(self.document_finder),
            bool(self.presidio),
        ]
        if sum(ways) != 1:
            raise ValueError(
                "needs exactly one of: patterns/deny_list, finder, "
                "document_finder, presidio"
            )
        if self.validate_by and not self.patterns:
            raise ValueError("validate: only patterns can be validated")
        return self


class Expected(_Part):
    """What an example's text holds: a label and the exact stretch."""

    entity: Label
    text: Word


class Example(_Part):
    """A text with what must be found in it, and what must not.

    Attributes:
        find: Stretches that must be found, exactly.
        nothing: Labels of which nothing may be found.
        names: People's names that the message's metadata gives.
        hint: The key under which the text stands.
    """

    text: str
    find: tuple[Expected, ...] = ()
    nothing: Annotated[tuple[Label, ...], BeforeValidator(_listed)] = ()
    names: tuple[Word, ...] = ()
    hint: str = ""

    @model_validator(mode="after")
    def _expects_something(self) -> "Example":
        if not self.find and not self.nothing:
            raise ValueError("expects neither `find` nor `nothing`")
        return self


class Pack(_Part):
    """One file of recognizers.

    Attributes:
        pack: Its name; a later pack of the same name replaces it.
        context: Words that speak for an entity, whoever found it.
        counter: Words that speak against it.
        file: Where it was read; not a key of the file.
    """

    pack: Name
    description: str = ""
    recognizers: tuple[Entry, ...] = ()
    context: Mapping[Label, tuple[Word, ...]] = Field(default_factory=dict)
    counter: Mapping[Label, tuple[Word, ...]] = Field(default_factory=dict)
    examples: tuple[Example, ...] = ()
    file: str = ""


def load_packs(extra: Path | None = None) -> tuple[Pack, ...]:
    """Read the packs that come with the program, and those of a folder.

    Args:
        extra: A folder of ``*.yaml`` packs. One with the name of an earlier
            pack replaces it.

    Raises:
        ConfigError: A pack is wrong, `extra` is no folder, or it holds a ``*.yml``,
            which somebody may take for a pack.
    """
    if extra is not None and not extra.is_dir():
        raise ConfigError(str(extra), "", "is not a folder")
    for stray in sorted(extra.glob("*.yml")) if extra is not None else ():
        raise ConfigError(str(stray), "", "would not be read: call it .yaml")
    packs: dict[str, Pack] = {}
    for folder in [HOME] if extra is None else [HOME, extra]:
        for file in sorted(folder.glob("*.yaml")):
            pack = read_pack(file)
            packs[pack.pack] = pack
    _refuse_double_names(packs.values())
    return tuple(packs.values())


def read_pack(file: Path) -> Pack:
    """Read one pack.

    Raises:
        ConfigError: It can't be read, or is wrong; says where in the file.
    """
    content = read_yaml(file)
    if not isinstance(content, dict):
        raise ConfigError(str(file), "", "is not a mapping")
    return _checked(str(file), content)


def rules_version(packs: Iterable[Pack]) -> str:
    """Return a short hash that changes whenever a rule of any pack changes."""
    digest = hashlib.sha256()
    for pack in packs:
        digest.update(pack.model_dump_json(exclude={"file", "examples"}).encode())
    return digest.hexdigest()[:12]


def _checked(file: str, content: dict[Any, Any]) -> Pack:
    if "file" in content:
        raise ConfigError(file, "file", "unknown key")
    try:
        return Pack.model_validate({**content, "file": file})
    except ValidationError as problems:
        first = problems.errors(include_url=False, include_input=False)[0]
        raise ConfigError(file, _dotted(first["loc"]), _said(first)) from None


def _said(error: Mapping[str, Any]) -> str:
    if error["type"] == "extra_forbidden":
        return "unknown key"
    return str(error["msg"]).removeprefix("Value error, ")


def _dotted(location: tuple[int | str, ...]) -> str:
    parts = [f"[{part}]" if isinstance(part, int) else f".{part}" for part in location]
    return "".join(parts).removeprefix(".")


def _refuse_double_names(packs: Iterable[Pack]) -> None:
    seen: dict[str, str] = {}
    for pack in packs:
        for index, entry in enumerate(pack.recognizers):
            if entry.name in seen:
                raise ConfigError(
                    pack.file,
                    f"recognizers[{index}].name",
                    f"{entry.name} is already a recognizer of {seen[entry.name]}",
                )
            seen[entry.name] = pack.file
