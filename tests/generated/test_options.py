"""An option that cannot be used is refused where it is given, sync and async."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from support.providers import PROVIDERS, Provider


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
def test_a_key_that_is_no_string_is_refused(mode: str, provider: Provider) -> None:
    """Bytes are no key, and are not shown."""
    with pytest.raises(provider.error("InvalidArgumentError"), match="^api_key must be a string, not bytes$"):
        provider.client_class(mode)(b"secret")
