"""The provider table of `pyproject.toml`: one row says what a document cannot."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Literal, cast

from attrs import field, frozen

from .findings import Finding, InputError, pointer

_FILE: Final = "pyproject.toml"
_KEY: Final = ("tool", "codegen", "providers")
_NAME: Final = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*").fullmatch
_CLASS: Final = re.compile(r"[A-Z][A-Za-z0-9]*").fullmatch
_PLACE: Final = re.compile(r"[a-z_][a-z0-9_]*:[A-Za-z_][A-Za-z0-9_]*").fullmatch
_VERSION: Final = re.compile(r"\d+(?:\.\d+)*(?:(?:a|b|rc)\d+)?(?:\.post\d+)?(?:\.dev\d+)?").fullmatch


@frozen
class Place:
    """A name in a module of the provider's overlay."""

    module: str
    name: str


@frozen(kw_only=True)
class Provider:
    """One row. Its attributes, but for `name`, are the row's keys."""

    name: str
    """The row's key: that of its document, of its overlay and of its folder under `generated/`."""
    client: str
    """The client's class; `Async...` and `...Error` follow from it."""
    version: str
    """The package's version. `info.version` is the provider's."""
    rules: Literal["ours", "foreign"] = "ours"
    """`foreign` for a document that others wrote."""
    skip: Sequence[str] = ()
    """What of a foreign document is left out, by name: `operations.<operationId>`, `schemas.<Name>`."""
    envelope: str | None = None
    """The member in which answers wrap their model."""
    refusal: Place | None = None
    """`module:function` of the overlay: reads a body that says no with a success status."""
    fake: Place | None = None
    """`module:Class` of the overlay: what the provider's fake inherits, instead of `FakeProvider`."""
    mixins: Mapping[str, Place] = field(factory=dict[str, Place])
    """By tag, `module:Class` of the overlay: what the resource inherits; its async twin is `Async<Class>`."""
    server: str | None = None
    """The server's URL, where a document names none."""
    security: str | None = None
    """The security scheme that carries the key, where a document has several."""

    @property
    def document(self) -> str:
        """The OpenAPI document, relative to the project."""
        return f"openapi/{self.name}.yaml"

    @property
    def package(self) -> str:
        """The import name."""
        return f"{self.name}_client"

    @property
    def distribution(self) -> str:
        """The name under which it is installed."""
        return self.package.replace("_", "-")

    @property
    def error(self) -> str:
        """The root of the errors."""
        return f"{self.client}Error"

    def finding(self, key: str, reason: str) -> Finding:
        """A finding on one key of the row."""
        return Finding(_FILE, pointer(*_KEY, self.name, key), reason)


def load(project: Path) -> dict[str, Provider]:
    """The table, by name.

    Raises:
        InputError: The file is no TOML, or a row cannot be used.
    """
    try:
        data = tomllib.loads((project / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError([Finding(_FILE, "", f"cannot be read: {error}")]) from None
    rows: Any = data
    for key in _KEY:
        rows = rows.get(key, {}) if isinstance(rows, dict) else {}
    findings: list[Finding] = []
    providers: dict[str, Provider] = {}
    for name, row in rows.items():
        provider = _provider(name, row, findings)
        if provider is not None:
            providers[name] = provider
    if findings:
        raise InputError(findings)
    return providers


def _provider(name: str, row: Any, findings: list[Finding]) -> Provider | None:
    def refuse(key: str, reason: str) -> None:
        findings.append(Finding(_FILE, pointer(*_KEY, name, *([key] if key else [])), reason))

    found = len(findings)
    if not _NAME(name):
        refuse("", "a provider's name is lower-case words with underscores, as it becomes a package's name")
    if not isinstance(row, dict):
        refuse("", "a row is a table")
        return None
    members = cast("dict[str, Any]", row)
    known = {attribute.name for attribute in Provider.__attrs_attrs__} - {"name"}  # type: ignore[attr-defined]
    for key in members.keys() - known:
        refuse(key, f"no row has this key; there are {', '.join(sorted(known))}")
    for key, matches, what in (
        ("client", _CLASS, "the name of a class, such as 'PromptLayer'"),
        ("version", _VERSION, "a version, such as '0.1.0'"),
    ):
        if not isinstance(members.get(key), str) or not matches(members[key]):
            refuse(key, f"must be {what}")
    for key in ("envelope", "server", "security"):
        if key in members and not isinstance(members[key], str):
            refuse(key, "must be a string")
    if members.get("rules", "ours") not in ("ours", "foreign"):
        refuse("rules", "must be 'ours' or 'foreign'")
    skip = members.get("skip", [])
    if not isinstance(skip, list) or not all(isinstance(entry, str) for entry in cast("list[Any]", skip)):
        refuse("skip", "must be a list of strings")
    mixins = members.get("mixins", {})
    if not isinstance(mixins, dict):
        refuse("mixins", "must be a table of resources")
        mixins = {}
    places = [(key, members[key]) for key in ("refusal", "fake") if key in members]
    places += [("mixins", value) for value in cast("dict[str, Any]", mixins).values()]
    for key, value in places:
        if not isinstance(value, str) or not _PLACE(value):
            refuse(key, f"must be 'module:name', not {value!r}")
    if len(findings) > found:
        return None
    members = {**members, "mixins": {tag: Place(*place.split(":")) for tag, place in members.get("mixins", {}).items()}}
    for key in ("refusal", "fake"):
        if key in members:
            members[key] = Place(*members[key].split(":"))
    return Provider(name=name, **members)
