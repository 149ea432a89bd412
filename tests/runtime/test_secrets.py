"""The key's own type, and URLs as people may see them."""

from __future__ import annotations

import copy
import json
import pickle
from urllib.parse import quote

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.errors import InvalidArgumentError, MissingAPIKeyError
from runtime.http.auth import Secret, SecurityScheme, find_key
from runtime.http.urls import DiscreetURL, shown_url

VISIBLE = st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=8, max_size=40)
BEARER = SecurityScheme("header", "Authorization", "Bearer ")


def test_a_secret_prints_as_asterisks() -> None:
    """No way of printing or copying a secret shows it, and it is not pickled."""
    secret = Secret("sk-distinctive")

    assert [text for text in (repr(secret), str(secret), f"{secret}") if "distinctive" in text] == []
    assert copy.copy(secret) is copy.deepcopy(secret) is secret
    with pytest.raises(TypeError):
        pickle.dumps(secret)


@given(VISIBLE, st.sampled_from(["", "key=", '{"key": "', "<p>"]), st.sampled_from(["", "&x=1", '"}', "</p>"]))
def test_a_secret_is_masked_wherever_it_stands(key: str, before: str, after: str) -> None:
    """As it is, as JSON writes it, and as a URL does."""
    secret = Secret(key)

    for written in (key, json.dumps(key)[1:-1], quote(key, safe="")):
        shown = secret.masked(f"{before} {written} {after}")
        assert "**********" in shown
        assert key not in shown


@pytest.mark.parametrize("key", [None, "", " "])
def test_no_key_is_an_error(monkeypatch: pytest.MonkeyPatch, key: str | None) -> None:
    """Neither an argument nor the environment: the error names the variable."""
    monkeypatch.delenv("THING_API_KEY", raising=False)

    with pytest.raises(MissingAPIKeyError, match="THING_API_KEY"):
        find_key(key, variable="THING_API_KEY", scheme=BEARER)


@pytest.mark.parametrize("key", ["Bearer sk-1", "two words", "l\n2", "kéy"])
def test_a_key_that_cannot_be_sent_is_refused(key: str) -> None:
    """The message does not show it."""
    with pytest.raises(InvalidArgumentError) as caught:
        find_key(key, variable="THING_API_KEY", scheme=BEARER)

    assert key not in str(caught.value)


@pytest.mark.parametrize(
    ("scheme", "sent"),
    [
        (BEARER, "Bearer key"),
        (SecurityScheme("header", "X-Key"), "key"),
        (SecurityScheme("header", "Authorization", "Basic ", basic=True), "Basic a2V5Og=="),
    ],
)
def test_what_a_scheme_sends(scheme: SecurityScheme, sent: str) -> None:
    """The key behind its prefix; for basic authentication as the user's name, without a password."""
    assert scheme.value(Secret("key")) == sent


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://a.example/x?token=1#y", "https://a.example/x"),
        ("https://user:pass@a.example:8443/x", "https://a.example:8443/x"),
        ("https://a.example", "https://a.example"),
    ],
)
def test_a_shown_url_has_no_secret(url: str, shown: str) -> None:
    """Query, fragment and password are not shown."""
    assert shown_url(url) == shown


@pytest.mark.parametrize("is_link", [False, True])
@pytest.mark.parametrize(
    ("query", "shown", "of_a_link"),
    [
        ("?page=2", "?page=2", "?page=**********"),
        ("?sig=1&page=2", "?sig=**********&page=2", "?sig=**********&page=**********"),
        ("?own=1", "?own=**********", "?own=**********"),
        ("", "", ""),
    ],
)
def test_a_discreet_url_has_its_query_and_no_secret(query: str, shown: str, of_a_link: str, is_link: bool) -> None:
    """The key's parameter, and those with names of secrets, are masked; of a link, all are; what is sent has them."""
    url = DiscreetURL(httpx.URL(f"https://user:pass@a.example/x{query}#y"), key_parameter="own", is_link=is_link)

    assert str(url) == f"https://a.example/x{of_a_link if is_link else shown}"
    assert url.raw_path == f"/x{query}".encode()
