"""Each rule of `openapi/README.md` is a rule of the code: what breaks it is a finding at the pointer of the change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pytest
from support.jobs import ANSWER, BODY, DROP, GET, JOB, POST, SCHEMAS, VALUE, change, read_minimal, told

from tools.contract.documents import Document
from tools.contract.findings import Finding
from tools.contract.openapi_index import Index
from tools.contract.rules import check
from tools.contract.rules.document_rules import RULES


@pytest.fixture(scope="module")
def minimal(tmp_path_factory: pytest.TempPathFactory) -> Document:
    return read_minimal(tmp_path_factory.mktemp("documents"))


def broken(document: Document) -> list[Finding]:
    index = Index(document)
    return [finding for rule in RULES for finding in rule(index)]


def job(changes: Mapping[str, Any]) -> dict[str, Any]:
    """Name changes by their place in the properties of a job."""
    return {f"{JOB}/{name}": value for name, value in changes.items()}


# What one or both generators would pass over in silence.
IGNORED_KEYS: Final[dict[str, Any]] = {
    "patternProperties": {},
    "if": {},
    "not": {},
    "dependentSchemas": {},
    "allOf": [{}],
    "prefixItems": [{}],
    "contentEncoding": "base64",
    "unevaluatedProperties": False,
    "title": "A",
    "propertyNames": {},
    "$id": "urn:a",
    "$anchor": "a",
}
INLINE: Final = {"type": "object", "properties": {"a": {"description": "An a."}}}

# What a change breaks in a document of ours only.
OURS: Final[dict[str, tuple[dict[str, Any], str, str]]] = {
    "version-3.0": ({"/openapi": "3.0.3"}, "/openapi", "Our documents are OpenAPI 3.1"),
    "no-title": ({"/info/title": DROP}, "/info/title", "needs a `title`"),
    "blank-version": ({"/info/version": " "}, "/info/version", "needs a `version`"),
    "no-description": ({"/info/description": DROP}, "/info/description", "needs a `description`"),
    "no-server": ({"/servers": DROP}, "/servers", "No server is listed"),
    "server-http": (
        {"/servers/0/url": "http://acme.test"},
        "/servers/0/url",
        "A server's URL must be absolute and use `https`",
    ),
    "server-relative": ({"/servers/0/url": "/v1"}, "/servers/0/url", "A server's URL must be absolute and use `https`"),
    "server-slash": (
        {"/servers/0/url": "https://acme.test/"},
        "/servers/0/url",
        "A server's URL must not end with a slash",
    ),
    "server-query": (
        {"/servers/0/url": "https://acme.test?a=b"},
        "/servers/0/url",
        "A server's URL must not have a user, query, fragment or variables",
    ),
    "server-user": (
        {"/servers/0/url": "https://me@acme.test"},
        "/servers/0/url",
        "A server's URL must not have a user, query, fragment or variables",
    ),
    "server-variable": (
        {"/servers/0/url": "https://acme.test/{a}"},
        "/servers/0/url",
        "A server's URL must not have a user, query, fragment or variables",
    ),
    "server-no-url": ({"/servers/0/url": "https://[acme"}, "/servers/0/url", "This is not a URL"),
    "server-description": ({"/servers/0/description": DROP}, "/servers/0/description", "needs a `description`"),
    "server-region": (
        {"/servers/1": {"url": "https://eu.acme.test", "description": "EU.", "x-region": "eu"}},
        "/servers/0/x-region",
        "each needs an `x-region`",
    ),
    "server-region-twice": (
        {
            "/servers/0/x-region": "eu",
            "/servers/1": {"url": "https://eu.acme.test", "description": "EU.", "x-region": "eu"},
        },
        "/servers/1/x-region",
        "The region `eu` is also the region of server 0",
    ),
    "server-region-name": ({"/servers/0/x-region": "E U"}, "/servers/0/x-region", "short name in lower case"),
    "server-of-operation": ({f"{GET}/servers": []}, f"{GET}/servers", "ignores servers here"),
    "schemes-none": (
        {"/components/securitySchemes": DROP},
        f"{GET}/security/0/bearerAuth",
        "`bearerAuth` is not declared",
    ),
    "schemes-unused": (
        {"/components/securitySchemes/other": {"type": "http", "scheme": "basic"}},
        "/components/securitySchemes/other",
        "No operation names the security scheme `other`",
    ),
    "security-at-the-top": ({"/security": [{"bearerAuth": []}]}, "/security", "Move it to each operation"),
    "webhooks": ({"/webhooks": {}}, "/webhooks", "No code is generated"),
    "callbacks": ({f"{GET}/callbacks": {}}, f"{GET}/callbacks", "No code is generated"),
    "tag-description": ({"/tags/0/description": DROP}, "/tags/0/description", "A tag needs a `description`"),
    "tag-undeclared": ({"/tags": []}, f"{GET}/tags/0", "is not listed in `tags`"),
    "tags-none": ({f"{GET}/tags": DROP}, f"{GET}/tags", "exactly one tag"),
    "tags-two": ({f"{GET}/tags": ["jobs", "more"]}, f"{GET}/tags", "exactly one tag"),
    "tag-name": ({"/tags/0/name": "close", f"{GET}/tags/0": "close"}, f"{GET}/tags/0", "cannot be an attribute"),
    "operation-none": ({f"{GET}/operationId": DROP}, f"{GET}/operationId", "Write such as `jobs_get`"),
    "operation-other-tag": ({f"{GET}/operationId": "get_job"}, f"{GET}/operationId", "`<tag>_<method>`"),
    "operation-camel": ({f"{GET}/operationId": "jobs_getOne"}, f"{GET}/operationId", "snake case"),
    "operation-keyword": ({f"{GET}/operationId": "jobs_import"}, f"{GET}/operationId", "snake case"),
    "operation-detailed": ({f"{POST}/operationId": "jobs_get_detailed"}, f"{POST}/operationId", "Choose another name"),
    "no-summary": ({f"{GET}/summary": DROP}, f"{GET}/summary", "needs a `summary`"),
    "long-summary": ({f"{GET}/summary": "One.\nTwo."}, f"{GET}/summary", "one line"),
    "operation-description": ({f"{GET}/description": ""}, f"{GET}/description", "needs a `description`"),
    "no-docs": ({f"{GET}/externalDocs": DROP}, f"{GET}/externalDocs/url", "URL of the provider's page"),
    "docs-url": ({f"{GET}/externalDocs/url": "docs"}, f"{GET}/externalDocs/url", "URL of the provider's page"),
    "docs-description": (
        {f"{GET}/externalDocs/description": DROP},
        f"{GET}/externalDocs/description",
        "needs a `description`",
    ),
    "no-security": ({f"{GET}/security": DROP}, f"{GET}/security", "An operation needs its own `security`"),
    "security-of-another-kind": ({f"{GET}/security": {}}, f"{GET}/security", "An operation needs its own `security`"),
    "anonymous-security": (
        {f"{GET}/security/0": {}},
        f"{GET}/security/0",
        "A security requirement must name one security scheme",
    ),
    "unknown-security": ({f"{GET}/security/0": {"x-other": []}}, f"{GET}/security/0/x-other", "is not declared"),
    "parameter-name": (
        {
            "/paths/~1v1~1jobs~1{id}": {"get": {"parameters": [{"name": "id", "in": "path", "required": True}]}},
        },
        "/paths/~1v1~1jobs~1{id}/get/parameters/0/name",
        "`<resource>_id`",
    ),
    "parameter-camel": ({f"{GET}/parameters/0/name": "jobX_id"}, f"{GET}/parameters/0/name", "`<resource>_id`"),
    "parameter-optional": ({f"{GET}/parameters/0/required": False}, f"{GET}/parameters/0/required", "required: true"),
    "parameter-description": (
        {f"{GET}/parameters/1/description": DROP},
        f"{GET}/parameters/1/description",
        "A parameter needs a `description`",
    ),
    "parameter-schema": ({f"{GET}/parameters/1/schema": DROP}, f"{GET}/parameters/1/schema", "needs a `schema`"),
    "parameter-example": ({f"{GET}/parameters/1/example": DROP}, f"{GET}/parameters/1/example", "needs an `example`"),
    "parameter-example-type": (
        {f"{GET}/parameters/0/example": 7},
        f"{GET}/parameters/0/example",
        "does not match its schema",
    ),
    "parameter-example-other": (
        {f"{GET}/parameters/0/example": "job_2"},
        f"{GET}/parameters/0/example",
        "has another `job_id`",
    ),
    "parameter-example-wrapped": (
        {VALUE: {"job": {"id": "job_2", "status": "done"}, "id": None, "status": "done"}},
        f"{GET}/parameters/0/example",
        "has another `job_id`",
    ),
    "draft": (
        {f"{GET}/x-draft": "Is this a good name?"},
        f"{GET}/x-draft",
        "Still a draft. Is this a good name? Decide, then remove",
    ),
    "draft-of-a-field": (job({"error/x-draft": "Which?"}), f"{JOB}/error/x-draft", "Still a draft. Which?"),
    "draft-list": ({f"{GET}/x-draft": ["One?", "Two?"]}, f"{GET}/x-draft", "Still a draft. Two?"),
    "draft-empty": ({f"{GET}/x-draft": []}, f"{GET}/x-draft", "Still a draft."),
    "draft-in-an-answer": (
        {f"{GET}/responses/200/x-draft": "What?"},
        f"{GET}/responses/200/x-draft",
        "Still a draft. What?",
    ),
    "draft-of-an-example": (
        {f"{ANSWER}/examples/done/x-draft": "Fits?"},
        f"{ANSWER}/examples/done/x-draft",
        "Still a draft. Fits?",
    ),
    "no-success": (
        {f"{POST}/responses": {"404": {"description": "No."}}},
        f"{POST}/responses",
        "Add a response such as `200`",
    ),
    "answer-without-body": (
        {f"{GET}/responses/404": {"description": "No."}},
        f"{GET}/responses/404/content",
        "The body of the response `404` is not documented",
    ),
    "answer-description": ({f"{GET}/responses/200/description": ""}, f"{GET}/responses/200/description", "A response"),
    "answer-example-name": (
        {"/components/responses/NotFound/content/application~1json/examples/not_found": DROP},
        "/components/responses/NotFound/content",
        "The response `404` needs an example named `not_found`, which tests use",
    ),
    "answer-example-server": (
        {f"{GET}/responses/503": {"$ref": "#/components/responses/NotFound"}},
        "/components/responses/NotFound/content",
        "The response `503` needs an example named `server_error`, which tests use",
    ),
    "media-schema": ({f"{ANSWER}/schema": DROP}, f"{ANSWER}/schema", "A media type needs a `schema`"),
    "media-examples": ({f"{ANSWER}/examples": {}}, f"{ANSWER}/examples", "A media type needs an example"),
    "media-example": ({f"{BODY}/examples": DROP, f"{BODY}/example": {}}, f"{BODY}/examples", "needs an example"),
    "example-summary": ({f"{ANSWER}/examples/done/summary": DROP}, f"{ANSWER}/examples/done/summary", "documented"),
    "example-value": ({VALUE: DROP}, VALUE, "An example needs a `value`"),
    "schema-name": ({f"{SCHEMAS}/job_order": {}}, f"{SCHEMAS}/job_order", "PascalCase"),
    "schema-name-digit": ({f"{SCHEMAS}/2Job": {}}, f"{SCHEMAS}/2Job", "PascalCase"),
    "schema-name-code": ({f"{SCHEMAS}/A):\n import os": {}}, f"{SCHEMAS}/A):\n import os", "PascalCase"),
    **{
        f"schema-name-{name}": ({f"{SCHEMAS}/{name}": {}}, f"{SCHEMAS}/{name}", "has another meaning")
        for name in ("None", "True", "ValueError", "TimeoutError", "Any", "Mapping", "Self", "Literal", "Response")
    },
    **{
        f"schema-name-{name}": ({f"{SCHEMAS}/{name}": {}}, f"{SCHEMAS}/{name}", "has another meaning")
        for name in ("Client", "BaseModel", "NotFoundError", "Unset")
    },
    "schema-name-datetime": ({f"{SCHEMAS}/datetime": {}}, f"{SCHEMAS}/datetime", "PascalCase"),
    "schema-names-alike": (
        {f"{SCHEMAS}/FAILURE": {}},
        f"{SCHEMAS}/FAILURE",
        "`FAILURE` and `Failure` are the same name for the generator",
    ),
    "schema-description": ({f"{SCHEMAS}/Job/description": DROP}, f"{SCHEMAS}/Job/description", "a docstring"),
    "field-description": (job({"id/description": " "}), f"{JOB}/id/description", "a docstring"),
    "inline-property": (
        job({"extra": INLINE}),
        f"{JOB}/extra/properties",
        "An object with properties must be a named schema",
    ),
    "inline-item": (
        job({"parts/items": INLINE}),
        f"{JOB}/parts/items/properties",
        "An object with properties must be a named schema",
    ),
    "inline-any-of": (
        job({"error/anyOf/0": INLINE}),
        f"{JOB}/error/anyOf/0/properties",
        "An object with properties must be a named schema",
    ),
    "inline-map": (
        job({"labels/additionalProperties": INLINE}),
        f"{JOB}/labels/additionalProperties/properties",
        "An object with properties must be a named schema",
    ),
    "inline-answer": (
        {f"{ANSWER}/schema": INLINE},
        f"{ANSWER}/schema/properties",
        "An object with properties must be a named schema",
    ),
    "inline-body": (
        {f"{BODY}/schema": INLINE},
        f"{BODY}/schema/properties",
        "An object with properties must be a named schema",
    ),
    "inline-enum": (job({"id/enum": ["a"]}), f"{JOB}/id/enum", "it to `components/schemas` as"),
    "inline-enum-says-all": (
        job({"id/enum": ["a"]}),
        f"{JOB}/id/enum",
        'as `KnownId`, and write here `anyOf: [{$ref: "#/components/schemas/KnownId"}, {type: string}]`.',
    ),
    "inline-enum-with-null": (
        job({"final_state": {"type": ["string", "null"], "enum": ["a", None], "description": "Its last."}}),
        f"{JOB}/final_state/enum",
        '`anyOf: [{$ref: "#/components/schemas/KnownFinalState"}, {type: string}, {type: "null"}]`.',
    ),
    "inline-enum-in-a-list": (
        job({"parts/items": {"type": "string", "enum": ["a"]}}),
        f"{JOB}/parts/items/enum",
        "`Known...`",
    ),
    "enum-closed-of-another-name": (
        {
            f"{SCHEMAS}/job-state": {"type": "string", "enum": ["a"], "description": "Some states."},
            f"{JOB}/status": {"$ref": "#/components/schemas/job-state", "description": "A state."},
        },
        f"{JOB}/status/$ref",
        '`anyOf: [{$ref: "#/components/schemas/KnownJobState"}, {type: string}]`',
    ),
    "inline-enum-parameter": (
        {f"{GET}/parameters/1/schema": {"type": "string", "enum": ["done"]}},
        f"{GET}/parameters/1/schema/enum",
        "it to `components/schemas` as",
    ),
    "const": (job({"id/const": "job_1"}), f"{JOB}/id/const", "A constant would reject new values in a response"),
    "nullable": (job({"id/nullable": True}), f"{JOB}/id/nullable", "does not know `nullable`"),
    "one-of": (job({"extra/oneOf": [{"type": "string"}]}), f"{JOB}/extra/oneOf", "Write `anyOf`"),
    "enum-name": (
        {
            f"{SCHEMAS}/Status": {"type": "string", "enum": ["a"], "description": "Some states."},
            f"{JOB}/status/anyOf/0/$ref": "#/components/schemas/Status",
        },
        f"{SCHEMAS}/Status",
        "Name it `KnownStatus`",
    ),
    "enum-numbers": (
        {f"{SCHEMAS}/KnownStatus/enum/0": 1},
        f"{SCHEMAS}/KnownStatus/type",
        "An enum must contain strings only",
    ),
    "enum-closed": (
        job({"status": {"$ref": "#/components/schemas/KnownStatus", "description": "A state."}}),
        f"{JOB}/status/$ref",
        '`anyOf: [{$ref: "#/components/schemas/KnownStatus"}, {type: string}]` in place of this reference',
    ),
    "enum-closed-list": (
        job({"parts/items": {"$ref": "#/components/schemas/KnownStatus"}}),
        f"{JOB}/parts/items/$ref",
        "Responses may have new values",
    ),
    "enum-closed-any-of": (
        job({"status/anyOf/1/type": "null"}),
        f"{JOB}/status/anyOf/0/$ref",
        "Write `{type: string}` after this reference",
    ),
    "optional": (job({"tokens/type": "integer"}), f"{JOB}/tokens", "An optional field may be null"),
    "optional-reference": (
        job({"error": {"$ref": "#/components/schemas/Failure", "description": "Why."}}),
        f"{JOB}/error",
        "An optional field may be null",
    ),
    "null-first": (
        job({"error/anyOf": [{"type": "null"}, {"type": "string"}]}),
        f"{JOB}/error/anyOf/0",
        "Null must be the last alternative",
    ),
    "required-unknown": (
        {f"{SCHEMAS}/Job/required/2": "gone"},
        f"{SCHEMAS}/Job/required/2",
        "`gone` is required but not a property",
    ),
    "unused": (
        {f"{SCHEMAS}/Spare": {"type": "string", "description": "Spare."}},
        f"{SCHEMAS}/Spare",
        "Nothing uses the schema `Spare`",
    ),
    "unused-chain": (
        {
            f"{SCHEMAS}/Spare": {"$ref": "#/components/schemas/Sparer", "description": "Spare."},
            f"{SCHEMAS}/Sparer": {"type": "string", "description": "Spare."},
        },
        f"{SCHEMAS}/Sparer",
        "Nothing uses the schema `Sparer`",
    ),
    "both-ways": (
        {f"{BODY}/schema/$ref": "#/components/schemas/Failure"},
        f"{SCHEMAS}/Failure",
        "`Failure` is in a request body and in a response, but they differ in null",
    ),
    "date-time": (job({"tokens/format": "date-time"}), f"{JOB}/tokens/format", "`date-time` is a string"),
    "unix-seconds": (job({"created_at/type": ["integer", "null"]}), f"{JOB}/created_at/description", "Unix seconds"),
    "numeric-string-false": (
        job({"tokens/x-numeric-string": False}),
        f"{JOB}/tokens/x-numeric-string",
        "The only allowed value is `x-numeric-string: true`",
    ),
    "numeric-string-text": (
        job({"id/x-numeric-string": True}),
        f"{JOB}/id/x-numeric-string",
        "Write `integer` or `number`",
    ),
    "numeric-string-any": (
        job({"extra/x-numeric-string": True}),
        f"{JOB}/extra/x-numeric-string",
        "Write `integer` or `number`",
    ),
    **{
        f"numeric-string-{where}": (
            {place: {"type": "integer", "x-numeric-string": True}},
            f"{place}/x-numeric-string",
            "`x-numeric-string` is only allowed on a property of an object",
        )
        for where, place in {
            "item": f"{JOB}/parts/items",
            "map": f"{JOB}/labels/additionalProperties",
            "option": f"{JOB}/error/anyOf/0",
            "named": f"{SCHEMAS}/Count",
            "parameter": f"{GET}/parameters/1/schema",
            "answer": f"{ANSWER}/schema",
        }.items()
    },
    "misspelt-key": (job({"id/descripton": "An id."}), f"{JOB}/id/descripton", "Did you mean `description`?"),
    "misspelt-case": (job({"id/minlength": 1}), f"{JOB}/id/minlength", "Did you mean `minLength`?"),
    "misspelt-extension": (
        job({"tokens/x-numeric-strings": True}),
        f"{JOB}/tokens/x-numeric-strings",
        "Did you mean `x-numeric-string`?",
    ),
    "overlay-inline": (
        job({"id/x-overlay": True}),
        f"{JOB}/id/x-overlay",
        "`x-overlay` is only allowed on a named schema that an overlay uses",
    ),
    "overlay-false": (
        {f"{SCHEMAS}/Spare": {"x-overlay": False, "type": "string", "description": "Spare."}},
        f"{SCHEMAS}/Spare/x-overlay",
        "The only allowed value is `x-overlay: true`",
    ),
    "idempotent-schema": (
        job({"id/x-idempotent": True}),
        f"{JOB}/id/x-idempotent",
        "`x-idempotent` is only allowed beside the `operationId` of an operation",
    ),
    "key-in-an-answer": (job({"id/x-idempotency-key": True}), f"{JOB}/id/x-idempotency-key", "of a request body"),
    "key-of-numbers": (
        {f"{SCHEMAS}/JobOrder/properties/seconds/x-idempotency-key": True},
        f"{SCHEMAS}/JobOrder/properties/seconds/x-idempotency-key",
        "`x-idempotency-key` is only allowed on a string field of a request body",
    ),
    "extension": ({f"{GET}/x-mine": 1}, f"{GET}/x-mine", "`x-mine` is not a known extension"),
    "extension-in-schema": (
        job({"id/x-enum-varnames": []}),
        f"{JOB}/id/x-enum-varnames",
        "is not a known extension. Remove it, or correct its",
    ),
    "extension-in-paths": (
        {"/paths/x-mine": {}},
        "/paths/x-mine",
        "is not a known extension. Remove it, or correct its",
    ),
    "extension-elsewhere": (
        {"/info/x-region": "eu"},
        "/info/x-region",
        "`x-region` is only allowed beside the `url` of a server",
    ),
    "extension-false": (
        {f"{GET}/responses/200/headers/X-Request-Id/x-request-id": "yes"},
        f"{GET}/responses/200/headers/X-Request-Id/x-request-id",
        "The only allowed value is `x-request-id: true`",
    ),
    **{
        f"key-{key}": (job({f"extra/{key}": value}), f"{JOB}/extra/{key}", f"`{key}`")
        for key, value in IGNORED_KEYS.items()
    },
    "key-examples": (
        job({"extra/examples": [1]}),
        f"{JOB}/extra/examples",
        "Examples belong to responses, bodies and parameters",
    ),
    "beside-reference": (
        job({"error/anyOf/0/type": "object"}),
        f"{JOB}/error/anyOf/0/type",
        "`type` beside `$ref` is ignored",
    ),
    "beside-any-of": (job({"error/minLength": 1}), f"{JOB}/error/minLength", "`minLength` beside `anyOf`"),
    "schema-reference": (
        job({"error/anyOf/0/$ref": f"#{JOB}/id"}),
        f"{JOB}/error/anyOf/0/$ref",
        "A reference in a schema must name a schema",
    ),
    "no-type": (job({"extra/minimum": 1}), f"{JOB}/extra/minimum", "Add a `type`"),
    "free-map": (
        job({"labels/additionalProperties": DROP}),
        f"{JOB}/labels/additionalProperties",
        "An object without properties is a map",
    ),
    "closed-map": (
        {f"{SCHEMAS}/Job/additionalProperties": False},
        f"{SCHEMAS}/Job/additionalProperties",
        "Models always keep unknown fields",
    ),
    "no-items": (job({"parts/items": DROP}), f"{JOB}/parts/items", "An array needs `items`"),
    "fields-alike": (
        job({"createdAt": {"description": "A time."}}),
        f"{JOB}/createdAt",
        "`createdAt` and `created_at` become the same attribute",
    ),
    "example-type": ({f"{VALUE}/id": 7}, f"{VALUE}/id", "7 is not of type 'string'"),
    "example-required": ({f"{VALUE}/status": DROP}, VALUE, "'status' is a required property"),
    "example-nested": (
        {f"{VALUE}/error": {"message": 7}},
        f"{VALUE}/error/message",
        "The example does not match its schema:",
    ),
    "example-body": ({f"{BODY}/examples/order/value/seconds": 0}, f"{BODY}/examples/order/value/seconds", "minimum"),
    "example-in-components": (
        {"/components/responses/NotFound/content/application~1json/examples/not_found/value/message": 7},
        "/components/responses/NotFound/content/application~1json/examples/not_found/value/message",
        "The example does not match its schema:",
    ),
    "example-referenced": (
        {
            "/components/examples": {"Wrong": {"summary": "Wrong.", "value": {"id": 7, "status": "done"}}},
            f"{ANSWER}/examples/wrong": {"$ref": "#/components/examples/Wrong"},
        },
        "/components/examples/Wrong/value/id",
        "The example does not match its schema:",
    ),
    "example-naive-time": ({f"{VALUE}/created_at": "2026-03-15T14:32:10"}, f"{VALUE}/created_at", "date-time"),
    "example-numeric-string": ({f"{VALUE}/tokens": "43"}, f"{VALUE}/tokens", "The example does not match its schema:"),
    "placeholder": ({f"{VALUE}/id": "<string>"}, f"{VALUE}/id", "`<string>` is a placeholder"),
    "placeholder-key": ({f"{VALUE}/labels": {"a": ["<x-api-key>"]}}, f"{VALUE}/labels/a/0", "is a placeholder"),
    "placeholder-word": (
        {f"{BODY}/examples/order/value/prompt": "string"},
        f"{BODY}/examples/order/value/prompt",
        "is a",
    ),
    "placeholder-parameter": ({f"{GET}/parameters/0/example": "<id>"}, f"{GET}/parameters/0/example", "is a"),
}


@pytest.mark.parametrize(("changes", "where", "fragment"), OURS.values(), ids=OURS)
def test_a_broken_rule_is_told(minimal: Document, changes: dict[str, Any], where: str, fragment: str) -> None:
    """A broken rule is a finding, at the pointer of what has to change."""
    findings = broken(change(minimal, changes))

    assert told(findings, where, fragment), findings


FINE: Final[dict[str, dict[str, Any]]] = {
    "lenient-time": {f"{ANSWER}/examples/done/x-lenient": True, f"{VALUE}/created_at": "2026-03-15T14:32:10"},
    "absent-field": {f"{VALUE}/tokens": DROP},
    "unknown-value": {f"{VALUE}/status": "moderating"},
    "unknown-field": {f"{VALUE}/brand_new": {"a": [1]}},
    "markup-in-text": {f"{VALUE}/id": "job_1", f"{VALUE}/error": {"message": "<b>no</b>"}},
    "schema-in-an-example": {f"{VALUE}/extra": {"type": "string"}},
    "field-called-properties": job({"properties": {"type": ["array", "null"], "items": {}, "description": "Some."}}),
    "field-called-like-an-extension": job({"x-mine": {"description": "Any JSON."}}),
    "field-called-reference": job({"$ref": {"description": "Any JSON."}}),
    "recursive": job(
        {"parent": {"anyOf": [{"$ref": "#/components/schemas/Job"}, {"type": "null"}], "description": "A."}}
    ),
    "answer-without-id": {
        VALUE: {"status": "done", "error": {"id": "job_2"}},
        f"{SCHEMAS}/Job/required": ["status"],
        f"{JOB}/id/type": ["string", "null"],
    },
    "answer-with-the-ids-of-others": {
        VALUE: {"status": "done", "parts": ["job_2"], "labels": {"owner": {"id": "job_2"}}},
        f"{SCHEMAS}/Job/required": ["status"],
        f"{JOB}/id/type": ["string", "null"],
    },
    "required-nullable": {f"{SCHEMAS}/Job/required/2": "tokens"},
    "regions": {
        "/servers/0/x-region": "us",
        "/servers/1": {"url": "https://eu.acme.test/base", "description": "EU.", "x-region": "eu"},
    },
    "shared-parameter": {
        "/paths/~1v1~1jobs~1{job_id}/parameters": [
            {
                "name": "job_id",
                "in": "path",
                "required": True,
                "description": "The id.",
                "schema": {"type": "string"},
                "example": "job_1",
            }
        ],
        f"{GET}/parameters/0": DROP,
    },
}


@pytest.mark.parametrize("changes", FINE.values(), ids=FINE)
def test_what_the_rules_allow_is_no_finding(minimal: Document, changes: dict[str, Any]) -> None:
    """Variants that keep the rules have no finding."""
    assert check(change(minimal, changes), "ours") == []


def test_a_path_may_end_in_a_name_and_go_on_below_an_id(minimal: Document) -> None:
    """A look-up by name answers with an id of its own, and a list below an id with those of its items."""
    get = minimal.data["paths"]["/v1/jobs/{job_id}"]["get"]
    parameter = {**get["parameters"][0], "name": "job_name", "example": "nightly/backup"}
    by_name = {**get, "operationId": "jobs_find", "parameters": [parameter]}
    below = {**get, "operationId": "jobs_list_parts", "parameters": [{**get["parameters"][0], "example": "job_7"}]}
    paths = {"/paths/~1v1~1names~1{job_name}": {"get": by_name}, "/paths/~1v1~1jobs~1{job_id}~1parts": {"get": below}}

    assert check(change(minimal, paths), "ours") == []


def test_lenient_examples_are_lenient_about_formats_only(minimal: Document) -> None:
    """`x-lenient` leaves types alone: a numeric string is no number there either."""
    eased = change(minimal, {f"{ANSWER}/examples/done/x-lenient": True, f"{VALUE}/id": 7})

    assert told(broken(eased), f"{VALUE}/id", "does not match its schema")
