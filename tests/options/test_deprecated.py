"""What the document calls deprecated: calls warn, at the caller's line, and documentation says so."""

from __future__ import annotations

import inspect
import sys
import warnings

import pytest

from .conftest import Smithy


@pytest.mark.parametrize("name", ["old", "old_detailed"])
def test_a_call_warns_once_at_the_callers_line(smithy: Smithy, name: str) -> None:
    """A `DeprecationWarning` points to the line that makes the call, and not into the package."""
    method = getattr(smithy.client().pieces, name)

    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        called = method(style="plain")
    smithy.caller.result(called)

    assert [(one.category, one.filename) for one in caught] == [(DeprecationWarning, __file__)]
    assert str(caught[0].message) == "pieces.old is deprecated: the provider may remove it."
    assert smithy.requests[0].url.path == "/old"


def test_what_stays_does_not_warn(smithy: Smithy) -> None:
    """Other methods give no warning."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        smithy.call(smithy.client().pieces.get, "piece_1")


def test_documentation_says_what_is_deprecated(smithy: Smithy) -> None:
    """Of an operation, and of a parameter."""
    method = smithy.resource("pieces").old

    said = inspect.getdoc(method) or ""
    assert "Deprecated: the provider may remove this operation." in said
    assert "style: Deprecated. The value of style." in said
    assert method.__deprecated__ == "pieces.old is deprecated: the provider may remove it."


def test_its_methods_look_like_others(smithy: Smithy) -> None:
    """The signature and the kind of the method stay visible; Python 3.11 has no mark for coroutine functions."""
    resource = smithy.resource("pieces")

    assert [*inspect.signature(resource.old).parameters] == ["self", "style", "replay"]
    if sys.version_info >= (3, 12):
        assert inspect.iscoroutinefunction(resource.old) == (smithy.caller.mode == "async")
