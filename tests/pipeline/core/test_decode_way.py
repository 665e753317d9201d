"""The way to the records is walked as the map says, and nowhere else."""

from dataclasses import replace

import pytest

from pipeline.channel_files import load_channels
from pipeline.core.channel import Items, Json, Leaf, Node, Read, RecordOf, Tree
from pipeline.core.decode_way import Search, way_of

PLAIN = load_channels()["plain"]
RECORD = RecordOf("message")
MESSAGE = {"id": "m-1"}


@pytest.mark.parametrize(
    ("way", "value", "found", "unknown"),
    [
        pytest.param(RECORD, MESSAGE, 1, 0, id="the payload itself"),
        pytest.param(Tree({"a": RECORD}), {"a": MESSAGE}, 1, 0, id="under a key"),
        pytest.param(
            Items(RECORD), [MESSAGE, None, 7, MESSAGE], 2, 1, id="among others"
        ),
        pytest.param(Tree({"a": RECORD}), {"b": None}, 0, 1, id="another key"),
        pytest.param(Tree({"a": RECORD}), {"a": None}, 0, 0, id="null"),
        pytest.param(Tree({}), [MESSAGE], 0, 1, id="a list for an object"),
        pytest.param(Items(RECORD), MESSAGE, 0, 1, id="an object for a list"),
        pytest.param(Leaf(read=Read.DROP), MESSAGE, 0, 0, id="dropped"),
        pytest.param(Json(Tree({})), '{"id": "m-1"}', 0, 1, id="a form"),
    ],
)
def test_finds_records_where_the_map_says(
    way: Node, value: object, found: int, unknown: int
) -> None:
    """What is astray is counted; null is nothing."""
    search = Search()

    way_of(replace(PLAIN, payload=way))(value, {}, search)

    assert len(search.found) == found
    assert search.unknown == unknown
