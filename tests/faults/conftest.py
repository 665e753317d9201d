"""Brokers, flows and the report of the fault suite."""

import secrets
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path
from types import MappingProxyType

import pytest

from pipeline.policy_files import load_policy
from pipeline.settings import Settings, load_settings
from pipeline.topics import create_topics
from tests.conftest import Broker
from tests.faults.flow import Flow
from tests.faults.report import Report
from tests.kafka.apache import Node

REPORT = pytest.StashKey[Report]()
NOTHING: Mapping[str, object] = MappingProxyType({})
Open = Callable[..., Awaitable[Flow]]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Say where the figures go."""
    parser.addoption("--faults-report", type=Path, help="JSON file for the figures")


def pytest_configure(config: pytest.Config) -> None:
    """Open the report."""
    config.stash[REPORT] = Report()


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Print the figures, and write them."""
    report = config.stash[REPORT]
    if not report.tests:
        return
    terminalreporter.section("faults")
    for line in report.lines():
        terminalreporter.write_line(line)
    if file := config.getoption("--faults-report"):
        report.write(file)


@pytest.fixture(scope="session")
def report(request: pytest.FixtureRequest) -> Report:
    """Give the report of this run."""
    return request.config.stash[REPORT]


@pytest.fixture
async def open_flow(
    report: Report, tmp_path: Path, request: pytest.FixtureRequest
) -> AsyncIterator[Open]:
    """Give what opens a flow on a broker; its workers end with the test."""
    flows: list[Flow] = []

    async def open_(
        address: str, disk: Path | None = None, crew: Mapping[str, object] = NOTHING
    ) -> Flow:
        settings = _settings(address, f"faults-{secrets.token_hex(4)}", tmp_path)
        views = list(load_policy(settings.policy).views)
        await create_topics(settings, views)
        seed = request.node.name
        flow = Flow(settings, views, report=report, seed=seed, disk=disk, route=crew)
        flows.append(flow)
        return flow

    yield open_
    for flow in flows:
        await flow.crew.close()


@pytest.fixture
async def kafka(open_flow: Open, node: Node) -> Flow:
    """Give a flow on Apache Kafka."""
    return await open_flow(node.address, node.data)


@pytest.fixture
async def embedded_flow(open_flow: Open, embedded: Broker) -> Flow:
    """Give a flow on the embedded broker."""
    return await open_flow(embedded.address)


@pytest.fixture(params=["kafka", "embedded_flow"])
def flow(request: pytest.FixtureRequest) -> Flow:
    """Run the test on Apache Kafka, and on the embedded broker."""
    chosen: Flow = request.getfixturevalue(request.param)
    return chosen


def _settings(address: str, name: str, folder: Path) -> Settings:
    return load_settings(
        brokers=address,
        group=name,
        incoming=f"{name}.incoming",
        outgoing=name,
        quarantine=f"{name}.quarantine",
        keyset_file=folder / "keyset.json",
        processes=1,
        batch=20,
    )
