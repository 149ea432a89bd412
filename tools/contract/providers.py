"""The provider table of `pyproject.toml`: one row says what a document cannot."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final, Literal, cast

from attrs import field, fields, frozen

from .findings import Finding, InputError, pointer
from .suggestions import suggestion

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
        return f"openapi/{self.name}/document.yaml"

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
        node: Any = tomllib.loads((project / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError([Finding(_FILE, "", f"cannot be read: {error}")]) from None
    for key in _KEY:
        node = table(node).get(key)
    rows = {name: _Row(name, table(row)) for name, row in table(node).items()}
    findings = [finding for row in rows.values() for finding in row.findings()]
    if findings:
        raise InputError(findings)
    return {name: row.provider() for name, row in rows.items()}


def table(value: Any) -> dict[str, Any]:
    """A TOML table; an empty one in the place of anything else."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


@frozen
class _Row:
    name: str
    members: dict[str, Any]

    def findings(self) -> list[Finding]:
        """What is wrong with the row; all of it."""
        found = [(key, reason) for key, holds, reason in self._rules() if not holds]
        return [Finding(_FILE, pointer(*_KEY, self.name, *([key] if key else [])), reason) for key, reason in found]

    def _rules(self) -> Iterator[tuple[str, bool, str]]:
        """Each rule: the key it is about, whether it holds, and what to say if not."""
        members = self.members
        known = sorted(attribute.name for attribute in fields(Provider) if attribute.name != "name")
        yield "", bool(_NAME(self.name)), "a provider's name is lower-case words with underscores: it names a package"
        for key in members:
            yield key, key in known, f"no row has this key; there are {', '.join(known)}.{suggestion(key, known)}"
        yield "client", self._is("client", _CLASS), "must be the name of a class, such as 'AcmeTools'"
        yield "version", self._is("version", _VERSION), "must be a version, such as '0.1.0'"
        for key in ("envelope", "server", "security"):
            yield key, isinstance(members.get(key, ""), str), "must be a string"
        yield "rules", members.get("rules", "ours") in ("ours", "foreign"), "must be 'ours' or 'foreign'"
        skip = members.get("skip", [])
        is_list = isinstance(skip, list) and all(isinstance(entry, str) for entry in cast("list[object]", skip))
        yield "skip", is_list, "must be a list of strings"
        for key in ("refusal", "fake"):
            yield key, key not in members or self._is(key, _PLACE), "must be 'module:name'"
        mixins = members.get("mixins", {})
        places = all(isinstance(place, str) and _PLACE(place) for place in table(mixins).values())
        yield "mixins", isinstance(mixins, dict) and places, "must be a table: by tag, 'module:name'"

    def _is(self, key: str, pattern: Callable[[str], object]) -> bool:
        value = self.members.get(key)
        return isinstance(value, str) and bool(pattern(value))

    def provider(self) -> Provider:
        """The row as a provider; only for one without findings."""
        members = dict(self.members)
        for key in ("refusal", "fake"):
            if key in members:
                members[key] = Place(*str(members[key]).split(":"))
        mixins = {tag: Place(*str(place).split(":")) for tag, place in table(members.pop("mixins", {})).items()}
        return Provider(name=self.name, mixins=mixins, **members)
