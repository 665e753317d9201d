"""What is deployed names only commands, settings and metrics that exist."""

import importlib.util
import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer.main
import yaml
from prometheus_client import generate_latest
from pydantic import SecretStr

from pipeline.cli import app
from pipeline.settings import Settings
from pipeline.telemetry import Metrics
from pipeline.worker import PATIENCE

ROOT = Path(__file__).parents[1]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
DOCKERFILE = (ROOT / "Dockerfile").read_text()
DASHBOARD = json.loads((ROOT / "deploy/grafana/dashboards/maskstream.json").read_text())
OURS = [n for n, s in COMPOSE["services"].items() if "build" in s]


def commands() -> set[str]:
    """Return the names of all commands."""
    group = typer.main.get_command(app)
    return set(getattr(group, "commands", {}))


@pytest.mark.parametrize("service", OURS)
def test_a_service_runs_a_command_that_exists(service: str) -> None:
    """Nobody notices a renamed command before the containers start."""
    assert COMPOSE["services"][service]["command"][0] in commands()


def test_the_image_runs_a_command_that_exists() -> None:
    """Without arguments, the image is a worker."""
    (command,) = re.findall(r'^CMD \["([a-z]+)"\]$', DOCKERFILE, re.MULTILINE)

    assert command in commands()


@pytest.mark.parametrize("file", ["Dockerfile", "docker-compose.yml"])
def test_variables_are_settings(file: str) -> None:
    """A misspelt variable is silently ignored."""
    named = set(re.findall(r"MASKSTREAM_([A-Z_]+)", (ROOT / file).read_text()))

    assert named
    assert {name.lower() for name in named} <= set(Settings.model_fields)


def test_a_worker_is_given_the_time_to_finish_and_leave() -> None:
    """Killed before, it would hold its partitions until its session ends."""
    given = COMPOSE["services"]["worker"]["stop_grace_period"]

    assert int(given.removesuffix("s")) > PATIENCE.end_s


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_a_service_is_healthy_or_ends(name: str) -> None:
    """Whoever depends on a service can wait for it."""
    health = COMPOSE["services"][name]["healthcheck"]

    assert "test" in health or name in {"topics", "traffic"}


@pytest.mark.parametrize("name", OURS)
def test_our_containers_can_write_nothing_but_keys(name: str) -> None:
    """Less to abuse, and nothing of a record on a disk."""
    service = COMPOSE["services"][name]

    assert service["read_only"] is True
    assert "tmpfs" not in service
    assert service.get("volumes", []) in ([], ["keys:/keys"])


@pytest.mark.parametrize("name", OURS)
def test_our_containers_have_no_rights(name: str) -> None:
    """Whoever breaks into one is nobody, and stays it."""
    service = COMPOSE["services"][name]

    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["user"] == "10001:10001"
    assert not {"privileged", "cap_add", "devices", "network_mode", "pid"} & set(
        service
    )


@pytest.mark.parametrize("name", OURS)
def test_our_containers_dump_no_core(name: str) -> None:
    """It would hold raw messages and keys."""
    assert COMPOSE["services"][name]["ulimits"] == {"core": 0}


def test_a_workers_memory_is_not_swapped() -> None:
    """Swap is a disk."""
    worker = COMPOSE["services"]["worker"]

    assert worker["memswap_limit"] == worker["mem_limit"]


def test_our_image_needs_no_shell() -> None:
    """What isn't there can't be used; a JSON list is run without one."""
    last_stage = DOCKERFILE.rpartition("\nFROM ")[2]
    started = re.findall(r"^(?:ENTRYPOINT|CMD|\s+CMD) (.+)$", last_stage, re.MULTILINE)
    checks = [COMPOSE["services"][n]["healthcheck"].get("test", ["CMD"]) for n in OURS]

    assert len(started) == 3
    assert all(isinstance(json.loads(command), list) for command in started)
    assert all(check[0] == "CMD" for check in checks)


def test_no_secret_stands_in_what_is_deployed() -> None:
    """Build arguments and compose files end up in images, logs and repositories."""
    both = DOCKERFILE + (ROOT / "docker-compose.yml").read_text()
    secret = [n for n, f in Settings.model_fields.items() if f.annotation is SecretStr]

    assert secret
    assert not re.findall(rf"MASKSTREAM_(?:{'|'.join(secret).upper()})\b", both)
    assert not re.search(r"^ARG ", DOCKERFILE, re.MULTILINE)


def test_workers_scale() -> None:
    """A name or a host port can exist once only."""
    worker = COMPOSE["services"]["worker"]

    assert not {"container_name", "ports", "hostname"} & worker.keys()


def test_nothing_listens_beyond_this_machine() -> None:
    """The trial set-up has no passwords."""
    ports = [p for s in COMPOSE["services"].values() for p in s.get("ports", ())]

    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_volumes_are_declared() -> None:
    """Compose refuses the file otherwise."""
    used = {
        volume.split(":")[0]
        for service in COMPOSE["services"].values()
        for volume in service.get("volumes", ())
        if not volume.startswith(".")
    }

    assert used == set(COMPOSE["volumes"])


def test_mounted_and_copied_files_exist() -> None:
    """A missing source becomes an empty folder in the container."""
    mounts = re.findall(r"- (\./[^:]+):", (ROOT / "docker-compose.yml").read_text())
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    sources = [source for line in copied for source in line.split()]

    assert mounts
    assert [f for f in (*mounts, *sources) if not (ROOT / f).exists()] == []


def test_the_build_sees_only_what_it_copies() -> None:
    """Keys, data and tests never enter the build context."""
    allowed = {
        line[1:]
        for line in (ROOT / ".dockerignore").read_text().splitlines()
        if line.startswith("!")
    }

    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE)
    assert allowed == {source for line in copied for source in line.split()}


def test_the_image_runs_as_nobody_in_particular() -> None:
    """Neither root nor a user of the host."""
    assert "\nUSER 10001:10001\n" in DOCKERFILE


def expressions() -> Iterator[str]:
    """Yield every query of the dashboard."""
    for panel in DASHBOARD["panels"]:
        yield from (target["expr"] for target in panel["targets"])


def test_the_dashboard_asks_for_metrics_that_exist() -> None:
    """A renamed metric would leave an empty panel."""
    page = generate_latest(Metrics().registry).decode()
    known = set(re.findall(r"^# TYPE (\S+)", page, re.MULTILINE))

    asked = {
        re.sub(r"_bucket$", "", name)
        for query in expressions()
        for name in re.findall(r"\b(?:maskstream|process)_[a-z_]+", query)
    }

    assert asked <= known


def test_every_metric_of_ours_is_on_the_dashboard() -> None:
    """What nobody looks at needn't be counted."""
    page = generate_latest(Metrics().registry).decode()
    ours = set(
        re.findall(r"^# TYPE (maskstream_\w+?)(?:_created)? ", page, re.MULTILINE)
    )
    queries = " ".join(expressions())

    assert {name for name in ours if name not in queries} == set()


def test_panels_are_told_apart_and_do_not_overlap() -> None:
    """Grafana moves panels that overlap, and mixes up equal ids."""
    cells = [
        (x, y)
        for place in (panel["gridPos"] for panel in DASHBOARD["panels"])
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]

    assert len(cells) == len(set(cells))
    assert len({panel["id"] for panel in DASHBOARD["panels"]}) == len(
        DASHBOARD["panels"]
    )


def test_prometheus_and_grafana_are_told_where_to_look() -> None:
    """Ports and names agree across the files."""
    scrape = yaml.safe_load((ROOT / "deploy/prometheus.yml").read_text())
    (source,) = yaml.safe_load(
        (ROOT / "deploy/grafana/provisioning/datasources/prometheus.yml").read_text()
    )["datasources"]
    (names,) = scrape["scrape_configs"][0]["dns_sd_configs"]

    assert set(names["names"]) <= set(COMPOSE["services"])
    assert f"MASKSTREAM_METRICS_PORT={names['port']}" in DOCKERFILE
    assert source["url"] == "http://prometheus:9090"
    assert {panel["datasource"]["uid"] for panel in DASHBOARD["panels"]} == {
        source["uid"]
    }


@pytest.fixture
def healthcheck() -> ModuleType:
    """Load the script that the image runs."""
    spec = importlib.util.spec_from_file_location(
        "healthcheck", ROOT / "deploy" / "healthcheck.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_worker_is_healthy_once_it_is_ready(healthcheck: ModuleType) -> None:
    """The check reads the same metric that the worker sets."""
    metrics = Metrics()

    before = healthcheck.is_ready(generate_latest(metrics.registry).decode())
    metrics.ready.set(1)
    after = healthcheck.is_ready(generate_latest(metrics.registry).decode())

    assert (before, after) == (False, True)
