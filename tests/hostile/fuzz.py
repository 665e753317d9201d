"""Fuzz one step of the way, led by coverage: ``make fuzz ARGS="decode 60"``.

Takes a target, the seconds to spend on it, and any further option of libFuzzer. What
breaks a promise ends the run, and is written to a file ``crash-...`` beside it.
"""

import re
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["pipeline", "recognizers"]):
    from pipeline.assembly import Parts
    from pipeline.channel_files import load_channels
    from pipeline.core.detect import Document
    from pipeline.settings import Settings
    from tests.hostile import promises
    from tests.hostile.seeds import payloads, texts

Check = Callable[[bytes], object]

LONGEST = 4_000
_WORD = re.compile(rb'"[\w.]{1,40}"|[\[{:,}\]]|\w{2,20}')


def decode() -> Check:
    """Read a payload by every map."""
    channels = load_channels()
    return lambda value: promises.is_decoded_or_refused(value, channels)


def normalize() -> Check:
    """Read a text."""
    return lambda value: promises.is_read_with_a_map_back(_text(value))


def detect() -> Check:
    """Find in a text; what stands behind its last NUL is a name and a hint."""
    detector = Parts(_settings()).detect

    def check(value: bytes) -> None:
        text, _, name = _text(value).rpartition("\0")
        promises.is_answered(Document(text, names=(name,), hint=name), detector)

    return check


def redact() -> Check:
    """Take a payload the whole way."""
    redactor = Parts(_settings()).redactor()
    return lambda value: promises.has_one_outcome_a_view(value, redactor)


TARGETS: Mapping[str, Callable[[], Check]] = {
    step.__name__: step for step in (decode, normalize, detect, redact)
}


def _settings() -> Settings:
    """Leave the model out: its arithmetic has no branches to be covered."""
    keyset = Path(tempfile.mkdtemp(prefix="maskstream-fuzz-")) / "keyset.json"
    return Settings(keyset_file=keyset, model=False, budget_s=10)


def _text(value: bytes) -> str:
    return value.decode("utf-8", "surrogateescape")


def _seeds(target: str) -> list[bytes]:
    if target in {decode.__name__, redact.__name__}:
        return [seed for seed in payloads() if len(seed) <= LONGEST]
    return [text.encode() for text in texts()]


def _written(folder: Path, seeds: Sequence[bytes]) -> str:
    """Write what to start from, and return what tells libFuzzer of its words."""
    for number, seed in enumerate(seeds):
        (folder / f"seed-{number}").write_bytes(seed)
    words = {word for seed in seeds for word in _WORD.findall(seed)}
    spelled = ("".join(f"\\x{byte:02x}" for byte in word) for word in words)
    dictionary = Path(tempfile.mkstemp(prefix="maskstream-words-")[1])
    dictionary.write_text("".join(f'"{word}"\n' for word in sorted(spelled)), "ascii")
    return f"-dict={dictionary}"


def main() -> None:
    """Fuzz until something breaks or the time is over."""
    target, seconds, *options = sys.argv[1:]
    corpus = Path(tempfile.mkdtemp(prefix=f"maskstream-{target}-"))
    limits = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-len_control=0"]
    words = _written(corpus, _seeds(target))
    check = TARGETS[target]()
    atheris.Setup(
        [sys.argv[0], *limits, "-timeout=10", words, *options, str(corpus)], check
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
