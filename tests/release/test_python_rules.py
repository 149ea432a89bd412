"""What changed of a package's public API: two versions of a small package, and exactly what is said of them."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path

import pytest

from tools.release.compat import python_rules
from tools.release.compat.package_source import PackageError, read_api

from .conftest import package, told

BEFORE: Mapping[str, str] = {
    "__init__.py": """
        from . import models
        from ._inside import Inherited, Timeout
        from .client import AsyncClient, Client
        from .errors import ApiError, NotFoundError

        __all__ = ["ApiError", "AsyncClient", "Client", "NotFoundError", "models", "DEFAULT", "helper"]
        DEFAULT: int = 1

        def helper(first: str, second: int = 1, /, third: str = "x", *rest: str, key: bool = False) -> str:
            return first
        """,
    "_inside.py": """
        from typing import Literal, TypeAlias

        import httpx

        Timeout: TypeAlias = float | httpx.Timeout | None
        Order: TypeAlias = Literal["up", "down"]
        LONGEST = 900.0

        class Inherited:
            def wait(self, name: str, *, timeout: Timeout = LONGEST) -> str | None: ...
            def _private(self, name: str) -> str: ...

        class Options:
            def __init__(self, engine: int) -> None: ...
            def set(self, value: int) -> None: ...
        """,
    "resources.py": """
        from __future__ import annotations

        from ._inside import Inherited, Order
        from .models import Model

        class Resource(Inherited):
            def get(self, name: str, *, order: Order = "up") -> Model: ...

        class AsyncResource(Inherited):
            async def get(self, name: str, *, order: Order = "up") -> Model: ...
        """,
    "client.py": """
        from __future__ import annotations

        from ._inside import Options
        from .resources import AsyncResource, Resource

        class Client:
            things: Resource

            def __init__(self, key: str | None = None) -> None: ...
            def with_options(self, options: Options | None = None) -> Client: ...
            def __enter__(self) -> Client: ...
            def send(self, *, value: int = 0, **more: str) -> None: ...
            @property
            def name(self) -> str: ...

        class AsyncClient:
            things: AsyncResource

            def __init__(self, key: str | None = None) -> None: ...
        """,
    "errors.py": """
        __all__ = ["ApiError", "NotFoundError"]

        class _Called:
            attempts: int = 1

        class ApiError(Exception):
            pass

        class NotFoundError(_Called, ApiError, LookupError):
            def __init__(self, message: str = "") -> None:
                self.message = message
        """,
    "models.py": """
        from datetime import datetime
        from typing import Any, Literal, NamedTuple, TypeAlias

        from attrs import define, field

        __all__ = ["Known", "Model", "Pair"]

        Known: TypeAlias = Literal["a", "b"]

        @define(kw_only=True)
        class Model:
            id: str
            state: Known | str
            when: datetime | None = None
            rest: dict[str, Any] = field(factory=dict)

        class Pair(NamedTuple):
            first: int
            second: str = ""
        """,
}

Edits = dict[str, tuple[str, str, str, set[tuple[str, str, str]]]]

EDITS: Edits = {
    # Names.
    "name removed": ("__init__.py", '"helper"]', "]", {("major", "removed", "pkg.helper")}),
    "name added": ("__init__.py", '"helper"]', '"helper", "Timeout"]', {("minor", "added", "pkg.Timeout")}),
    "name of another module removed": (
        "errors.py",
        '["ApiError", "NotFoundError"]',
        '["ApiError"]',
        {("major", "removed", "pkg.errors.NotFoundError")},
    ),
    "model removed": ("models.py", ', "Pair"]', "]", {("major", "removed", "pkg.models.Pair")}),
    "class is a function": (
        "__init__.py",
        "def helper(",
        "class helper(str): ...\n        def other(",
        {("major", "kind", "pkg.helper")},
    ),
    "value of another type": ("__init__.py", "DEFAULT: int", "DEFAULT: str", {("major", "type", "pkg.DEFAULT")}),
    # Types that are read.
    "attribute gains None": (
        "models.py",
        "id: str",
        "id: str | None",
        {("major", "nullability", "pkg.models.Model.id")},
    ),
    "attribute loses None": (
        "models.py",
        "when: datetime | None = None",
        "when: datetime = datetime(1, 1, 1)",
        {("minor", "type", "pkg.models.Model.when"), ("major", "type", "pkg.models.Model.when")},
    ),
    "attribute of another type": (
        "models.py",
        "when: datetime |",
        "when: str |",
        {("major", "type", "pkg.models.Model.when")},
    ),
    "attribute of a wider type": ("models.py", "id: str", "id: str | int", {("major", "type", "pkg.models.Model.id")}),
    "type argument": (
        "models.py",
        "rest: dict[str, Any]",
        "rest: dict[str, str]",
        {("major", "type", "pkg.models.Model.rest")},
    ),
    "answer gains None": (
        "resources.py",
        'def get(self, name: str, *, order: Order = "up") -> Model: ...\n\n        class Async',
        'def get(self, name: str, *, order: Order = "up") -> Model | None: ...\n\n        class Async',
        {("major", "nullability", "pkg.Client.things.get")},
    ),
    "async answer gains None": (
        "resources.py",
        'async def get(self, name: str, *, order: Order = "up") -> Model',
        'async def get(self, name: str, *, order: Order = "up") -> Model | None',
        {("major", "nullability", "pkg.AsyncClient.things.get")},
    ),
    "answer loses None": (
        "_inside.py",
        "-> str | None",
        "-> str",
        {("minor", "type", "pkg.AsyncClient.things.wait"), ("minor", "type", "pkg.Client.things.wait")},
    ),
    "attribute of an error of another type": (
        "errors.py",
        'message: str = ""',
        'message: str | None = ""',
        {
            ("major", "nullability", "pkg.NotFoundError.message"),
            ("minor", "type", "pkg.NotFoundError.__init__(message)"),
        },
    ),
    # Known values.
    "known value added": ("models.py", '["a", "b"]', '["a", "b", "c"]', {("minor", "values", "pkg.models.Known")}),
    "known value removed": ("models.py", '["a", "b"]', '["a"]', {("major", "values", "pkg.models.Known")}),
    "known values are text": (
        "models.py",
        'Known: TypeAlias = Literal["a", "b"]',
        "Known: TypeAlias = str",
        {("major", "type", "pkg.models.Known")},
    ),
    "value of a private alias refused": (
        "_inside.py",
        'Literal["up", "down"]',
        'Literal["up"]',
        {("major", "type", "pkg.AsyncClient.things.get(order)"), ("major", "type", "pkg.Client.things.get(order)")},
    ),
    "value of a private alias accepted": (
        "_inside.py",
        'Literal["up", "down"]',
        'Literal["up", "down", "round"]',
        {("minor", "type", "pkg.AsyncClient.things.get(order)"), ("minor", "type", "pkg.Client.things.get(order)")},
    ),
    # Signatures.
    "parameter removed": ("__init__.py", ", key: bool = False", "", {("major", "removed", "pkg.helper(key)")}),
    "parameter that goes on among others": (
        "client.py",
        "(self, *, value: int = 0, **more: str)",
        "(self, **more: str)",
        {("minor", "removed", "pkg.Client.send(value)")},
    ),
    "parameter renamed": (
        "__init__.py",
        "key: bool",
        "flag: bool",
        {("major", "removed", "pkg.helper(key)"), ("minor", "added", "pkg.helper(flag)")},
    ),
    "keyword parameter added": (
        "__init__.py",
        "key: bool = False",
        "key: bool = False, more: int = 0",
        {("minor", "added", "pkg.helper(more)")},
    ),
    "required parameter added": (
        "__init__.py",
        "key: bool = False",
        "key: bool = False, more: int",
        {("major", "required", "pkg.helper(more)")},
    ),
    "positional parameter added at the end": (
        "__init__.py",
        'third: str = "x"',
        'third: str = "x", fourth: int = 0',
        {("minor", "added", "pkg.helper(fourth)")},
    ),
    "positional parameter added before others": (
        "__init__.py",
        'third: str = "x"',
        'fourth: int = 0, third: str = "x"',
        {("minor", "added", "pkg.helper(fourth)"), ("major", "order", "pkg.helper")},
    ),
    "parameter newly required": (
        "__init__.py",
        "key: bool = False",
        "key: bool",
        {("major", "required", "pkg.helper(key)")},
    ),
    "parameter no longer required": (
        "__init__.py",
        "first: str,",
        'first: str = "",',
        {("minor", "default", "pkg.helper(first)")},
    ),
    "default changed": ("__init__.py", "False", "True", {("major", "default", "pkg.helper(key)")}),
    "default changed by its name": (
        "_inside.py",
        "LONGEST = 900.0",
        "LONGEST = 60.0",
        {
            ("major", "default", "pkg.AsyncClient.things.wait(timeout)"),
            ("major", "default", "pkg.Client.things.wait(timeout)"),
        },
    ),
    "parameter is keyword only": (
        "client.py",
        "(self, key: str | None = None) -> None: ...\n            def with",
        "(self, *, key: str | None = None) -> None: ...\n            def with",
        {("major", "kind", "pkg.Client.__init__(key)")},
    ),
    "parameter also by position": (
        "__init__.py",
        "*rest: str, key",
        "key",
        {
            ("major", "removed", "pkg.helper(rest)"),
            ("minor", "kind", "pkg.helper(key)"),
        },
    ),
    "parameter takes less": (
        "client.py",
        "(self, key: str | None = None) -> None: ...\n            def with",
        '(self, key: str = "") -> None: ...\n            def with',
        {("major", "type", "pkg.Client.__init__(key)"), ("major", "default", "pkg.Client.__init__(key)")},
    ),
    "parameter takes more": (
        "__init__.py",
        'third: str = "x"',
        'third: str | bytes = "x"',
        {("minor", "type", "pkg.helper(third)")},
    ),
    "a shared alias takes less": (
        "_inside.py",
        "float | httpx.Timeout | None",
        "float | None",
        {
            ("major", "type", "pkg.AsyncClient.things.wait(timeout)"),
            ("major", "type", "pkg.Client.things.wait(timeout)"),
        },
    ),
    "no longer awaited": (
        "resources.py",
        "async def get",
        "def get",
        {("major", "async", "pkg.AsyncClient.things.get")},
    ),
    "classmethod": (
        "client.py",
        "def with_options(self,",
        "@classmethod\n            def with_options(self,",
        {("major", "kind", "pkg.Client.with_options")},
    ),
    # Members.
    "inherited method removed": (
        "_inside.py",
        "def wait",
        "def _wait",
        {("major", "removed", "pkg.AsyncClient.things.wait"), ("major", "removed", "pkg.Client.things.wait")},
    ),
    "method added": (
        "client.py",
        "def __enter__",
        "def close(self) -> None: ...\n            def __enter__",
        {("minor", "added", "pkg.Client.close")},
    ),
    "context manager removed": (
        "client.py",
        "def __enter__",
        "def _enter",
        {("major", "removed", "pkg.Client.__enter__")},
    ),
    "attribute of a private base removed": (
        "errors.py",
        "attempts: int = 1",
        "_attempts: int = 1",
        {("major", "removed", "pkg.NotFoundError.attempts")},
    ),
    "property is a method": (
        "client.py",
        "@property\n            def name",
        "def name",
        {("major", "kind", "pkg.Client.name")},
    ),
    "method of what a parameter takes": (
        "_inside.py",
        "def set(self, value: int)",
        "def set(self, value: str)",
        {("major", "type", "pkg.Client.with_options(options).set(value)")},
    ),
    "attribute is a property": (
        "client.py",
        "class Client:\n            things: Resource\n",
        "class Client:\n            @property\n            def things(self) -> Resource: ...\n",
        {("major", "writable", "pkg.Client.things")},
    ),
    # Bases.
    "error loses a base": (
        "errors.py",
        "(_Called, ApiError, LookupError)",
        "(_Called, ApiError)",
        {("major", "bases", "pkg.NotFoundError")},
    ),
    "error leaves the tree": (
        "errors.py",
        "(_Called, ApiError, LookupError)",
        "(_Called, LookupError)",
        {("major", "bases", "pkg.NotFoundError")},
    ),
    "error gains a base": (
        "errors.py",
        "class ApiError(Exception)",
        "class ApiError(ValueError, Exception)",
        {("minor", "bases", "pkg.ApiError"), ("minor", "bases", "pkg.NotFoundError")},
    ),
    # Classes whose constructor nobody wrote.
    "field added": (
        "models.py",
        "rest: dict",
        "more: int | None = None\n            rest: dict",
        {("minor", "added", "pkg.models.Model.more")},
    ),
    "required field added": (
        "models.py",
        "id: str",
        "id: str\n            more: int",
        {("major", "required", "pkg.models.Model.more")},
    ),
    "field removed": ("models.py", "when: datetime | None = None", "", {("major", "removed", "pkg.models.Model.when")}),
    "field newly required": (
        "models.py",
        "when: datetime | None = None",
        "when: datetime | None",
        {("major", "default", "pkg.models.Model.when")},
    ),
    "field described and newly required": (
        "models.py",
        "field(factory=dict)",
        "field(repr=False)",
        {("major", "default", "pkg.models.Model.rest")},
    ),
    "field no longer required": (
        "models.py",
        "state: Known | str",
        'state: Known | str = "a"',
        {("minor", "default", "pkg.models.Model.state")},
    ),
    "frozen": (
        "models.py",
        "@define(kw_only=True)",
        "@define(kw_only=True, frozen=True)",
        {("major", "writable", f"pkg.models.Model.{name}") for name in ("id", "state", "when", "rest")},
    ),
    "tuple has more": (
        "models.py",
        'second: str = ""',
        'second: str = ""\n            third: int = 0',
        {("minor", "added", "pkg.models.Pair.third"), ("major", "order", "pkg.models.Pair")},
    ),
    "tuple in another order": (
        "models.py",
        'first: int\n            second: str = ""',
        'second: str = ""\n            first: int = 0',
        {("major", "order", "pkg.models.Pair"), ("minor", "default", "pkg.models.Pair.first")},
    ),
    # What is no API.
    "private method": ("_inside.py", "def _private(self, name: str)", "def _other(self)", set()),
    "constructor that nobody can name": ("_inside.py", "engine: int", "engine: str", set()),
    "known value within a text": ("models.py", "state: Known | str", "state: str", set()),
    "another way of writing": ("models.py", "when: datetime | None", 'when: "None | datetime"', set()),
    "a name nobody exports": ("_inside.py", "class Options:", "class Unseen: ...\n\n        class Options:", set()),
    "nothing": ("models.py", "", "", set()),
}


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_is_told_and_nothing_else(name: str, tmp_path: Path) -> None:
    """Step, kind and name of each change: none is missed, none invented."""
    file, old, new, expected = EDITS[name]
    assert old in BEFORE[file], "the edit edits nothing"
    after = {**BEFORE, file: BEFORE[file].replace(old, new, 1)}

    changes = python_rules.compare(package(tmp_path / "old", BEFORE), package(tmp_path / "new", after))

    assert told(changes) == expected


def test_a_private_module_may_move(tmp_path: Path) -> None:
    """What users reach through public names stays the same wherever it is defined."""
    after = {name: text.replace("resources", "_api").replace("_inside", "_core") for name, text in BEFORE.items()}
    after["_api.py"], after["_core.py"] = after.pop("resources.py"), after.pop("_inside.py")

    changes = python_rules.compare(package(tmp_path / "old", BEFORE), package(tmp_path / "new", after))

    assert changes == []


def test_a_default_may_be_a_number_of_a_class(tmp_path: Path) -> None:
    """A default that becomes an equal number of the package's own class is no change; another number is one."""
    before = package(tmp_path / "old", BEFORE)
    seconds = BEFORE["_inside.py"].replace("class Inherited", "class Seconds(float): ...\n        class Inherited")
    equal, other = (
        package(tmp_path / name, {**BEFORE, "_inside.py": seconds.replace("LONGEST = 900.0", f"LONGEST = {value}")})
        for name, value in (("equal", "Seconds(900.0)"), ("other", "Seconds(60.0)"))
    )

    assert python_rules.compare(before, equal) == []
    assert {change.kind for change in python_rules.compare(before, other)} == {"default"}


def test_reading_runs_nothing(tmp_path: Path) -> None:
    """A package is read, not imported."""
    ran = tmp_path / "ran"

    api = package(tmp_path / "code", {"__init__.py": f"open({str(ran)!r}, 'w')\n\ndef public() -> int: ..."})

    assert set(api.names) == {"pkg.public"}
    assert not ran.exists()


def test_aliases_in_a_circle_end(tmp_path: Path) -> None:
    """An alias of itself is read as its name."""
    text = """
        from typing import TypeAlias

        A: TypeAlias = "B | int"
        B: TypeAlias = "A | str"
        def public(value: A) -> B: ...
        """

    api = package(tmp_path, {"__init__.py": text})

    assert "pkg.public" in api.names


@pytest.mark.parametrize("text", [None, "def broken(:"])
def test_what_cannot_be_read_is_said(text: str | None, tmp_path: Path) -> None:
    """No package, or no Python: an error that names it, and no traceback of a parser."""
    if text is not None:
        (tmp_path / "pkg").mkdir()
        (tmp_path / "pkg" / "__init__.py").write_text(textwrap.dedent(text))

    with pytest.raises(PackageError, match="pkg cannot be read"):
        read_api("pkg", tmp_path)
