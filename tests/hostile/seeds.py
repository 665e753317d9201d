"""What fuzzing starts from: examples of channel maps and packs, and known shapes."""

from collections.abc import Iterator

import orjson

from pipeline.channel_files import load_channels
from recognizers.packs import load_packs
from tests.hostile.shapes import SHAPES


def payloads() -> Iterator[bytes]:
    """Yield payloads of every channel."""
    yield from map(orjson.dumps, SHAPES)
    for channel in load_channels().values():
        for example in channel.examples:
            yield orjson.dumps(example.payload)


def texts() -> list[str]:
    """Return the texts of every pack's examples, and what is to be found in them."""
    examples = [example for pack in load_packs() for example in pack.examples]
    found = (it.text for example in examples for it in example.find)
    return list(dict.fromkeys([*(example.text for example in examples), *found]))
