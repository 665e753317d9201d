"""A detector that raises, hangs or eats memory costs its record, and nothing else."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

import orjson
import pytest

from pipeline.core.records import Source
from pipeline.core.route import Incoming, Outgoing
from pipeline.leaks import leaks_in
from pipeline.pool import Limits, Pool
from pipeline.settings import Settings
from tests.hostile.faulty import ORDERS, Build, GiveUp
from tests.hostile.outcomes import shown
from tests.hostile.shapes import IBAN, MAIL

# A busy machine is no fault: a harmless text has time enough.
LIMITS = Limits(start_s=300, budget_s=8, slack_s=8, memory_bytes=1 << 30)
BUDGET_S = 20
REASONS = {
    "raise": "detect_error",
    "recurse": "detect_error",
    "eat": "crashed",
    "eat at once": "crashed",
    "leave": "crashed",
    "end": "crashed",
    "crash": "crashed",
    "loop": "timeout",
    "hang": "timeout",
}
CANARIES = [MAIL, "hz.privat", IBAN]


def batch(texts: Sequence[str]) -> list[Incoming]:
    """Return texts as they would be read from a topic, each with a canary."""
    return [
        Incoming(
            value=orjson.dumps({"id": str(at), "text": f"{MAIL} {text} {IBAN}"}),
            source=Source(topic="raw", offset=at),
        )
        for at, text in enumerate(texts)
    ]


async def redacted(
    settings: Settings, *batches: Sequence[str]
) -> list[Sequence[Outgoing]]:
    """Have batches redacted, one behind the other, by one CPU process."""
    async with Pool(
        Build(settings), GiveUp(settings), processes=1, limits=LIMITS
    ) as pool:
        return [made for texts in batches for made in await pool.redact(batch(texts))]


def reason_of(outgoing: Sequence[Outgoing]) -> str:
    """Return why a record was sealed; nothing if every view has its copy."""
    if sorted(out.tally.view for out in outgoing) == ["agent", "analytics"]:
        return ""
    (sealed,) = outgoing
    assert sealed.topic.endswith("quarantine")
    return sealed.tally.reason


def check(orders: Sequence[str], folder: Path) -> None:
    """Have each order obeyed between two harmless texts, and another batch after."""
    settings = Settings(
        keyset_file=folder / "keyset.json", model=False, budget_s=BUDGET_S
    )
    texts = ["hello", *(f"please: {order}!" for order in orders), "goodbye"]

    answers = asyncio.run(redacted(settings, texts, ["and again"]))

    expected = ["", *(REASONS[order] for order in orders), "", ""]
    assert [reason_of(outgoing) for outgoing in answers] == expected
    said = b"".join(shown(outgoing) for outgoing in answers)
    assert leaks_in(said, CANARIES) == []
    files = [path.name for path in folder.rglob("*") if path.is_file()]
    assert files == ["keyset.json"]


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have core and temporary files, if any, written into a folder of the test's."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("order", ["raise", "eat at once"])
def test_a_fault_costs_its_record_alone(
    order: str, alone: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """It is sealed with a reason; its neighbours and what follows are masked."""
    check([order], alone)

    assert leaks_in("".join(capfd.readouterr()).encode(), CANARIES) == []


@pytest.mark.faults
@pytest.mark.timeout(1_200)
def test_all_faults_in_one_batch_cost_their_records_alone(
    alone: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """However many CPU processes it takes."""
    check(list(ORDERS), alone)

    assert leaks_in("".join(capfd.readouterr()).encode(), CANARIES) == []
