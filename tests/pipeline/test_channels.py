"""Maps are files that anybody can write; wrong ones stop at the door."""

import re
from pathlib import Path

import pytest

from pipeline.channel_files import check_channel, load_channels, read_channel
from pipeline.core.channel import ENTITIES, REFS, TOKENS, Read
from pipeline.core.errors import ConfigError

MAP = """
name: notes
when: {system: desk}
payload: record note
kinds:
  note:
    id: id
    direction: inbound
    type: note
    refs: {reply_to: parent}
    fields: {id: used, parent: used, system: drop, text: text, owner: token subject}
examples:
"""
BUILT_IN = load_channels()
DOCS = Path(__file__).parents[2] / "docs" / "channels.md"


def write(folder: Path, text: str, name: str = "notes.yaml") -> Path:
    """Write a map's file."""
    file = folder / name
    file.write_text(text, "utf-8")
    return file


@pytest.mark.parametrize("name", sorted(BUILT_IN))
def test_built_in_maps_keep_what_their_examples_promise(name: str) -> None:
    """The examples in a map are its first tests."""
    assert BUILT_IN[name].examples
    assert check_channel(BUILT_IN[name]) == []


def test_own_maps_are_tried_first(tmp_path: Path) -> None:
    """An admin's map may be more particular than ours."""
    write(tmp_path, MAP)

    channels = load_channels(tmp_path)

    assert list(channels) == ["notes", *BUILT_IN]


def test_own_map_replaces_the_built_in_one_of_its_name(tmp_path: Path) -> None:
    """So a new field of WhatsApp's needs no new release."""
    write(tmp_path, MAP.replace("notes", "whatsapp"))

    assert set(load_channels(tmp_path)["whatsapp"].kinds) == {"note"}


def test_two_maps_of_one_name_are_refused(tmp_path: Path) -> None:
    """Which of the two would count?"""
    write(tmp_path, MAP)
    write(tmp_path, MAP, "other.yaml")

    with pytest.raises(ConfigError, match="another map"):
        load_channels(tmp_path)


def test_missing_folder_is_refused(tmp_path: Path) -> None:
    """A mistyped folder must not mean: no maps."""
    with pytest.raises(ConfigError, match="not a folder"):
        load_channels(tmp_path / "missing")


@pytest.mark.parametrize(
    ("text", "where"),
    [
        pytest.param("name: [\n", "line 2", id="not closed"),
        pytest.param("name: a\nname: b\n", "line 1", id="key stands twice"),
        pytest.param("name: !!python/name:os.system\n", "line 1", id="code"),
        pytest.param("name: '\x00'", "", id="nul"),
        pytest.param("{[a]: b}", "line 1", id="list for a key"),
        pytest.param("", "", id="empty"),
        pytest.param("name: a\npayload: &p {a: *p}\nkinds: {}", "", id="itself"),
    ],
)
def test_says_where_a_file_is_not_yaml(tmp_path: Path, text: str, where: str) -> None:
    """The line is enough to find it."""
    file = write(tmp_path, text)

    with pytest.raises(ConfigError) as caught:
        read_channel(file)

    assert caught.value.file == str(file)
    assert caught.value.where == where


def test_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    """A wrong encoding is named as such."""
    file = tmp_path / "latin.yaml"
    file.write_bytes(b"name: \xe4")

    with pytest.raises(ConfigError, match="UTF-8"):
        read_channel(file)


def test_merged_keys_may_stand_twice(tmp_path: Path) -> None:
    """`<<` is there to be overridden."""
    text = MAP.replace("  note:", "  note: &note") + "  []\n"
    second = "  second:\n    <<: *note\n    direction: outbound\nexamples:"
    file = write(tmp_path, text.replace("examples:", second, 1))

    channel = read_channel(file)

    assert channel.kinds["second"].direction.otherwise == "outbound"


@pytest.mark.parametrize(
    ("example", "problem"),
    [
        pytest.param(
            "{payload: {id: a, text: hi}, records: [{type: letter}]}",
            "record 0: type: is 'note'",
            id="another type",
        ),
        pytest.param(
            "{payload: {id: a, text: hi}, records: [{fields: {text: keep}}]}",
            "record 0: fields: is {'text': 'scan'}",
            id="another treatment",
        ),
        pytest.param(
            "{payload: {id: a, owner: o}, records: [{fields: {}}]}",
            "record 0: fields: is {'owner': 'token subject'}",
            id="a token",
        ),
        pytest.param(
            "{payload: {id: a}, records: [{colour: red}]}",
            "record 0: colour: isn't an attribute of a record",
            id="no attribute",
        ),
        pytest.param("{payload: {id: a}}", "makes 1 records, not 0", id="too many"),
        pytest.param(
            "{payload: {}, records: [{}]}", "refused with no_records", id="no"
        ),
        pytest.param(
            "{payload: {1: a}}", "its payload can't be written as JSON", id="no JSON"
        ),
        pytest.param("{payload: 7}", "refused with not_an_object", id="number"),
        pytest.param(
            "{payload: {id: a}, records: [{}], error: no_records}",
            "should be refused with no_records",
            id="not refused",
        ),
    ],
)
def test_example_that_does_not_hold_is_a_problem(
    tmp_path: Path, example: str, problem: str
) -> None:
    """Each says which promise is broken, and how."""
    file = write(tmp_path, MAP + "  - " + example.replace("{", "{name: odd, ", 1))

    assert check_channel(read_channel(file)) == [f"notes: odd: {problem}"]


def test_example_may_promise_a_refusal(tmp_path: Path) -> None:
    """What must not be read is worth an example, too."""
    file = write(tmp_path, MAP + "  - {name: empty, payload: {}, error: no_records}")

    assert check_channel(read_channel(file)) == []


def documented_maps() -> list[str]:
    """Return the YAML blocks of the guide."""
    return re.findall(r"```yaml\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)


def test_guide_has_maps() -> None:
    """An empty list of blocks would pass the next test."""
    assert len(documented_maps()) >= 2


@pytest.mark.parametrize("text", documented_maps())
def test_every_map_in_the_guide_holds(tmp_path: Path, text: str) -> None:
    """What is shown there can be copied."""
    assert check_channel(read_channel(write(tmp_path, text))) == []


def test_guide_explains_every_treatment() -> None:
    """A treatment nobody can read about is no treatment."""
    text = DOCS.read_text("utf-8")

    words = {*ENTITIES, *REFS, *TOKENS, *Read} - {Read.TYPED}
    assert {w for w in words if not re.search(rf"`(token )?{w}\b", text)} == set()
