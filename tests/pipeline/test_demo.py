"""The demo keeps double-entry books, and ends as it should."""

import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from pipeline.demo.ledger import Ledger, Place, Sent
from pipeline.traffic import RawMessage

PLACE = (1, 7)
VIEWS = ["analytics", "agent"]


def sent(records: int | None) -> Sent:
    """Describe a raw message of so many records."""
    raw = RawMessage(
        value=b"{}", planted=("Anna",), harmless=(), hostile=False, lang="de"
    )
    return Sent(raw=raw, at=100.0, records=records, text="", paced=True)


def copy(number: int = 0, place: Place = PLACE) -> bytes:
    """Make a masked record."""
    source = {"partition": place[0], "offset": place[1]}
    entities = [{"label": "PERSON"}]
    return orjson.dumps(
        {"id": number, "meta": {"source": source}, "entities": entities}
    )


def sealed(index: int | None) -> bytes:
    """Make a sealed message."""
    source = {"partition": PLACE[0], "offset": PLACE[1]}
    return orjson.dumps({"source": source, "index": index, "reason": "not_json"})


def books(records: int | None) -> Ledger:
    """Open books with one message."""
    return Ledger(VIEWS, sent={PLACE: sent(records)})


def test_a_message_is_lost_until_every_view_has_all_its_records() -> None:
    """One copy short is a loss."""
    ledger = books(2)
    for view in VIEWS:
        ledger.masked(view, copy(1), 101.0)
    ledger.masked("agent", copy(2), 101.0)
    assert ledger.lost() == 1

    ledger.masked("analytics", copy(2), 101.5)

    assert ledger.lost() == 0


def test_a_repeated_copy_is_not_another_record() -> None:
    """Delivery is at least once; equal bytes count once."""
    ledger = books(2)
    for view in VIEWS:
        ledger.masked(view, copy(1), 101.0)
        ledger.masked(view, copy(1), 102.0)

    assert ledger.lost() == 1


def test_a_sealed_record_is_an_outcome() -> None:
    """Whole or in part."""
    whole, part = books(None), books(1)
    assert whole.lost() == 1
    assert part.lost() == 1

    whole.quarantined(sealed(None))
    part.quarantined(sealed(0))

    assert (whole.lost(), part.lost()) == (0, 0)
    assert whole.reasons == {"not_json": 1}


def test_latency_is_from_produced_to_first_copy() -> None:
    """A repetition doesn't make it longer."""
    ledger = books(1)
    ledger.masked("agent", copy(1), 100.25)
    ledger.masked("agent", copy(1), 200.0)

    assert ledger.latencies() == [0.25]


@pytest.mark.broker
@pytest.mark.timeout(200)
def test_the_demo_loses_and_leaks_nothing(tmp_path: Path) -> None:
    """The command of the README, in small; it ends by itself with status 0."""
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pipeline.cli", "demo"),
            *("--messages", "40", "--burst", "160", "--seed", "3"),
        ],
        capture_output=True,
        check=False,
        timeout=180,
        env={"PYTHONPATH": str(Path.cwd()), "COLUMNS": "120", "HOME": str(tmp_path)},
        cwd=tmp_path,
    )

    shown = done.stdout.decode()
    assert done.returncode == 0, shown
    assert "leaked" in shown
    assert "0 of" in shown
    assert "not durable" in shown
    assert list(tmp_path.iterdir()) == []
