"""What a view would publish, for people and for programs."""

import io
from typing import Literal

import orjson
from rich.console import Console

from pipeline.explain import show_json, show_summary

RECORD = orjson.dumps(
    {
        "text": "ring\x1b +49 151 ••••• 89",
        "fields": {"title": "for <PERSON>", "pages": 3, "empty": None},
        "entities": [
            {"path": "text", "label": "PHONE_NUMBER", "start": 6, "end": 22},
            {"path": "title", "label": "PERSON", "start": 4, "end": 12},
        ],
        "meta": {"rev": 1},
    }
)


def terminal(*, colours: bool) -> Console:
    """Return a terminal that remembers what it shows."""
    system: Literal["standard"] | None = "standard" if colours else None
    return Console(
        file=io.StringIO(), force_terminal=True, color_system=system, width=80
    )


def shown(console: Console) -> str:
    """Return what was printed."""
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_summary_is_a_line_for_each_text_and_field() -> None:
    """Who tunes a pack looks at texts, not at versions."""
    console = terminal(colours=False)

    show_summary(RECORD, console)

    assert shown(console).splitlines() == [
        "  text  ring  +49 151 ••••• 89",
        "  title  for <PERSON>",
        "  pages  3",
    ]


def test_a_summary_colours_what_was_replaced_and_nothing_else() -> None:
    """A sender can type a placeholder, too."""
    console = terminal(colours=True)

    show_summary(RECORD, console)

    assert "ring  \x1b[1;35m+49 151 ••••• 89\x1b[0m" in shown(console)
    assert "for \x1b[1;35m<PERSON>\x1b[0m" in shown(console)


def test_a_summary_of_a_sealed_message_says_why() -> None:
    """What could not be checked isn't shown."""
    console = terminal(colours=False)
    sealed = {"sealed": "c2VjcmV0", "reason": "timeout", "detail": "names"}

    show_summary(orjson.dumps(sealed), console)

    assert shown(console).split() == ["quarantine", "timeout", "names"]


def test_json_is_all_that_is_published() -> None:
    """Programs read what a topic would hold."""
    console = terminal(colours=False)

    show_json(RECORD, console)

    assert orjson.loads(shown(console)) == orjson.loads(RECORD)
