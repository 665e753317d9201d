"""How our clients reach Kafka: addresses, TLS and SASL from the settings."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict

import faust
from aiokafka.errors import KafkaError
from faust.types.auth import CredentialsT

from pipeline.core.errors import ConfigError, DeliveryError
from pipeline.settings import Settings

FETCH_WAIT_MS = 50
"""How long a broker may hold a fetch; see `pipeline.faust_fetch`."""


class ClientOptions(TypedDict, total=False):
    """Keyword arguments that every aiokafka client takes."""

    bootstrap_servers: str
    security_protocol: str
    ssl_context: ssl.SSLContext
    sasl_mechanism: str
    sasl_plain_username: str
    sasl_plain_password: str


def client_options(settings: Settings) -> ClientOptions:
    """Return the arguments of an aiokafka producer, consumer or admin client.

    Raises:
        ConfigError: A certificate file can't be read, or SASL lacks a user.
    """
    options = ClientOptions(
        bootstrap_servers=settings.brokers, security_protocol=settings.security
    )
    if settings.security.endswith("SSL"):
        options["ssl_context"] = _ssl_context(settings)
    if settings.security.startswith("SASL"):
        _require_user(settings)
        options["sasl_mechanism"] = settings.sasl_mechanism
        options["sasl_plain_username"] = settings.sasl_username
        options["sasl_plain_password"] = _password(settings)
    return options


@contextmanager
def answered(settings: Settings) -> Iterator[None]:
    """Say of a broker's error which brokers were asked.

    Raises:
        DeliveryError: One of them refused, or none answered.
    """
    try:
        yield
    except KafkaError as error:
        problem = f"no answer from {settings.brokers}: {type(error).__name__}"
        raise DeliveryError(problem) from None


def faust_credentials(settings: Settings) -> CredentialsT | None:
    """Return the same for Faust; None where the connection is open.

    Raises:
        ConfigError: As for `client_options`.
    """
    context = _ssl_context(settings) if settings.security.endswith("SSL") else None
    if settings.security.startswith("SASL"):
        _require_user(settings)
        return faust.SASLCredentials(
            mechanism=settings.sasl_mechanism,
            username=settings.sasl_username,
            password=_password(settings),
            ssl_context=context,
        )
    return faust.SSLCredentials(context=context) if context else None


def faust_brokers(settings: Settings) -> str:
    """Return the brokers as Faust writes them: ``kafka://a:9092;kafka://b:9092``."""
    return ";".join(f"kafka://{host}" for host in settings.brokers.split(","))


def _password(settings: Settings) -> str:
    """Return the SASL password; a file isn't seen in a process's environment."""
    file = settings.sasl_password_file
    if file is None:
        return settings.sasl_password.get_secret_value()
    return _read_secret("MASKSTREAM_SASL_PASSWORD_FILE", file)


def _read_secret(variable: str, file: Path) -> str:
    """Read a secret that stands alone in a file, perhaps with a line's end."""
    try:
        secret = file.read_text(encoding="utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        problem = f"not readable ({type(error).__name__})"
        raise ConfigError(variable, "", problem) from None
    if not secret:
        raise ConfigError(variable, "", "is empty")
    return secret


def _require_user(settings: Settings) -> None:
    if not settings.sasl_username:
        raise ConfigError("MASKSTREAM_SASL_USERNAME", "", "is needed for SASL")


def _ssl_context(settings: Settings) -> ssl.SSLContext:
    """Build a context that checks the brokers' certificates and names."""
    try:
        context = ssl.create_default_context(cafile=settings.ssl_ca)
    except OSError as error:
        raise _unreadable("MASKSTREAM_SSL_CA", error) from None
    if settings.ssl_cert is not None:
        try:
            password = _key_password(settings)
            context.load_cert_chain(settings.ssl_cert, settings.ssl_key, password)
        except OSError as error:
            raise _unreadable("MASKSTREAM_SSL_CERT", error) from None
    return context


def _key_password(settings: Settings) -> str:
    """Return the client key's password; empty where it has none.

    Without one, OpenSSL would ask for it on the terminal, and wait.
    """
    file = settings.ssl_key_password_file
    return _read_secret("MASKSTREAM_SSL_KEY_PASSWORD_FILE", file) if file else ""


def _unreadable(variable: str, error: OSError) -> ConfigError:
    return ConfigError(variable, "", f"not readable as PEM ({type(error).__name__})")
