"""Make what turns an object of a payload into a record, from what a map says of it."""

from collections.abc import Callable, Sequence

from pipeline.core.channel import ChannelMap, Choice, Kind, Paths, People
from pipeline.core.decode_fields import Reader, tree_reader
from pipeline.core.decode_places import (
    has_one,
    identifier_of,
    identifiers_of,
    joined,
    refs_of,
    value_of,
)
from pipeline.core.draft import Draft
from pipeline.core.errors import DecodeError
from pipeline.core.leaves import iso_time
from pipeline.core.records import Record
from pipeline.core.strict_json import Object

MAX_PEOPLE = 1_000
"""In a list beside records: each record looks for its own among them."""

MakeRecord = Callable[[int, Object, Object], Record]
"""Makes a record of its position, its object, and the object that holds its list."""

_ReadPeople = Callable[[Object, Object, Draft], None]


def record_maker(kind: Kind, channel: ChannelMap) -> MakeRecord:
    """Make what makes the records of one kind."""
    direction_of, type_of = _choice(kind.direction), _choice(kind.type)
    time_of, find_refs = _time(kind.time), refs_of(kind.refs)
    id_of, sender_of = joined(kind.id), identifier_of(kind.sender)
    key_of = {way: identifier_of(paths) for way, paths in kind.conversation.items()}
    read_fields = tree_reader(kind.fields, channel.key_words, joint="")
    read_people = _people(kind.people, channel) if kind.people else _nobody

    def make(index: int, body: Object, around: Object) -> Record:
        draft = Draft()
        direction = direction_of(body, draft)
        type_ = type_of(body, draft)
        time = time_of(body, draft)
        read_fields(body, "", draft)
        read_people(body, around, draft)
        return Record(
            index=index,
            channel=channel.name,
            kind=kind.name,
            type=type_,
            direction=direction,
            id=id_of(body),
            conversation=key_of[direction](body),
            sender=sender_of(body) or None,
            time=time,
            refs=find_refs(body),
            fields=tuple(draft.fields.values()),
            names=tuple(dict.fromkeys(draft.names)),
            unknown=draft.unknown,
        )

    return make


def _choice(choice: Choice) -> Callable[[Object, Draft], str]:
    """Make what translates the payload's word; one that isn't listed is unknown."""
    find, words = identifier_of(choice.of), choice.words

    def choose(body: Object, draft: Draft) -> str:
        word = find(body)
        if not word:
            return choice.otherwise
        if word not in words:
            draft.unknown += 1
            return choice.unlisted
        return words[word]

    return choose


def _time(paths: Paths) -> Callable[[Object, Draft], str | None]:
    """Make what reads the record's moment; one that can't be read is unknown."""
    find = value_of(paths)

    def read(body: Object, draft: Draft) -> str | None:
        value = find(body)
        moment = iso_time(value)
        draft.unknown += value is not None and moment is None
        return moment

    return read


def _people(people: People, channel: ChannelMap) -> _ReadPeople:
    """Make what reads who a record is from out of the list beside it.

    If nobody in the list is known to be meant, everybody's name is searched for in
    the record's texts, but nothing of them becomes a field.
    """
    read_entry = tree_reader(people.fields, channel.key_words)
    wanted_of, is_one = identifiers_of(people.equals), has_one(people.match)

    def read(body: Object, around: Object, draft: Draft) -> None:
        entries = around.get(people.beside) or []
        if not isinstance(entries, list):
            draft.unknown += 1
            return
        if len(entries) > MAX_PEOPLE:
            raise DecodeError(channel.name, code="too_many_names")
        wanted = wanted_of(body)
        meant = [e for e in entries if isinstance(e, dict) and is_one(e, wanted)]
        if meant:
            read_entry(meant[0], people.prefix, draft)
        if others := meant[1:] if meant else entries:
            _name_all(others, read_entry, draft)

    return read


def _name_all(entries: Sequence[object], read_entry: Reader, draft: Draft) -> None:
    """Take in what these people are called, and no field of them."""
    others = Draft()
    for position, entry in enumerate(entries):
        read_entry(entry, str(position), others)
    draft.names += others.names
    draft.unknown += others.unknown


def _nobody(_body: Object, _around: Object, _draft: Draft) -> None:
    """Read nobody, where no list says who a record is from."""
