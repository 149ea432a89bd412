"""Documents are held to every rule at once, and none of them makes the checks crash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from jsonschema import FormatChecker
from jsonschema.validators import validator_for
from openapi_schema_validator import OAS30Validator, OAS31Validator, oas30_format_checker, oas31_format_checker
from openapi_schema_validator._specifications import REGISTRY
from openapi_spec_validator.schemas.utils import get_schema_content
from support.jobs import DROP, GET, JOB, SCHEMAS, VALUE, change, read_minimal

from tools.contract.documents import MAX_DEPTH, Document, load
from tools.contract.findings import Finding, pointer
from tools.contract.json_tree import as_mapping
from tools.contract.openapi_index import Index
from tools.contract.rules import check, document_rules, validity
from tools.contract.rules.fast_validation import FastValidator

OPENAPI: Final = Path(__file__).parents[2] / "openapi"


@pytest.fixture(scope="module")
def minimal(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return read_minimal(tmp_path_factory.mktemp("documents"))


def test_the_minimal_document_is_good(minimal: Document) -> None:
    """A document that keeps all rules has no finding."""
    assert check(minimal, "ours") == []
    assert check(minimal, "foreign") == []


@pytest.mark.parametrize("path", sorted(OPENAPI.glob("*/document.yaml")), ids=lambda path: path.parent.name)
def test_our_documents_are_good(path: Path) -> None:
    """The documents of this project keep all rules."""
    assert check(load(path, file=path.relative_to(OPENAPI.parent).as_posix()), "ours") == []


def test_all_findings_come_at_once(minimal: Document) -> None:
    """Mistakes of all kinds are reported together, each once, in the order of the file."""
    broken = change(
        minimal,
        {
            "/info/title": DROP,
            "/servers/0/url": "https://api.acme.test/",
            f"{GET}/operationId": "fetch",
            f"{VALUE}/id": "<id>",
            f"{JOB}/error/anyOf/0/$ref": "#/components/schemas/Gone",
            f"{SCHEMAS}/JobOrder/properties/seconds/maxLength": -1,
            f"{SCHEMAS}/KnownStatus/description": DROP,
        },
    )
    findings = check(broken, "ours")

    assert [finding.pointer for finding in findings] == [
        "/info/title",
        "/servers/0/url",
        f"{GET}/operationId",
        f"{GET}/parameters/0/example",
        f"{VALUE}/id",
        f"{JOB}/error/anyOf/0/$ref",
        f"{SCHEMAS}/JobOrder/properties/seconds/maxLength",
        f"{SCHEMAS}/KnownStatus/description",
    ]
    assert all(finding.line for finding in findings)


def test_what_is_valid_is_asked_of_our_documents_too(minimal: Document) -> None:
    """Rules of ours come on top of validity, the validator's included."""
    broken = change(minimal, {"/tags/0/description": DROP, f"{JOB}/id/type": "strin", f"{GET}/parameters/0": DROP})
    foreign = check(broken, "foreign")

    assert {finding.pointer for finding in foreign} == {f"{JOB}/id/type", GET}
    assert set(foreign) < set(check(broken, "ours"))


def test_reasons_are_printable(minimal: Document) -> None:
    """What a document says is shown without control characters, and not at any length."""
    findings = check(change(minimal, {f"{GET}/tags/0": "a\x1b[31m" + "b" * 5000, "/info/version": [0] * 5000}), "ours")

    assert findings
    assert all(finding.reason.isprintable() and len(finding.reason) < 500 for finding in findings)


def places(value: Any, at: str = "") -> Iterator[str]:
    """Go through the pointers of all values below a value."""
    items: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType, reportUnknownVariableType]
    for key, item in items:
        yield at + pointer(key)
        yield from places(item, at + pointer(key))


def of_each_shape(document: Document) -> list[str]:
    """Choose one pointer of those that differ in chosen names and numbers only."""
    chosen_parts = "(/(?:paths|schemas|content|examples|headers|responses|properties))/[^/]+|/[0-9]+|/get|/post"
    chosen = {re.sub(chosen_parts, r"\1/*", place): place for place in places(document.data)}
    return list(chosen.values())


NASTY: Final[tuple[Any, ...]] = (None, [], "x", 7, {"$ref": "#/paths"})


@pytest.mark.parametrize("nasty", NASTY, ids=repr)
def test_no_tree_makes_a_rule_raise(minimal: Document, nasty: Any) -> None:
    """Whatever stands where something else was expected, every rule answers with findings."""
    for where in of_each_shape(minimal):
        index = Index(change(minimal, {where: nasty}))
        found = [one for rule in (*validity.NEEDED, *validity.OTHERS, *document_rules.RULES) for one in rule(index)]
        assert all(isinstance(finding, Finding) for finding in found)


def test_no_tree_makes_check_raise(minimal: Document) -> None:
    """Nor does the validator, which is slow, and asked of every third place, one such value at each."""
    for number, where in enumerate(of_each_shape(minimal)[::3]):
        found = check(change(minimal, {where: NASTY[number % len(NASTY)]}), "ours")
        assert all(isinstance(finding, Finding) for finding in found)


@pytest.mark.parametrize(
    ("meta", "formats"),
    [
        pytest.param(get_schema_content("3.1"), None, id="structure of 3.1"),
        pytest.param(get_schema_content("3.0"), None, id="structure of 3.0"),
        pytest.param(OAS31Validator.META_SCHEMA, oas31_format_checker, id="schemas of 3.1"),
        pytest.param(OAS30Validator.META_SCHEMA, oas30_format_checker, id="schemas of 3.0"),
    ],
)
def test_what_the_fast_validator_accepts_is_valid(
    minimal: Document, meta: dict[str, Any], formats: FormatChecker | None
) -> None:
    """Only what jsonschema has nothing to say of is accepted, so that no finding is lost; and what is good is."""
    fast = FastValidator(meta, formats)
    slow: Any = validator_for(meta)(meta, format_checker=formats, registry=REGISTRY)
    version = "3.0.3" if "3.0" in str(meta.get("id")) else "3.1.0"
    values: list[Any] = []
    for number, where in enumerate(of_each_shape(minimal)):
        changed = change(minimal, {"/openapi": version, where: NASTY[number % len(NASTY)]}).data
        schemas = as_mapping(as_mapping(changed.get("components")).get("schemas"))
        values += [changed] if formats is None else [*schemas.values()]
    patterns = ("(?P<a>x)", "(?<a>x)", "(", r"\p{L}", "a++", "^a$")
    values += [{"type": "string", "pattern": pattern} for pattern in patterns]
    values += [
        {"type": "array", "items": {"minLength": 1.0}},
        {"minLength": 1.5},
        {"enum": [1, 1.0]},
        {"default": 10**40},
    ]

    accepted = [value for value in values if fast.accepts(value)]

    assert [value for value in accepted if next(slow.iter_errors(value), None) is not None] == []
    assert accepted or version == "3.0.3"


def test_deep_trees_are_refused_or_read(minimal: Document) -> None:
    """A tree that is deeper than what can be read is one finding; one that is just not, is checked."""
    schema: dict[str, Any] = {"type": "string", "description": "A text."}
    for _ in range((MAX_DEPTH - 10) // 2):
        schema = {"type": "object", "properties": {"a": schema}}

    assert check(change(minimal, {f"{SCHEMAS}/Deep": schema}), "foreign") == []

    for _ in range(20_000):
        schema = {"items": schema}
    deep = Document("acme.yaml", {**minimal.data, "components": {"schemas": {"Deep": schema}}}, {})

    assert [finding.reason[:27] for finding in check(deep, "ours")] == ["Values are nested more than"]
