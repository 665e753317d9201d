"""What a map is made into reads as the map says."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pipeline.core.channel import Items, Json, Leaf, Node, Read, RecordOf, Tree
from pipeline.core.decode_fields import tree_reader
from pipeline.core.draft import Draft

FLAG = Leaf(read=Read.FLAG)
KEYS = st.sampled_from(["a", "b", "text", ""])
LEAVES = st.sampled_from([Read.DROP, Read.USED, Read.TEXT, Read.SCAN, Read.FLAG]).map(
    lambda read: Leaf(read=read)
)


def trees_of(nodes: st.SearchStrategy[Node]) -> st.SearchStrategy[Tree]:
    """Draw an object whose keys hold such nodes."""
    return st.builds(Tree, st.dictionaries(KEYS, nodes, max_size=3), st.booleans())


NODES: st.SearchStrategy[Node] = st.recursive(
    LEAVES,
    lambda below: trees_of(below) | below.map(Items) | trees_of(below).map(Json),
    max_leaves=6,
)
VALUES = st.recursive(
    st.sampled_from([None, "", "hi", 7, True, '{"a": ["x"], "new": 1}', "{"]),
    lambda below: (
        st.dictionaries(KEYS | st.just("new"), below, max_size=4)
        | st.lists(below, max_size=3)
    ),
    max_leaves=12,
)


@given(trees_of(NODES), st.dictionaries(KEYS, VALUES, max_size=4))
def test_the_same_is_read_again_and_elsewhere(tree: Tree, body: dict[str, Any]) -> None:
    """What reads a tree remembers nothing of a message."""
    read, first, second = tree_reader(tree, frozenset()), Draft(), Draft()

    read(body, "here", first)
    read(body, "here", second)

    assert first == second
    assert all(path == "text" or path.startswith("here") for path in first.fields)


@given(trees_of(NODES), st.dictionaries(KEYS, VALUES, max_size=4))
def test_a_payload_without_the_maps_keys_makes_no_field(
    tree: Tree, body: dict[str, Any]
) -> None:
    """Default-deny: every key that isn't named is counted, none is read."""
    renamed = {f"not {key}": value for key, value in body.items()}
    draft = Draft()

    tree_reader(Tree(tree.fields), frozenset())(renamed, "", draft)

    assert draft == Draft(unknown=len(body))


def test_a_path_starts_without_a_dot() -> None:
    """Also under a key without a name."""
    tree = Tree({"": Tree({"a": Leaf(read=Read.SCAN)}), "b": Items(Tree({"c": FLAG}))})
    draft = Draft()

    tree_reader(tree, frozenset(), joint="")(
        {"": {"a": "x"}, "b": [{"c": True}]}, "", draft
    )

    assert list(draft.fields) == ["a", "b[0].c"]


def test_a_record_in_a_record_is_counted() -> None:
    """Records are found on the way to them, not inside each other."""
    draft = Draft()

    tree_reader(Tree({"a": RecordOf("message")}), frozenset())({"a": {}}, "", draft)

    assert draft == Draft(unknown=1)
