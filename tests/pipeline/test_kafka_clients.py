"""Clients reach Kafka as the settings say, and check whom they talk to."""

import ssl
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
