"""A record that comes again is told from a new one, and from a changed one."""

from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.repeats import Repeats, Sight


def record(name: str = "m1", text: str = "hello", **meta: object) -> dict[str, Any]:
    """Return the parts of a masked record that matter here."""
    made_by = {"policy": "p@1", "rules": "r", "model": "m", "epoch": "e", "rev": 1}
    source = {"offset": 1, "partition": 0, "topic": "messages.incoming"}
    return {"id": name, "text": text, "meta": {**made_by, "source": source, **meta}}


def sights(*records: dict[str, Any], window: int = 100) -> list[Sight]:
    """Return what each record is, to who reads them in this order."""
    repeats = Repeats(window)
    return [repeats.see(each, orjson.dumps(each)) for each in records]


@pytest.mark.parametrize(
    ("second", "sight"),
    [
        pytest.param(record(), Sight.REPEATED, id="a copy"),
        pytest.param(record("m2"), Sight.FIRST, id="another id"),
        pytest.param(record(rev=2), Sight.FIRST, id="a higher revision"),
        pytest.param(record(rev=0, text="h"), Sight.REPEATED, id="a lower one"),
        pytest.param(
            record(source={"offset": 9, "partition": 0, "topic": "messages.incoming"}),
            Sight.REPEATED,
            id="sent twice by its channel",
        ),
        pytest.param(record(rules="s", text="h"), Sight.REMADE, id="by other rules"),
        pytest.param(record(policy="p@2"), Sight.REMADE, id="by another policy"),
        pytest.param(record(model="", text="h"), Sight.REMADE, id="without the model"),
        pytest.param(record(text="h"), Sight.CHANGED, id="another text"),
        pytest.param(record(unknown_fields=1), Sight.CHANGED, id="another count"),
    ],
)
def test_a_second_record_is(second: dict[str, Any], sight: Sight) -> None:
    """Only what the same versions made has to be equal byte by byte."""
    assert sights(record(), second) == [Sight.FIRST, sight]


def test_bytes_are_compared_and_not_values() -> None:
    """A copy is what a hash of the value says it is."""
    repeats = Repeats()
    repeats.see(record(), orjson.dumps(record()))

    indented = orjson.dumps(record(), option=orjson.OPT_INDENT_2)

    assert repeats.see(record(), indented) is Sight.CHANGED


def test_a_sealed_message_is_told_by_its_id() -> None:
    """Encryption is random: its copies differ, and so may their reasons."""
    one = {"id": "q1", "reason": "timeout", "sealed": "YQ=="}
    copy = {"id": "q1", "reason": "crashed", "sealed": "Yg=="}

    assert sights(one, copy, {**one, "id": "q2"}) == [
        Sight.FIRST,
        Sight.REPEATED,
        Sight.FIRST,
    ]


def test_the_latest_revision_is_what_others_are_compared_with() -> None:
    """Late copies of the first revision must not replace it."""
    old, new = record(), record(rev=2, text="masked again")

    assert sights(old, new, old, new) == [
        Sight.FIRST,
        Sight.FIRST,
        Sight.REPEATED,
        Sight.REPEATED,
    ]


def test_the_id_that_was_not_seen_for_longest_is_forgotten() -> None:
    """Memory is bounded; ids that keep coming stay."""
    a, b, c = record("a"), record("b"), record("c")

    assert sights(a, b, a, c, a, b, window=2)[2:] == [
        Sight.REPEATED,
        Sight.FIRST,
        Sight.REPEATED,
        Sight.FIRST,
    ]


@pytest.mark.parametrize(
    "foreign",
    [
        pytest.param({"id": "1", "meta": {}}, id="no versions"),
        pytest.param({"meta": record()["meta"]}, id="no id"),
        pytest.param({"sealed": ""}, id="no id of a sealed one"),
        pytest.param({**record(), "id": 7}, id="a number as id"),
        pytest.param({**record(), "id": None}, id="null as id"),
        pytest.param({**record(), "meta": []}, id="meta is a list"),
        pytest.param(record(rev="2"), id="a text as revision"),
        pytest.param(record(rules=["r"]), id="a list of rules"),
    ],
)
def test_what_is_no_record_is_refused(foreign: dict[str, Any]) -> None:
    """Nothing is called a repetition on a guess."""
    with pytest.raises((KeyError, TypeError)):
        Repeats().see(foreign, orjson.dumps(foreign))


@given(
    st.lists(
        st.tuples(st.sampled_from("abcd"), st.integers(1, 3), st.sampled_from("xy"))
    ),
    st.integers(4, 9),
)
def test_what_counts_is_one_of_each_id_and_revision_in_rising_order(
    drawn: list[tuple[str, int, str]], window: int
) -> None:
    """Within the window, whatever comes in whatever order."""
    records = [record(name, text, rev=rev) for name, rev, text in drawn]

    seen = sights(*records, window=window)

    for name in "abcd":
        of_it = [(d, s) for d, s in zip(drawn, seen, strict=True) if d[0] == name]
        counted = [rev for (_, rev, _), sight in of_it if sight is Sight.FIRST]
        assert counted == sorted(set(counted))
        assert max(counted, default=0) == max((d[1] for d, _ in of_it), default=0)


@given(st.lists(st.integers(0, 30)), st.integers(1, 5))
def test_no_more_than_the_window_is_remembered(ids: list[int], window: int) -> None:
    """A topic may be endless."""
    repeats = Repeats(window)

    for each in (record(str(n)) for n in ids):
        repeats.see(each, orjson.dumps(each))

    assert len(repeats._seen) == min(window, len(set(ids)))


def test_the_summary_counts_all_but_the_first() -> None:
    """What was dropped, and why."""
    repeats = Repeats()
    for each in (record(), record(), record(rules="s"), record(text="h"), record()):
        repeats.see(each, orjson.dumps(each))

    assert repeats.found_changes
    assert repeats.summary() == "repeated: 2, made by other versions: 1, changed: 1"
