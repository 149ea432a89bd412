"""An option that cannot be used is refused where it is given, sync and async."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from support.calling import Caller
from support.providers import PROVIDERS, Provider
from support.server import ScriptedServer, raw_answer


@pytest.mark.parametrize(
    "option",
    [
        {"timeout": -1},
        {"timeout": 0},
        {"timeout": float("nan")},
        {"timeout": "5"},
        {"timeout": True},
        {"total_timeout": 0},
        {"total_timeout": "9"},
        {"total_timeout": float("nan")},
        {"max_retries": -1},
        {"max_retries": "2"},
        {"max_retries": 1.5},
        {"max_response_bytes": 0},
        {"max_response_bytes": "1"},
    ],
    ids=str,
)
@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_an_option_is_refused_at_once(mode: str, provider: Provider, option: dict[str, Any]) -> None:
    """By the constructor and by `with_options`, with the argument's name."""
    (name,) = option
    client_class = provider.client_class(mode)

    with pytest.raises(provider.error("InvalidArgumentError"), match=f"^{name} must be"):
        client_class("key", **option)
    with pytest.raises(provider.error("InvalidArgumentError"), match=f"^{name} must be"):
        client_class("key").with_options(**option)


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_the_other_kind_of_http_client_is_refused(mode: str, provider: Provider) -> None:
    """A sync client takes no async one, nor the other way round."""
    wrong = httpx.AsyncClient if mode == "sync" else httpx.Client

    with pytest.raises(provider.error("InvalidArgumentError"), match="^http_client must be"):
        provider.client_class(mode)("key", http_client=wrong())


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_what_is_no_http_client_is_refused(mode: str, provider: Provider) -> None:
    """Where it is given, and not at the first call."""
    with pytest.raises(provider.error("InvalidArgumentError"), match=r"^http_client must be .* not int$"):
        provider.client_class(mode)("key", http_client=5)


@pytest.mark.parametrize("hooks", [5, 0, print, {"request": print}], ids=str)
@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_what_are_no_hooks_is_refused(mode: str, provider: Provider, hooks: Any) -> None:
    """So are values that are not `Hooks`, and hooks that are not callable."""
    client_class = provider.client_class(mode)
    wrong = type(client_class("key")._engine.settings.hooks)(retry=5)

    for given in (hooks, wrong):
        with pytest.raises(provider.error("InvalidArgumentError"), match=r"^hooks must be"):
            client_class("key", hooks=given)
        with pytest.raises(provider.error("InvalidArgumentError"), match=r"^hooks must be"):
            client_class("key").with_options(hooks=given)


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_another_packages_hooks_are_told_apart(mode: str, provider: Provider) -> None:
    """Each package has a class `Hooks`; the message names the packages of both."""
    other = next(one for one in PROVIDERS if one != provider)

    with pytest.raises(
        provider.error("InvalidArgumentError"),
        match=rf"^hooks must be a {provider.row.package}\.Hooks\(.*, not {other.row.package}\.Hooks$",
    ):
        provider.client_class(mode)("key", hooks=other.package.Hooks())


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_a_key_that_is_no_string_is_refused(mode: str, provider: Provider) -> None:
    """Bytes are no key, and are not shown."""
    with pytest.raises(provider.error("InvalidArgumentError"), match="^api_key must be a string, not bytes$"):
        provider.client_class(mode)(b"secret")


BEARERS = [provider for provider in PROVIDERS if provider.key_prefix == "Bearer "]


@pytest.mark.parametrize("key", ["Bearer sk-secret", "bearer  sk-secret", " BEARER\tsk-secret ", "Bearer"])
@pytest.mark.parametrize("given", ["argument", "environment"])
@pytest.mark.parametrize("provider", BEARERS, ids=str)
def test_a_key_with_what_is_put_before_it_is_refused(
    monkeypatch: pytest.MonkeyPatch, mode: str, provider: Provider, key: str, given: str
) -> None:
    """A key that was copied with its `Bearer` prefix is refused with a message that says so and does not show the key."""
    monkeypatch.setenv(provider.key_variable, key)

    with pytest.raises(provider.error("InvalidArgumentError"), match="begins with 'Bearer'") as caught:
        provider.client_class(mode)(key if given == "argument" else None)

    assert "sk-secret" not in str(caught.value)


@pytest.mark.parametrize("key", ["Bearer-sk", "bearersk", "sk-Bearer"])
@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_a_key_may_have_such_letters(mode: str, provider: Provider, key: str) -> None:
    """The word is refused as a word alone."""
    assert provider.client_class(mode)(key)


@pytest.mark.parametrize("change", [str.title, str.lower, str.upper], ids=["title", "lower", "upper"])
@pytest.mark.parametrize("provider", [one for one in PROVIDERS if one.key_header], ids=str)
def test_the_header_of_the_key_is_not_the_callers(mode: str, provider: Provider, change: Any) -> None:
    """`with_options(headers=...)` refuses the header that carries the key, in any case, and does not show its value."""
    client = provider.client_class(mode)("key")

    with pytest.raises(provider.error("InvalidArgumentError"), match="carries the API key") as caught:
        client.with_options(headers={change(provider.key_header): "Bearer sk-other"})

    assert "sk-other" not in str(caught.value)
    assert client.with_options(headers={"X-Other": "one"})


