"""Edits of the real Lumenfall document, and the version step that each asks for."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from tools.contract.documents import Document, load
from tools.release.compat import contract_steps
from tools.release.compat.changes import Step, largest

from .conftest import PROJECT

TEXT = (PROJECT / "tests" / "drift" / "project" / "openapi" / "lumenfall" / "document.yaml").read_text(encoding="utf-8")


def schema(name: str) -> str:
    """A named schema's lines, from its name to the next one's."""
    found = re.search(rf"^    {name}:\n(?:      .*\n|\n)*", TEXT, re.MULTILINE)
    assert found, name
    return found[0]


def within(name: str, old: str, new: str) -> tuple[str, str]:
    """An edit within a named schema."""
    whole = schema(name)
    assert old in whole, (name, old)
    return whole, whole.replace(old, new, 1)


def without(name: str, field: str) -> tuple[str, str]:
    """A named schema without a field."""
    whole = schema(name)
    edited = re.sub(rf"^        {field}:\n(?:          .*\n)+", "", whole, count=1, flags=re.MULTILINE)
    assert edited != whole, (name, field)
    return whole, edited


NEW = '          type: [string, "null"]\n          description: New.\n'
LIMIT = "        - {name: limit, in: query, required: %s, description: x, schema: {type: integer}, example: 1}\n"
REQUEST_PATH, VIDEO_PATH = "  /v1/requests/{request_id}:\n", "  /openai/v1/videos/{video_id}:\n"
PARAMETERS = "      parameters:\n        - name: request_id\n"
TOO_MANY = '        "429":\n          $ref: "#/components/responses/RateLimited"\n'

EDITS: dict[str, tuple[str, str, Step]] = {
    # Answers: fields.
    "field added": (*within("Video", "        size:\n", f"        progress:\n{NEW}        size:\n"), Step.MINOR),
    "field added below": (*within("VideoOutput", "        url:\n", f"        codec:\n{NEW}        url:\n"), Step.MINOR),
    "field of an error added": (
        *within("ErrorDetail", "        message:\n", f"        hint:\n{NEW}        message:\n"),
        Step.MINOR,
    ),
    "field removed": (*without("Video", "seconds"), Step.MAJOR),
    "field removed below": (*without("VideoMetadata", "upstream_id"), Step.MAJOR),
    "field of an error removed": (*without("ErrorDetail", "type"), Step.MAJOR),
    "field with a schema removed": (*without("Video", "metadata"), Step.MAJOR),
    "field renamed": (*within("Request", "duration_ms:", "latency_ms:"), Step.MAJOR),
    "field newly required": (
        *within("Video", "[id, created_at, status]", "[id, created_at, status, model]"),
        Step.MAJOR,
    ),
    "field no longer required": (*within("Video", "[id, created_at, status]", "[id, created_at]"), Step.MAJOR),
    "new field is required": (
        *within(
            "Video",
            "required: [id, created_at, status]\n      properties:\n",
            "required: [id, created_at, status, kind]\n      properties:\n"
            "        kind: {type: string, description: New.}\n",
        ),
        Step.MAJOR,
    ),
    # Answers: types.
    "integer is a number": (*within("Request", 'type: [integer, "null"]', 'type: [number, "null"]'), Step.MAJOR),
    "number is a text": (*within("Request", 'type: [number, "null"]', 'type: [string, "null"]'), Step.MAJOR),
    "number is a whole number": (
        *within("VideoMetadata", 'type: [number, "null"]', 'type: [integer, "null"]'),
        Step.MAJOR,
    ),
    "text is a time": (
        *within("VideoOutput", 'type: [string, "null"]', 'type: [string, "null"]\n          format: date-time'),
        Step.MAJOR,
    ),
    "time is a text": (*within("Request", "          format: date-time\n", ""), Step.MAJOR),
    "seconds are a time": (
        *within(
            "Video",
            "created_at:\n          type: integer",
            "created_at:\n          type: string\n          format: date-time",
        ),
        Step.MAJOR,
    ),
    "required field may be null": (*within("Video", "type: integer\n", 'type: [integer, "null"]\n'), Step.MAJOR),
    "optional field is never null": (*within("Video", 'type: [string, "null"]', "type: string"), Step.PATCH),
    "numeric text is read": (
        *within("Video", 'type: [integer, "null"]', 'type: [integer, "null"]\n          x-numeric-string: true'),
        Step.MINOR,
    ),
    "object is a free map": (
        *within(
            "Video",
            'anyOf:\n            - $ref: "#/components/schemas/VideoOutput"\n            - type: "null"',
            'type: [object, "null"]\n          additionalProperties: true',
        ),
        Step.MAJOR,
    ),
    "object is another object": (
        *within("Video", 'schemas/VideoFailure"', 'schemas/VideoOutput"'),
        Step.MAJOR,
    ),
    "object is a list": (
        *within(
            "Video",
            'anyOf:\n            - $ref: "#/components/schemas/VideoOutput"\n            - type: "null"',
            'type: [array, "null"]\n          items: {$ref: "#/components/schemas/VideoOutput"}',
        ),
        Step.MAJOR,
    ),
    # Answers: known values.
    "known value added": (*within("KnownVideoStatus", "cancelled]", "cancelled, paused]"), Step.MINOR),
    "known value removed": (*within("KnownVideoStatus", ", cancelled]", "]"), Step.MAJOR),
    "known value renamed": (*within("KnownModality", "vision", "sight"), Step.MAJOR),
    "known values in another order": (
        *within("KnownModality", "[image, video, speech", "[video, image, speech"),
        Step.PATCH,
    ),
    "known error code added": (
        *within("KnownErrorCode", "        - RATE_LIMITED\n", "        - RATE_LIMITED\n        - BUSY\n"),
        Step.MINOR,
    ),
    "known values no longer named": (
        *within("Request", '            - $ref: "#/components/schemas/KnownModality"\n', ""),
        Step.MAJOR,
    ),
    "bound of an answer": (
        *within(
            "Video",
            "created_at:\n          type: integer",
            "created_at:\n          type: integer\n          minimum: 0",
        ),
        Step.PATCH,
    ),
    # Requests.
    "optional parameter added": (
        PARAMETERS,
        PARAMETERS.replace("        - name", LIMIT % "false" + "        - name"),
        Step.MINOR,
    ),
    "required parameter added": (
        PARAMETERS,
        PARAMETERS.replace("        - name", LIMIT % "true" + "        - name"),
        Step.MAJOR,
    ),
    "parameter of another type": (
        "          schema:\n            type: string\n          example: req_",
        "          schema:\n            type: integer\n          example: req_",
        Step.MAJOR,
    ),
    "parameter takes more": (
        "          schema:\n            type: string\n          example: req_",
        "          schema:\n            type: [string, integer]\n          example: req_",
        Step.MINOR,
    ),
    "parameter bounded": (
        "          schema:\n            type: string\n          example: req_",
        "          schema:\n            type: string\n            maxLength: 40\n          example: req_",
        Step.MAJOR,
    ),
    "path parameter renamed": ("request_id", "log_id", Step.MAJOR),
    # Operations, servers, keys.
    "path renamed": (VIDEO_PATH, "  /v1/videos/{video_id}:\n", Step.MAJOR),
    "method changed": (f"{REQUEST_PATH}    get:\n", f"{REQUEST_PATH}    post:\n", Step.MAJOR),
    "operation renamed": ("operationId: videos_get", "operationId: videos_find", Step.MAJOR),
    "operation deprecated": (
        "      operationId: videos_get\n",
        "      operationId: videos_get\n      deprecated: true\n",
        Step.MINOR,
    ),
    "operation added": (
        REQUEST_PATH,
        "  /v1/more:\n    get:\n      operationId: requests_more\n      responses: {}\n" + REQUEST_PATH,
        Step.MINOR,
    ),
    "server elsewhere": ("https://api.lumenfall.ai", "https://eu.api.lumenfall.ai", Step.MAJOR),
    "server added": (
        "    description: The production server.\n",
        "    description: The production server.\n  - {url: 'https://eu.example.com', description: E., x-region: eu}\n",
        Step.MINOR,
    ),
    "key in a header of its own": (
        "      type: http\n      scheme: bearer\n",
        "      type: apiKey\n      in: header\n      name: X-Key\n",
        Step.MAJOR,
    ),
    # Statuses, headers, examples.
    "status added": (TOO_MANY, TOO_MANY + TOO_MANY.replace("429", "503"), Step.MINOR),
    "status no longer documented": (TOO_MANY, "", Step.MAJOR),
    "header of the request id removed": (
        '            X-Lumenfall-Model:\n              $ref: "#/components/headers/X-Lumenfall-Model"\n',
        "",
        Step.MAJOR,
    ),
    "example renamed": ("                in_progress:\n", "                running:\n", Step.MAJOR),
    "example changed": (
        "                    duration_ms: 2340\n",
        "                    duration_ms: 2341\n",
        Step.PATCH,
    ),
    # What no program meets.
    "description": ("The id of the video. In webhooks", "The video's id. In webhooks", Step.PATCH),
    "summary": ("Get one logged request by its id.", "Get a logged request by its id.", Step.PATCH),
    "page": ("https://docs.lumenfall.ai/api-reference/videos/get", "https://docs.lumenfall.ai/videos", Step.PATCH),
    "comment": ("          # As `output`.\n", "          # As `output` above.\n", Step.NONE),
    "layout": ("[id, created_at, status]", "[ id, created_at, status ]", Step.NONE),
    "schema renamed": ("VideoFailure", "VideoProblem", Step.PATCH),
}
"""By name: what stands there, what stands there instead (everywhere), and the step.

A schema's name is no fact of the wire; that a class is called otherwise is for the rules on Python names.
"""


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Document:
    """The document as it is."""
    return read(TEXT, tmp_path_factory.mktemp("document"))


def read(text: str, folder: Path) -> Document:
    path = folder / "lumenfall.yaml"
    path.write_text(text, encoding="utf-8")
    return load(path)


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_asks_for_its_step(name: str, document: Document, tmp_path: Path) -> None:
    """Not more and not less."""
    old, new, expected = EDITS[name]
    assert old in TEXT, "the edit edits nothing"

    changes = contract_steps.compare(document, read(TEXT.replace(old, new), tmp_path))

    assert largest(changes) is expected, [f"{change.step} {change.place} {change.reason}" for change in changes]


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, (*_, step) in EDITS.items()
        if step is Step.MINOR and name not in ("parameter takes more", "numeric text is read", "operation deprecated")
    ],
)
def test_what_is_added_is_broken_when_it_is_taken_away(name: str, document: Document, tmp_path: Path) -> None:
    """An addition, read from the other side, is never less than an addition, and names the released document."""
    old, new, _ = EDITS[name]

    changes = contract_steps.compare(read(TEXT.replace(old, new), tmp_path), document)

    assert largest(changes) >= Step.MINOR
    assert any(change.before for change in changes)


def test_each_step_is_asked_for_by_several_edits() -> None:
    """The table is about all of them."""
    counted = Counter(step for *_, step in EDITS.values())

    assert len(EDITS) >= 50
    assert set(counted) == set(Step)
    assert min(counted[step] for step in (Step.MAJOR, Step.MINOR, Step.PATCH)) >= 7
