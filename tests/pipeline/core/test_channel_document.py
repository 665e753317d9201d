"""A wrong map stops the program before it starts, and says where it is wrong."""

import copy
from typing import Any

import pytest

from pipeline.core.channel import Choice, Items, Json, Leaf, Read, RecordOf, Tree
from pipeline.core.channel_document import build_channel
from pipeline.core.errors import ConfigError

GOOD: dict[str, Any] = {
    "name": "tickets",
    "when": {"head.system": "desk"},
    "on_unknown": "quarantine",
    "words": {"states": ["open", "closed"]},
    "json": {"form": {"email": "email", "*": "scan", "sub": {"*": "scan"}}},
    "key_words": ["comment"],
    "payload": {"head": "drop", "tickets": ["record ticket"]},
    "kinds": {
        "ticket": {
            "id": ["number", "state"],
            "conversation": "thread.id",
            "sender": ["from.mail"],
            "time": "at",
            "direction": {"of": "way", "words": {"in": "inbound"}},
            "type": {"of": "state", "words": "states", "otherwise": "open"},
            "refs": {"reply_to": "parent"},
            "people": {
                "prefix": "customer",
                "beside": "users",
                "match": "mail",
                "equals": ["from.mail"],
                "fields": {"mail": "email"},
            },
            "fields": {
                "number": "used",
                "thread": {"id": "used"},
                "from": {"mail": "email"},
                "lines": ["scan"],
                "form": "json form",
                "owner": "token subject",
                "state": "words states",
            },
        }
    },
    "examples": [{"name": "one", "payload": {}, "records": [{}]}],
}


def changed(where: str, value: object) -> dict[str, Any]:
    """Return the good map with one place changed; None removes it."""
    document = copy.deepcopy(GOOD)
    *way, last = where.split("/")
    place = document
    for key in way:
        place = place[key]
    if value is None:
        del place[last]
    else:
        place[last] = value
    return document


def test_reads_a_map() -> None:
    """Every part of a map ends in a value of ours."""
    channel = build_channel(GOOD, "tickets.yaml")

    kind = channel.kinds["ticket"]
    assert channel.name == "tickets"
    assert channel.when == {("head", "system"): "desk"}
    assert channel.on_unknown == "quarantine"
    assert channel.payload == Tree(
        {"head": Leaf(read=Read.DROP), "tickets": Items(RecordOf("ticket"))}
    )
    assert kind.id == (("number",), ("state",))
    assert kind.conversation["outbound"] == (("thread", "id"),)
    assert kind.direction == Choice(
        of=(("way",),), words={"in": "inbound"}, otherwise="none", unlisted="none"
    )
    assert kind.type.otherwise == "open"
    assert kind.refs == {"reply_to": (("parent",),)}
    assert kind.people is not None
    assert kind.fields.fields["lines"] == Items(Leaf(read=Read.SCAN))
    form = kind.fields.fields["form"]
    assert isinstance(form, Json)
    assert form.tree.scans_rest
    assert channel.examples[0].name == "one"


def test_the_least_map() -> None:
    """Everything but the name, the way and the kinds may be left out."""
    least = {
        "name": "least",
        "payload": "record note",
        "kinds": {
            "note": {"direction": "none", "type": "note", "fields": {"a": "text"}}
        },
    }

    channel = build_channel(least, "least.yaml")

    assert channel.on_unknown == "drop"
    assert channel.kinds["note"].id == ()
    assert channel.kinds["note"].people is None
    assert channel.examples == ()


@pytest.mark.parametrize(
    ("where", "value", "place"),
    [
        pytest.param("name", None, "name", id="no name"),
        pytest.param("name", "Ti ckets", "name", id="a name that is none"),
        pytest.param("name", 7, "name", id="a number for a name"),
        pytest.param("kinds", None, "kinds", id="no kinds"),
        pytest.param("kinds", [], "kinds", id="a list for a mapping"),
        pytest.param("mode", "fast", "mode", id="unknown setting"),
        pytest.param("on_unknown", "keep", "on_unknown", id="keep what is unknown"),
        pytest.param("when", {"a": 1}, "when.a", id="condition that is no word"),
        pytest.param("words/states", "open", "words.states", id="word for a list"),
        pytest.param("words/states", [True], "words.states.0", id="unquoted yes"),
        pytest.param("kinds/ticket/fields", {1: "scan"}, None, id="unquoted number"),
        pytest.param("payload/head", "scan", "payload.head", id="scan outside"),
        pytest.param("payload/head", "record x", "payload.head", id="no such kind"),
        pytest.param("payload/head", ["drop", "drop"], "payload.head", id="two in one"),
        pytest.param("payload/head", [], "payload.head", id="list of nothing"),
        pytest.param(
            "kinds/ticket/refs", {"about": "a"}, "kinds.ticket.refs.about", id="ref"
        ),
        pytest.param("kinds/ticket/id", "a..b", "kinds.ticket.id", id="two dots"),
        pytest.param(
            "kinds/ticket/direction", "up", "kinds.ticket.direction", id="direction"
        ),
        pytest.param(
            "kinds/ticket/type/words", "none", "kinds.ticket.type.words", id="no list"
        ),
        pytest.param(
            "kinds/ticket/conversation",
            {"sideways": "a"},
            "kinds.ticket.conversation.sideways",
            id="conversation by no direction",
        ),
        pytest.param(
            "kinds/ticket/people/name",
            "x",
            "kinds.ticket.people.name",
            id="people's unknown setting",
        ),
        pytest.param(
            "kinds/ticket/fields", None, "kinds.ticket.fields", id="no fields"
        ),
        pytest.param(
            "kinds/ticket/fields", "scan", "kinds.ticket.fields", id="a word for a tree"
        ),
        pytest.param("examples", [{"name": "x"}], "examples.0.payload", id="example"),
    ],
)
def test_says_where_a_map_is_wrong(
    where: str, value: object, place: str | None
) -> None:
    """Whoever wrote it finds the place at once."""
    with pytest.raises(ConfigError) as caught:
        build_channel(changed(where, value), "tickets.yaml")

    assert caught.value.file == "tickets.yaml"
    assert caught.value.where == (place or "kinds.ticket.fields")


@pytest.mark.parametrize(
    ("leaf", "problem"),
    [
        pytest.param("keep", "is no treatment", id="keep is none"),
        pytest.param("", "must be a word", id="nothing"),
        pytest.param(None, "must be a word", id="null"),
        pytest.param("token", "is no treatment", id="token of no kind"),
        pytest.param("typed", "is no treatment", id="typed as nothing"),
        pytest.param("token person", "refers to nothing", id="token of unknown kind"),
        pytest.param("words colours", "refers to nothing", id="unknown list"),
        pytest.param("json other", "refers to nothing", id="unknown form"),
        pytest.param("record ticket", "refers to nothing", id="record in a record"),
        pytest.param("scan twice", "refers to nothing", id="argument too many"),
        pytest.param("used", "is not used", id="used that isn't"),
        pytest.param({"*": "scan"}, "only an object under `json`", id="any key"),
    ],
)
def test_refuses_a_leaf_that_is_none(leaf: object, problem: str) -> None:
    """A misspelt treatment must never mean that a value passes."""
    document = copy.deepcopy(GOOD)
    document["kinds"]["ticket"]["fields"]["odd"] = leaf

    with pytest.raises(ConfigError, match=problem) as caught:
        build_channel(document, "tickets.yaml")

    assert caught.value.where.startswith("kinds.ticket.fields.odd")


def test_unlisted_keys_of_a_form_cannot_be_kept() -> None:
    """What nobody listed is scanned, or not read."""
    with pytest.raises(ConfigError, match="only as `scan`"):
        build_channel(changed("json/form", {"*": "flag"}), "tickets.yaml")


@pytest.mark.parametrize("document", [None, [], "map", 7])
def test_a_document_that_is_no_mapping(document: object) -> None:
    """An empty file is a wrong file."""
    with pytest.raises(ConfigError, match="must be a mapping"):
        build_channel(document, "tickets.yaml")
