"""A document of jobs that keeps every rule for documents, and changes that break it."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from tools.contract.documents import Document, load, resolve
from tools.contract.findings import Finding

# One operation that reads and one that writes: what every broken variant below is a small change of.
MINIMAL: Final = """\
openapi: 3.1.0
info: {title: Acme, version: "1", description: A log of jobs.}
tags:
  - {name: jobs, description: Jobs that run for a while.}
servers:
  - {url: https://api.acme.test, description: Production.}
paths:
  /v1/jobs/{job_id}:
    get:
      operationId: jobs_get
      tags: [jobs]
      summary: Get one job by its id.
      description: Answers at once.
      externalDocs: {url: https://docs.acme.test/jobs/get, description: The page "Get job".}
      security: [{bearerAuth: []}]
      parameters:
        - name: job_id
          in: path
          required: true
          description: The id of the job.
          schema: {type: string}
          example: job_1
        - name: status
          in: query
          description: Only with this status.
          schema: {$ref: "#/components/schemas/KnownStatus"}
          example: done
      responses:
        "200":
          description: The job.
          headers:
            X-Request-Id: {description: The id of this call., x-request-id: true, schema: {type: string}}
          content:
            application/json:
              schema: {$ref: "#/components/schemas/Job"}
              examples:
                done:
                  summary: A job that is done (documented).
                  value: {id: job_1, status: done, created_at: "2026-03-15T14:32:10Z", tokens: 43, error: null}
        "404": {$ref: "#/components/responses/NotFound"}
  /v1/jobs:
    post:
      operationId: jobs_create
      tags: [jobs]
      summary: Create a job.
      description: The job begins at once.
      externalDocs: {url: https://docs.acme.test/jobs/create, description: The page "Create job".}
      security: [{bearerAuth: []}]
      requestBody:
        required: true
        content:
          application/json:
            schema: {$ref: "#/components/schemas/JobOrder"}
            examples:
              order: {summary: A job (documented)., value: {prompt: A capybara}}
      responses:
        "204": {description: The job was created.}
components:
  securitySchemes:
    bearerAuth: {type: http, scheme: bearer}
  responses:
    NotFound:
      description: No such job.
      content:
        application/json:
          schema: {$ref: "#/components/schemas/Failure"}
          examples:
            not_found: {summary: No such job (documented)., value: {message: Not found}}
  schemas:
    Job:
      description: One job.
      type: object
      required: [id, status]
      properties:
        id: {type: string, description: The id of the job.}
        status:
          anyOf:
            - $ref: "#/components/schemas/KnownStatus"
            - type: string
          description: How far the job has come.
        created_at: {type: [string, "null"], format: date-time, description: When the job was created.}
        tokens: {type: [integer, "null"], x-numeric-string: true, description: How many tokens it took.}
        error:
          anyOf:
            - $ref: "#/components/schemas/Failure"
            - type: "null"
          description: Why the job failed.
        labels: {type: [object, "null"], additionalProperties: true, description: Free labels.}
        parts: {type: [array, "null"], items: {type: string}, description: The names of the parts.}
        extra: {description: Any JSON.}
    Failure:
      description: What went wrong.
      type: object
      properties:
        message: {type: [string, "null"], description: What went wrong.}
    JobOrder:
      description: What a job is made from.
      type: object
      required: [prompt]
      properties:
        prompt: {type: string, description: The prompt.}
        seconds: {type: integer, minimum: 1, default: 5, description: The length in seconds.}
    KnownStatus:
      description: The states that are known so far.
      type: string
      enum: [queued, done]
"""

GET: Final = "/paths/~1v1~1jobs~1{job_id}/get"
POST: Final = "/paths/~1v1~1jobs/post"
ANSWER: Final = GET + "/responses/200/content/application~1json"
VALUE: Final = ANSWER + "/examples/done/value"
BODY: Final = POST + "/requestBody/content/application~1json"
SCHEMAS: Final = "/components/schemas"
JOB: Final = SCHEMAS + "/Job/properties"
DROP: Final = object()
"""Takes a value out, where a variant would else put one in."""


def write(folder: Path, text: str | bytes, name: str = "acme.yaml") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def read_minimal(folder: Path) -> Document:
    return load(write(folder, MINIMAL), file="openapi/acme/document.yaml")


def change(document: Document, changes: Mapping[str, Any]) -> Document:
    """Copy a document, and set or drop what stands at some pointers."""
    data = copy.deepcopy(document.data)
    for where, value in changes.items():
        above, _, last = where.rpartition("/")
        parent = resolve(data, f"#{above}") if above else data
        key: Any = int(last) if isinstance(parent, list) else last.replace("~1", "/").replace("~0", "~")
        if value is DROP:
            del parent[key]
        elif isinstance(parent, list) and key == len(parent):  # pyright: ignore[reportUnknownArgumentType]
            parent.append(value)  # pyright: ignore[reportUnknownMemberType]
        else:
            parent[key] = value
    return Document(document.file, data, document.lines)


def told(findings: list[Finding], where: str, fragment: str) -> bool:
    return any(finding.pointer == where and fragment in finding.reason for finding in findings)
