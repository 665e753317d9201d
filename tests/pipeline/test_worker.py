"""The worker is a Faust app that loses, shows and keeps nothing."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from unittest.mock import Mock

import faust
import pytest
from faust.exceptions import ConsumerNotStarted
from faust.types import TP

from pipeline.core.errors import ConfigError
from pipeline.core.route import Incoming, Outgoing
from pipeline.settings import load_settings
from pipeline.shell import Hooks, Shell
from pipeline.worker import Readiness, _behind, build_app, run_worker
from tests.delivery.factories import give_up, shout


async def work(batch: Sequence[Incoming]) -> Sequence[Sequence[Outgoing]]:
    """Redact as a child would."""
    return shout()(batch)


@pytest.mark.parametrize("first", ["assigned", "stand"])
def test_it_is_ready_when_processes_stand_and_partitions_are_known(first: str) -> None:
    """Either may come first; a rebalance is told as well."""
    told: list[int] = []
    ready = Readiness(told.append)
    steps = [lambda: ready.assigned(4), ready.stand]

    for number, step in enumerate(steps if first == "assigned" else steps[::-1]):
        assert told == [], number
        step()
    ready.assigned(2)

    assert told == [4, 2]


@pytest.fixture
async def app() -> faust.App:
    """Build the app as a worker would."""
    shell = Shell(work, Hooks())
    return build_app(load_settings(instance="worker-1"), shell, give_up)


async def test_faust_is_set_up_to_lose_and_show_nothing(app: faust.App) -> None:
    """Each of Faust's defaults here has cost a record, or shown one."""
    assert not app.conf.web_enabled
    assert not app.conf.stream_wait_empty
    assert app.conf.topic_disable_leader
    assert not app.conf.topic_allow_declare
    assert app.conf.producer_acks == -1
    assert app.conf.consumer_auto_offset_reset == "earliest"
    assert app.conf.consumer_group_instance_id == "worker-1"
    assert not app.tables


async def test_what_waits_in_memory_is_bounded(app: faust.App) -> None:
    """Whatever the lag, Faust stops reading ahead."""
    assert app.conf.stream_buffer_maxsize <= 4096
    assert app.conf.broker_max_poll_records is not None


async def test_nothing_is_kept_on_disk(
    app: faust.App, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Faust would create a folder where the worker was started."""
    monkeypatch.chdir(tmp_path)

    await app.on_first_start()

    assert not os.listdir(tmp_path)  # noqa: PTH208  # nor does this block


@pytest.mark.parametrize(
    ("highwater", "behind"),
    [
        pytest.param(Mock(return_value=11), 3, id="three more"),
        pytest.param(Mock(return_value=None), 0, id="not heard yet"),
        pytest.param(Mock(side_effect=AssertionError), 0, id="somebody else's now"),
        pytest.param(Mock(side_effect=ConsumerNotStarted), 0, id="leaving"),
    ],
)
def test_a_partition_that_went_elsewhere_costs_no_record(
    highwater: Mock, behind: int
) -> None:
    """It is asked for inside the agent, which no exception may leave."""
    app = Mock(consumer=Mock(highwater=highwater))
    last = Mock(message=Mock(tp=TP("raw", 1), offset=7))

    assert _behind(app, [last]) == behind


def test_without_brokers_it_ends_with_status_1() -> None:
    """And says by class why."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.delivery.work", "shout"],
        env=os.environ | {"MASKSTREAM_BROKERS": "127.0.0.1:1"},
        stdout=subprocess.PIPE,
        check=False,
    )

    assert done.stdout == b"stopped KafkaConnectionError\n"
    assert done.returncode == 1


def test_a_wrong_setting_stops_it_before_anything_starts() -> None:
    """The command-line program answers with status 2."""
    with pytest.raises(ConfigError, match="SASL_USERNAME"):
        run_worker(load_settings(security="SASL_SSL"), shout, give_up)
