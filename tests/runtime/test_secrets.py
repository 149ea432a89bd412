"""The key's own type, and URLs as people may see them."""

from __future__ import annotations

import copy
import json
import pickle
import time
from base64 import b64encode, urlsafe_b64encode
from urllib.parse import quote

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.errors import InvalidArgumentError, MissingAPIKeyError
from runtime.http.auth import SecurityScheme, find_key
from runtime.http.urls import DiscreetURL, shown_url
from runtime.values.secret import SECRET_PARAMETERS, Hidden, Secret, masked_in, masked_links

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


@given(VISIBLE, st.binary(max_size=9), st.binary(max_size=9), st.booleans())
def test_a_secret_is_masked_in_base64(key: str, before: bytes, after: bytes, url_safe: bool) -> None:
    """Whatever it was packed with, such as `Bearer ` or a user's name, and in both alphabets."""
    packed = (urlsafe_b64encode if url_safe else b64encode)(before + key.encode() + after).decode()

    for text in (f"<{packed}>", json.dumps({"packed": packed}), json.dumps({"packed": packed}).replace("/", "\\/")):
        shown = Secret(key).masked(text)
        assert "**********" in shown
        assert packed[4:-4] not in shown


LINKS = {
    "https://a.example/x?b=1&X-Amz-Signature=S%2Fdef&c=2": "https://a.example/x?b=1&X-Amz-Signature=**********&c=2",
    r"https:\/\/a.example\/x?sig=S\/e\u0026c=2": r"https:\/\/a.example\/x?sig=**********\u0026c=2",
    "?u=https%3A%2F%2Fa.example%3Fsig%3DS%2F%26c%3D2": "?u=https%3A%2F%2Fa.example%3Fsig%3D**********%26c%3D2",
    "?u=https://a.example?token=S&c=2": "?u=https://a.example?token=**********&c=2",
    "<a href='x?token=S&amp;c=2'>": "<a href='x?token=**********&amp;c=2'>",
    '"x?SIGNATURE=S+b/c=="': '"x?SIGNATURE=**********"',
    '{"u": "{\\"u\\": \\"?sig=S\\"}"}': '{"u": "{\\"u\\": \\"?sig=**********\\"}"}',
    "#access_token=S": "#access_token=**********",
    "?sig=": "?sig=",
    "?assign=1&signatures=2&x_sig=3 sig=4": "?assign=1&signatures=2&x_sig=3 sig=4",
}


@pytest.mark.parametrize("text", LINKS)
def test_what_signs_a_link_is_masked(text: str) -> None:
    """As it is, and as JSON, JSON within JSON, a page or another URL writes it; all else stays."""
    assert masked_links(text) == LINKS[text]


@pytest.mark.parametrize("name", sorted(SECRET_PARAMETERS))
def test_each_known_parameter_is_masked(name: str) -> None:
    """In texts as in URLs, and in any case."""
    for query in (f"?a=1&{name}=S3CRET&b=2", f"?{name.upper()}=S3CRET"):
        shown = str(DiscreetURL(httpx.URL("https://a.example/x" + query)))
        assert "S3CRET" not in shown + masked_links(query)


@pytest.mark.parametrize("piece", ["\\", "&", "&a", "?sig=", "?sig=\\", "%25", "%", '\\"', "?" + "a" * 99, "=", "a"])
def test_masking_takes_no_longer_than_a_text_is_long(piece: str) -> None:
    """A body that is made to be slow to mask is not: a megabyte takes less than a minute even where all is slow."""
    text = piece * (1_000_000 // len(piece))
    started = time.monotonic()

    Secret("sk-distinctive/+").masked(text)

    assert time.monotonic() - started < 60


def test_values_are_masked_to_their_depth() -> None:
    """Names and values, texts and bytes; numbers stay, and what is nested too deeply is hidden whole."""
    deep: list[object] = []
    for _ in range(100_000):
        deep = [deep]

    shown = masked_in({"a-key": ["key", b"a key", 1, None, True]}, lambda text: text.replace("key", "*"))

    assert shown == {"a-*": ["*", b"a *", 1, None, True]}
    assert "key" not in repr(masked_in(["key", deep], lambda text: text.replace("key", "*")))[:99]


def test_any_value_can_be_hidden() -> None:
    """It prints as asterisks, and so does what belongs to it."""
    hidden = Hidden(b"distinctive")

    assert "distinctive" not in f"{hidden} {hidden!r} {hidden.reveal!r}"
    assert hidden.reveal() == b"distinctive"
    assert (hidden == Hidden(b"distinctive"), hidden == b"distinctive") == (True, False)


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
    url = DiscreetURL(httpx.URL(f"https://user:pass@a.example/x{query}#y"), key_parameters={"own"}, is_link=is_link)

    assert str(url) == f"https://a.example/x{of_a_link if is_link else shown}"
    assert url.raw_path == f"/x{query}".encode()
