"""The provider table in `pyproject.toml`: settings that a document cannot express, one row for each provider."""

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
    """A name in a module of the overlay."""

    module: str
    name: str


@frozen(kw_only=True)
class Provider:
    """One row. Its attributes, except `name`, are the keys of the row."""

    name: str
    """The key of the row, which also names the folders under `openapi/`, `overlays/` and `generated/`."""
    client: str
    """The name of the client class; `Async...` and `...Error` follow from it."""
    version: str
    """The version of the package. `info.version` in the document is the version of the API."""
    rules: Literal["ours", "foreign"] = "ours"
    """`foreign` for a document that was not written for this project, else `ours`."""
    skip: Sequence[str] = ()
    """The parts of a foreign document to leave out: `operations.<operationId>`, `schemas.<Name>`."""
    envelope: str | None = None
    """The member of a response that contains the model, if responses have an envelope."""
    refusal: Place | None = None
    """`module:function` in the overlay that recognizes an error body with a success status."""
    fake: Place | None = None
    """`module:Class` in the overlay: the base class of the provider's fake, instead of `FakeProvider`."""
    mixins: Mapping[str, Place] = field(factory=dict[str, Place])
    """By tag, `module:Class` in the overlay: a base class of the resource; the async one is `Async<Class>`."""
    server: str | None = None
    """The URL of the server, if the document has none."""
    security: str | None = None
    """The security scheme of the API key, if the document has several."""

    @property
    def document(self) -> str:
        """The path of the OpenAPI document, relative to the project."""
        return f"openapi/{self.name}/document.yaml"

    @property
    def package(self) -> str:
        """The import name."""
        return f"{self.name}_client"

    @property
    def distribution(self) -> str:
        """The name of the distribution."""
        return self.package.replace("_", "-")

    @property
    def error(self) -> str:
        """The name of the root error class."""
        return f"{self.client}Error"

    def finding(self, key: str, reason: str) -> Finding:
        """Report an error in one key of the row."""
        return Finding(_FILE, pointer(*_KEY, self.name, key), reason)


def load(project: Path) -> dict[str, Provider]:
    """Read the table: its rows by name.

    Raises:
        InputError: The file is not TOML, or a row is not valid.
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
    """Return a TOML table, or an empty one for any other value."""
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


@frozen
class _Row:
    name: str
    members: dict[str, Any]

    def findings(self) -> list[Finding]:
        """All errors in the row."""
        found = [(key, reason) for key, holds, reason in self._rules() if not holds]
        return [Finding(_FILE, pointer(*_KEY, self.name, *([key] if key else [])), reason) for key, reason in found]

    def _rules(self) -> Iterator[tuple[str, bool, str]]:
        """The rules: the key, whether the rule holds, and the message if it does not."""
        members = self.members
        known = sorted(attribute.name for attribute in fields(Provider) if attribute.name != "name")
        yield "", bool(_NAME(self.name)), "must be lower-case words with underscores, because it names a package"
        for key in members:
            yield key, key in known, f"is not a known key; the keys are {', '.join(known)}.{suggestion(key, known)}"
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
        yield "mixins", isinstance(mixins, dict) and places, "must be a table with 'module:name' for each tag"

    def _is(self, key: str, pattern: Callable[[str], object]) -> bool:
        value = self.members.get(key)
        return isinstance(value, str) and bool(pattern(value))

    def provider(self) -> Provider:
        """Read the row; only for one without findings."""
        members = dict(self.members)
        for key in ("refusal", "fake"):
            if key in members:
                members[key] = Place(*str(members[key]).split(":"))
        mixins = {tag: Place(*str(place).split(":")) for tag, place in table(members.pop("mixins", {})).items()}
        return Provider(name=self.name, mixins=mixins, **members)
