"""Clients reach Kafka as the settings say, and check whom they talk to."""

import pickle
import shutil
import ssl
import subprocess
from pathlib import Path

import faust
import pytest

from pipeline.core.errors import ConfigError
from pipeline.kafka_clients import client_options, faust_brokers, faust_credentials
from pipeline.settings import load_settings


def test_an_open_connection_needs_nothing() -> None:
    """The default is Kafka's."""
    settings = load_settings(brokers="a:1,b:2")

    assert client_options(settings) == {
        "bootstrap_servers": "a:1,b:2",
        "security_protocol": "PLAINTEXT",
    }
    assert faust_credentials(settings) is None


def test_faust_gets_every_broker_as_a_url() -> None:
    """Spaces and a last comma don't matter."""
    settings = load_settings(brokers="a:1, b:2,")

    assert faust_brokers(settings) == "kafka://a:1;kafka://b:2"


@pytest.mark.parametrize("security", ["SSL", "SASL_SSL"])
def test_tls_checks_certificate_and_name(security: str) -> None:
    """There is no setting that turns it off."""
    settings = load_settings(security=security, sasl_username="worker")

    context = client_options(settings)["ssl_context"]

    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname


@pytest.mark.parametrize("security", ["SASL_PLAINTEXT", "SASL_SSL"])
def test_sasl_names_mechanism_and_user(security: str) -> None:
    """For Faust's clients the same as for our own."""
    settings = load_settings(
        security=security, sasl_username="worker", sasl_password="example"
    )

    options, credentials = client_options(settings), faust_credentials(settings)

    assert options["sasl_mechanism"] == "SCRAM-SHA-512"
    assert options["sasl_plain_password"] == "example"
    assert isinstance(credentials, faust.SASLCredentials)
    assert credentials.protocol.value == options["security_protocol"] == security
    assert credentials.mechanism.value == "SCRAM-SHA-512"
    assert "example" not in repr(credentials)


def test_sasl_without_a_user_is_a_wrong_setting() -> None:
    """Said before anything connects."""
    with pytest.raises(ConfigError, match="MASKSTREAM_SASL_USERNAME"):
        client_options(load_settings(security="SASL_SSL"))


def test_an_unreadable_certificate_is_a_wrong_setting(tmp_path: Path) -> None:
    """The variable is named, the file's text is not repeated."""
    broken = tmp_path / "ca.pem"
    broken.write_text("secret")

    for variable in ("ssl_ca", "ssl_cert"):
        with pytest.raises(ConfigError, match=variable.upper()) as caught:
            client_options(load_settings(security="SSL", **{variable: broken}))
        assert "secret" not in str(caught.value)


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_password_may_stand_in_a_file(tmp_path: Path, end: str) -> None:
    """Mounted secrets end with a line or not, and are in no process's environment."""
    file = tmp_path / "password"
    file.write_bytes(f" example{end}".encode())
    settings = load_settings(
        security="SASL_SSL", sasl_username="worker", sasl_password_file=file
    )

    credentials = faust_credentials(settings)

    assert client_options(settings)["sasl_plain_password"] == " example"
    assert isinstance(credentials, faust.SASLCredentials)
    assert credentials.password == " example"


@pytest.mark.parametrize("content", [None, b"", b"\n", b"\xff"])
def test_a_password_file_without_one_is_a_wrong_setting(
    tmp_path: Path, content: bytes | None
) -> None:
    """An empty password would be refused by the broker, much later."""
    file = tmp_path / "password"
    if content is not None:
        file.write_bytes(content)
    settings = load_settings(
        security="SASL_SSL", sasl_username="worker", sasl_password_file=file
    )

    with pytest.raises(ConfigError, match="MASKSTREAM_SASL_PASSWORD_FILE"):
        client_options(settings)


def test_processes_that_read_messages_hold_no_broker_password(tmp_path: Path) -> None:
    """A recognizer that is taken over has none to give away."""
    settings = load_settings(
        sasl_password="example-password", sasl_password_file=tmp_path / "example-file"
    )

    handed_on = pickle.dumps(settings.without_broker_secrets())

    assert b"example" in pickle.dumps(settings)
    assert b"example" not in handed_on


def make_client_key(folder: Path, password: str) -> tuple[Path, Path]:
    """Make a certificate, and its key behind a password."""
    certificate, key = folder / "client.pem", folder / "client.key"
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl")
    make = [openssl, "req", "-x509", "-newkey", "rsa:2048", "-subj", "/CN=worker"]
    files = ["-keyout", str(key), "-out", str(certificate)]
    subprocess.run(
        [*make, *files, "-passout", f"pass:{password}"], check=True, capture_output=True
    )
    return certificate, key


def test_a_locked_client_key_is_opened_or_refused_never_asked_for(
    tmp_path: Path,
) -> None:
    """OpenSSL's question would hold a worker for ever."""
    certificate, key = make_client_key(tmp_path, "example")
    password = tmp_path / "password"
    password.write_text("example\n")
    files = {"security": "SSL", "ssl_cert": certificate, "ssl_key": key}

    options = client_options(load_settings(**files, ssl_key_password_file=password))

    assert "ssl_context" in options
    with pytest.raises(ConfigError, match="MASKSTREAM_SSL_CERT"):
        client_options(load_settings(**files))
