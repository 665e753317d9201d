"""What a deployment decides, read from ``MASKSTREAM_*`` and nowhere else."""

import os
import re
from pathlib import Path
from typing import Literal

from phonenumbers import SUPPORTED_REGIONS
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from pipeline.core.errors import ConfigError
from pipeline.durations import LONGEST_GRACE_S

PACKAGE = Path(__file__).parent

_HOST = r"(?:[\w.\-]+|\[[0-9A-Fa-f:]+\])(?::[0-9]{1,5})?"
_BROKERS = re.compile(rf"{_HOST}(?:,{_HOST})*")


def _cores() -> int:
    """Count the cores that this process may use, where the system tells."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Settings(BaseSettings):
    """Every setting, with its default; docs/settings.md is made from this."""

    model_config = SettingsConfigDict(env_prefix="MASKSTREAM_", frozen=True)

    brokers: str = Field(
        "127.0.0.1:9092", description="Kafka bootstrap servers, comma-separated."
    )
    group: str = Field("maskstream", description="Consumer group of the workers.")
    instance: str = Field(
        "", description="Static group member id of this worker; empty for dynamic."
    )
    incoming: str = Field("messages.incoming", description="Topic of raw messages.")
    outgoing: str = Field(
        "messages", description="Masked copies go to <outgoing>.<view>."
    )
    quarantine: str = Field(
        "messages.quarantine", description="Topic of sealed messages."
    )
    partitions: int = Field(4, ge=1, description="Partitions of topics we create.")
    replication: int = Field(1, ge=1, description="Replicas of topics we create.")
    security: Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"] = Field(
        "PLAINTEXT", description="Kafka security protocol."
    )
    sasl_mechanism: Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"] = Field(
        "SCRAM-SHA-512", description="SASL mechanism."
    )
    sasl_username: str = Field("", description="SASL user name.")
    sasl_password: SecretStr = Field(SecretStr(""), description="SASL password.")
    sasl_password_file: Path | None = Field(
        None, description="File of the SASL password; wins over the password itself."
    )
    ssl_ca: Path | None = Field(None, description="CA certificates, PEM.")
    ssl_cert: Path | None = Field(None, description="Client certificate, PEM.")
    ssl_key: Path | None = Field(None, description="Client key, PEM.")
    ssl_key_password_file: Path | None = Field(
        None, description="File of the client key's password, if it has one."
    )

    keyset_file: Path = Field(
        Path(".maskstream/keyset.json"),
        description="Keys; created with mode 0600 at the first start.",
    )
    keyset: SecretStr = Field(
        SecretStr(""), description="The same JSON itself; wins over the file."
    )
    keyset_grace_s: float = Field(
        float(LONGEST_GRACE_S),
        ge=0,
        le=LONGEST_GRACE_S,
        description="Seconds that a worker goes on when it can't read the keyset file.",
    )
    epoch: str = Field(
        "",
        description="Make every token with this epoch's key; empty: the key that was "
        "in force at a record's time.",
    )

    channels: Path | None = Field(
        None, description="Folder of channel maps beside the built-in ones."
    )
    packs: Path | None = Field(
        None, description="Folder of recognizer packs beside the built-in ones."
    )
    policy: Path = Field(
        PACKAGE / "policies" / "default.yaml", description="Policy file."
    )
    regions: str = Field(
        "DE,AT,CH,IT,GB,US,FR,ES,NL,PL,TR",
        description="Regions whose national phone numbers are found, in order.",
    )
    model: bool = Field(default=True, description="Use the name model.")

    batch: int = Field(
        100, ge=1, description="Raw messages that a CPU process works on at once."
    )
    within_s: float = Field(
        0.05, gt=0, description="Seconds to wait for a batch to fill."
    )
    processes: int = Field(0, ge=0, description="CPU processes; 0: one per core.")
    budget_s: float = Field(
        2.0, gt=0, description="Seconds of detection per message before quarantine."
    )
    max_bytes: int = Field(
        1_000_000, ge=1, description="Largest raw value that is read, in bytes."
    )
    max_text: int = Field(
        20_000, ge=1, description="Longest text that is read, in code points."
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="Log level of our own events."
    )
    metrics_port: int = Field(
        0, ge=0, le=65535, description="Prometheus port; 0: none."
    )
    metrics_host: str = Field(
        "127.0.0.1", description="Address that the Prometheus port binds."
    )

    @property
    def cpu_processes(self) -> int:
        """Return how many CPU processes there are to be."""
        return self.processes or _cores()

    def without_broker_secrets(self) -> "Settings":
        """Return the settings of a process that reads texts and reaches no broker."""
        hidden = {"sasl_password": SecretStr(""), "sasl_password_file": None}
        return self.model_copy(update={**hidden, "ssl_key_password_file": None})

    @field_validator("brokers")
    @classmethod
    def _require_hosts(cls, value: str) -> str:
        hosts = ",".join(host for part in value.split(",") if (host := part.strip()))
        if not _BROKERS.fullmatch(hosts):
            raise ValueError("must be host:port, several separated by commas")
        return hosts

    @field_validator("regions")
    @classmethod
    def _require_regions(cls, value: str) -> str:
        if not set(value.split(",")) <= SUPPORTED_REGIONS:
            raise ValueError("must be ISO 3166 codes in capitals, as in DE,AT")
        return value


def load_settings(**overrides: object) -> Settings:
    """Read the environment; command-line options win.

    Raises:
        ConfigError: A variable has a value that isn't allowed. The value itself
            is not repeated: it may be a secret.
    """
    try:
        return Settings(**{k: v for k, v in overrides.items() if v is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        name = "MASKSTREAM_" + str(first["loc"][0]).upper()
        problem = first["msg"].removeprefix("Value error, ")
        raise ConfigError(name, "", problem) from None
