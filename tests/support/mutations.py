"""Edits of the seed pages, each made by a program, with the findings that it must give: these, and no others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

REQUEST: Final = "000_deff88c90b7ec548.txt"
MAY: Final = "001_34b1b1c5f512b4e4.txt"
VIDEO: Final = "002_93f4a1c5b10f488f.txt"
HELICONE: Final = "003_32d7819c01625096.txt"
MARCH: Final = "004_96ef75bea2d82850.txt"
VIDEO_MDX: Final = "videos-get.mdx"
MARCH_HTML: Final = "get-request-march.html"
TABLES: Final = "get-request-tables.md"


@dataclass(frozen=True)
class Mutation:
    """An edit of a page."""

    page: str
    name: str
    edits: Sequence[tuple[str, str]]
    """What is replaced, everywhere, by what; a pattern if it begins with `re:`."""
    findings: tuple[str, ...]
    """`kind subject` of each."""

    def apply(self, text: str) -> str:
        """The page after the edit."""
        for old, new in self.edits:
            changed = (
                re.sub(old[3:], new, text, flags=re.MULTILINE) if old.startswith("re:") else text.replace(old, new)
            )
            assert changed != text, f"{self.name}: nothing to replace: {old!r}"
            text = changed
        return text

    def __str__(self) -> str:
        return f"{self.page[:3]}-{self.name}"


def _of(page: str, *rows: tuple[str, Sequence[tuple[str, str]], str]) -> list[Mutation]:
    return [Mutation(page, name, edits, tuple(one for one in found.split("; ") if one)) for name, edits, found in rows]


def _line(key: str) -> str:
    """A whole line of an example."""
    return rf're:^ *"{key}": .*\n'


_REQUEST: Final = _of(
    REQUEST,
    ("rename a field", [("duration_ms", "elapsed_ms")], "renamed response.200.duration_ms"),
    ("rename a field in the list", [("duration_ms\ninteger", "elapsed_ms\ninteger")], "renamed response.200.duration_ms"),
    ("rename a required field", [("created_at", "started_at")], "renamed response.200.created_at"),
    ("rename a field in the example", [('"duration_ms"', '"elapsed_ms"')], "added response.200.elapsed_ms"),
    ("rename a required field in the example", [('"created_at"', '"started_at"')], "example response.200.created_at"),
    ("drop a field", [("re:^session_id\n.*\n.*\n", ""), (_line("session_id"), "")], "removed response.200.session_id"),
    ("drop a field of the list", [("re:^session_id\n.*\n.*\n", "")], "removed response.200.session_id"),
    ("drop the first field", [("re:^id\nstring\n.*\n", ""), (_line("id"), "")], "removed response.200.id"),
    ("drop a required field of the example", [(_line("created_at"), "")], "example response.200.created_at"),
    ("drop an optional field of the example", [(_line("user"), "")], ""),
    ("add a field", [("cost\nnumber", "queue_ms\ninteger | null\nTime in the queue.\ncost\nnumber")], "added response.200.queue_ms"),
    ("add a field everywhere",
     [("cost\nnumber", "region\nstring\nWhere it ran.\ncost\nnumber"), ('  "cost"', '  "region": "eu",\n  "cost"')],
     "added response.200.region"),
    ("add a field to the example", [('  "cost"', '  "region": "eu",\n  "cost"')], "added response.200.region"),
    ("add a field at the end", [("Size of the response body in bytes.", "Size.\nattempts\ninteger\nHow often.")], "added response.200.attempts"),
    ("add two fields", [("cost\nnumber", "a_one\nstring\nA.\nb_two\ninteger\nB.\ncost\nnumber")], "added response.200.a_one; added response.200.b_two"),
    ("type", [("cost\nnumber", "cost\nstring")], "type response.200.cost"),
    ("type, in the example too", [("cost\nnumber", "cost\nstring"), ("0.045,", '"0.045",')], "type response.200.cost"),
    ("type of a nullable field", [("duration_ms\ninteger | null", "duration_ms\nstring | null")], "type response.200.duration_ms"),
    ("number to integer", [("cost\nnumber", "cost\ninteger")], "type response.200.cost"),
    ("mark of null lost", [("key_id\nstring | null", "key_id\nstring")], "nullability response.200.key_id"),
    ("mark of null lost, null in the example", [("error_code\nstring | null", "error_code\nstring")], "nullability response.200.error_code"),
    ("mark of null added", [("created_at\nstring", "created_at\nstring | null")], "nullability response.200.created_at"),
    ("mark of null added where null is read", [("cost\nnumber", "cost\nnumber | null")], ""),
    ("parameter not required", [("string\nrequired\n", "string\n")], "required parameter.request_id"),
    ("field required", [("model\nstring | null", "model\nstring | null\nrequired")], "required response.200.model"),
    ("value added", [("rejected, or cancelled", "rejected, cancelled, or expired")], "values response.200.status"),
    ("value added in the middle", [("pending, processing", "pending, paused, processing")], "values response.200.status"),
    ("value lost", [("image, video, speech, or vision", "image, video, or speech")], "values response.200.modality"),
    ("constant changed", [("Always usd.", "Always eur.")], "values response.200.currency"),
    ("constant to values", [("Always usd.", "One of usd or eur.")], "values response.200.currency"),
    ("path", [("v1/requests/req", "v2/requests/req"), ("\nv1\n/\nrequests", "\nv2\n/\nrequests")], "path path"),
    ("path of the header", [("\nv1\n/\nrequests", "\nv2\n/\nrequests")], "path path"),
    ("path of the calls", [("lumenfall.ai/v1/requests/", "lumenfall.ai/v1/request/")], "path path"),
    ("path longer", [("requests\n/\n{", "requests\n/\nlogs\n/\n{"), ("requests/req", "requests/logs/req")], "path path"),
    ("method", [("GET\n/", "POST\n/")], "method method"),
    ("method of header and calls", [("GET\n/", "POST\n/"), ('curl "', 'curl -X POST "')], "method method"),
    ("server", [("https://api.lumenfall.ai", "https://api.lumenfall.com")], "server server"),
    ("key in another header", [("Authorization: Bearer ", "X-API-Key: ")], "authentication authentication"),
    ("another scheme", [("Authorization: Bearer ", "Authorization: Token ")], "authentication authentication"),
    ("example with another type", [("0.045,", '"free",')], "example response.200.cost"),
    ("example with null", [('"status": "completed"', '"status": null')], "example response.200.status"),
    ("example with an invalid time", [("2026-03-15T14:32:10.000Z", "yesterday")], "example response.200.created_at"),
    ("example that is no JSON", [('"flux-pro",\n  "modality"', '"flux-pro"\n  "modality"')], "example response.200"),
    ("status", [("re:\\Z", "\nErrors\n\n503\nThe service is not available.\n")], "status response.503"),
    ("status by its phrase", [("\nResponse\n", "\nErrors\n\n404 Not Found\n409 Conflict\n\nResponse\n")], "status response.409"),
    ("parameter renamed", [("{request_id}", "{req_id}"), ("request_id\nstring", "req_id\nstring")], "renamed parameter.request_id"),
    ("parameter renamed in the list", [("request_id\nstring", "req_id\nstring")], "renamed parameter.request_id"),
    ("parameter renamed in the path", [("{request_id}", "{req_id}")], "renamed parameter.request_id"),
    ("parameter's type", [("request_id\nstring", "request_id\ninteger")], "type parameter.request_id"),
    ("bounds", [("The ID of the request to retrieve", "Minimum string length: 4. The ID of the request to retrieve")], "bounds parameter.request_id"),
    ("parameter added", [("\nResponse\n", "\nQuery parameters\n\nexpand\nboolean\nWhether to expand.\n\nResponse\n")], "added parameter.expand"),
    ("time as a number", [("created_at\nstring\nWhen the request started, as an ISO 8601 datetime.", "created_at\ninteger\nUnix seconds.")], "type response.200.created_at"),
)  # fmt: skip

_VIDEO: Final = _of(
    VIDEO,
    ("rename a field", [("expires_at", "expiry")], "renamed response.200.expires_at"),
    ("rename a field in the list", [("prompt\nstring", "text\nstring")], "renamed response.200.prompt"),
    ("rename an object", [("output\nobject", "result\nobject"), ('"output"', '"result"')], "renamed response.200.output"),
    ("rename a nested field", [("cost_estimate", "estimated_cost")], "renamed response.200.metadata.cost_estimate"),
    ("drop a field", [("re:^seconds\n.*\n.*\n", ""), (_line("seconds"), "")], "removed response.200.seconds"),
    ("drop a nested field", [(_line("executed_model"), "")], "removed response.200.metadata.executed_model"),
    ("drop the last nested field", [('re:0\\.21,\n.*"cost_currency".*\n', "0.21\n")], "removed response.200.metadata.cost_currency"),
    ("add a field", [("seconds\nstring", "progress\ninteger\nPercent.\nseconds\nstring")], "added response.200.progress"),
    ("add a nested field", [('    "provider":', '    "region": "eu",\n    "provider":')], "added response.200.metadata.region"),
    ("add an object", [('  "output": null', '  "queue": {"position": 3, "size": 9},\n  "output": null')], "added response.200.queue"),
    ("type", [("seconds\nstring", "seconds\ninteger")], "type response.200.seconds"),
    ("object to list", [("output\nobject", "output\nobject[]")], "type response.200.output"),
    ("object to text", [("error\nobject", "error\nstring")], "type response.200.error"),
    ("null in words lost", [("finished generating. null until completed.", "finished generating.")], "nullability response.200.completed_at"),
    ("null in words added", [("Unix timestamp of when the video was created.", "Unix timestamp, or null if unknown.")], "nullability response.200.created_at"),
    ("mark of null added", [("id\nstring\nUnique", "id\nstring | null\nUnique")], "nullability response.200.id"),
    ("mark of null added where null is read", [("model\nstring", "model\nstring | null")], ""),
    ("parameter not required", [("string\nrequired\n", "string\n")], "required parameter.video_id"),
    ("parameter optional", [("string\nrequired\n", "string\noptional\n")], "required parameter.video_id"),
    ("field required", [("metadata\nobject", "metadata\nobject\nrequired")], "required response.200.metadata"),
    ("value added", [("completed, or failed", "completed, failed, or expired")], "values response.200.status"),
    ("value renamed", [("One of queued,", "One of waiting,")], "values response.200.status"),
    ("constant changed", [('Always "video".', 'Always "video.job".')], "values response.200.object"),
    ("path", [("openai\n/\nv1\n/\nvideos", "openai\n/\nv2\n/\nvideos"), ("openai/v1/videos/video", "openai/v2/videos/video")], "path path"),
    ("path of the header", [("\nvideos\n/\n{", "\nvideo\n/\n{")], "path path"),
    ("path of the calls", [("openai/v1/videos/video", "openai/v1/video/video")], "path path"),
    ("method", [("GET\n/", "DELETE\n/")], "method method"),
    ("server", [("https://api.lumenfall.ai", "https://eu.lumenfall.ai")], "server server"),
    ("key in another header", [("Authorization: Bearer ", "Lumenfall-Api-Key: ")], "authentication authentication"),
    ("example with another type", [("1702345678", '"2023-12-12T00:00:00Z"')], "example response.200.created_at"),
    ("nested example with another type", [("0.21,", '"0.21 USD",')], "example response.200.metadata.cost_estimate"),
    ("example with a list", [('"output": null', '"output": ["https://a.example/v.mp4"]')], "example response.200.output"),
    ("example that is no JSON", [('"output": null,', '"output": ,')], "example response.200"),
    ("status", [("re:\\Z", "\n\nErrors\n\n410 Gone - the video has expired\n")], "status response.410"),
    ("parameter renamed to ours", [("{id}", "{video_id}"), ("id\nstring\nrequired", "video_id\nstring\nrequired")], ""),
    ("parameter renamed", [("{id}", "{vid}"), ("id\nstring\nrequired", "vid\nstring\nrequired")], "renamed parameter.video_id"),
    ("parameter's type", [("id\nstring\nrequired", "id\ninteger\nrequired")], "type parameter.video_id"),
    ("parameter added", [("\nResponse\n", "\nQuery parameters\n\nwait\ninteger\nSeconds to wait.\n\nResponse\n")], "added parameter.wait"),
    ("bounds and default of a new mark", [("The video duration.", "The video duration. Defaults to \"8\".")], "default response.200.seconds"),
)  # fmt: skip

_SCHEMA: Final = "        {}:\n          type: {}\n"

_MAY: Final = _of(
    MAY,
    ("rename a field", [("output_tokens", "completion_tokens")], "renamed response.200.output_tokens"),
    ("rename a field of the schema", [("        tokens:\n          type", "        total_tokens:\n          type")], "renamed response.200.tokens"),
    ("rename a required field", [("prompt_blueprint", "blueprint")], "renamed response.200.prompt_blueprint"),
    ("rename a field of errors", [("        message:\n", "        reason:\n")], "renamed response.401.message"),
    ("rename a nested field", [("        loc:\n", "        location:\n"), ("        - loc\n", "        - location\n")], "renamed response.422.detail[].loc"),
    ("drop a field", [("        model:\n          type: string\n", ""), ("                    model: gpt-4\n", "")], "removed response.200.model"),
    ("drop a field of the schema", [("        latency_ms:\n          type: number\n", "")], "removed response.200.latency_ms"),
    ("drop a field of errors", [("re:^        error:\n.*\n.*\n", "")], "removed response.401.error"),
    ("add a field", [("        tokens:\n", "        cached_tokens:\n          type: integer\n        tokens:\n")], "added response.200.cached_tokens"),
    ("add a field with members", [("        tokens:\n", "        usage:\n          type: object\n          properties:\n            a:\n              type: integer\n        tokens:\n")], "added response.200.usage"),
    ("add a field of errors", [("        message:\n", "        code:\n          type: string\n        message:\n")], "added response.401.code"),
    ("add a nested field", [("        msg:\n", "        ctx:\n          type: object\n        msg:\n")], "added response.422.detail[].ctx"),
    ("add a field to the example", [("                    tokens: 37\n", "                    tokens: 37\n                    cached: 3\n")], "added response.200.cached"),
    ("type", [("        tokens:\n          type: integer", "        tokens:\n          type: string")], "type response.200.tokens"),
    ("type of a union", [("        tokens:\n          type: integer", "        tokens:\n          type: [integer, string]")], "type response.200.tokens"),
    ("format", [("        request_end_time:\n          type: string\n          format: date-time", "        request_end_time:\n          type: string\n          format: date")], "type response.200.request_end_time"),
    ("format lost", [("        request_end_time:\n          type: string\n          format: date-time", "        request_end_time:\n          type: string")], ""),
    ("parameter's type", [("            type: integer\n            minimum: 1", "            type: string")], "type parameter.request_id; bounds parameter.request_id"),
    ("mark of null lost", [("          nullable: true\n", "")], "nullability response.200.trace_id"),
    ("mark of null found again", [("        price:\n          type: number\n", "        price:\n          type: number\n          nullable: true\n")], ""),
    ("mark of null added", [("        request_id:\n          type: integer\n", "        request_id:\n          type: integer\n          nullable: true\n")], "nullability response.200.request_id"),
    ("mark of null added, in 3.1", [("        request_id:\n          type: integer\n", "        request_id:\n          type: [integer, 'null']\n")], "nullability response.200.request_id"),
    ("required lost", [("        - request_id\n", "")], "required response.200.request_id"),
    ("required added", [("        - request_id\n", "        - request_id\n        - price\n")], "required response.200.price"),
    ("parameter not required", [("required: true\n          schema", "required: false\n          schema")], "required parameter.request_id"),
    ("values added", [("        provider:\n          type: string\n", "        provider:\n          type: string\n          enum: [openai, anthropic]\n")], "values response.200.provider"),
    ("values changed", [("            - true\n", "            - true\n            - false\n")], "values response.200.success"),
    ("default added", [("            minimum: 1\n", "            minimum: 1\n            default: 7\n")], "default parameter.request_id"),
    ("default changed", [("          default: false\n", "          default: true\n")], "default response.401.success"),
    ("bounds", [("minimum: 1\n", "minimum: 0\n")], "bounds parameter.request_id"),
    ("bounds added", [("minimum: 1\n", "minimum: 1\n            maximum: 99\n")], "bounds parameter.request_id"),
    ("bounds lost", [("            minimum: 1\n", "")], "bounds parameter.request_id"),
    ("path", [("/api/public/v2/requests", "/api/public/v3/requests")], "path path"),
    ("path of the header", [("yaml GET /api/public/v2", "yaml GET /api/public/v3")], "path path"),
    ("path of the block", [("  /api/public/v2/requests/{request_id}:", "  /api/v2/requests/{request_id}:")], "path path"),
    ("method", [("yaml GET", "yaml POST"), ("    get:\n", "    post:\n")], "method method"),
    ("method of the header", [("yaml GET", "yaml PUT")], "method method"),
    ("server stated", [("servers: []", "servers:\n  - url: https://api.promptlayer.com")], ""),
    ("another server", [("servers: []", "servers:\n  - url: https://eu.promptlayer.com")], "server server"),
    ("key in another header", [("name: X-API-KEY", "name: X-PromptLayer-Key")], "authentication authentication"),
    ("key in the query", [("      in: header\n", "      in: query\n")], "authentication authentication"),
    ("bearer", [("      type: apiKey\n      in: header\n      name: X-API-KEY", "      type: http\n      scheme: bearer")], "authentication authentication"),
    ("status added", [("        '422':\n", "        '409':\n          $ref: '#/components/responses/NotFoundError'\n        '422':\n")], "status response.409"),
    ("status found again", [("        '422':\n", "        '429':\n          $ref: '#/components/responses/NotFoundError'\n        '422':\n")], ""),
    ("status lost", [("        '403':\n          $ref: '#/components/responses/ForbiddenError'\n", "")], "status response.403"),
    ("first error lost", [("        '401':\n          $ref: '#/components/responses/UnauthorizedError'\n", "")], "status response.401"),
    ("example with another type", [("price: 0.00123", "price: free")], "example response.200.price"),
    ("example with null", [("                    request_id: 12345", "                    request_id: null")], "example response.200.request_id"),
    ("example lacks a field", [("                    request_id: 12345\n", "")], "example response.200.request_id"),
    ("parameter renamed", [("{request_id}", "{id}"), ("- name: request_id", "- name: id")], "renamed parameter.request_id"),
    ("parameter added", [("      responses:\n        '200'", "        - name: workspace\n          in: query\n          schema:\n            type: string\n      responses:\n        '200'")], "added parameter.workspace"),
)  # fmt: skip

_HELICONE: Final = _of(
    HELICONE,
    ("rename a field of the example", [('"target_url"', '"upstream_url"')], "renamed response.200.data.target_url"),
    ("rename a field everywhere", [("delay_ms", "latency_ms")], "renamed response.200.data.delay_ms"),
    ("rename a required field", [('"request_id"', '"id"'), ('    "id": "req', '    "uid": "req')], "renamed response.200.data.request_id"),
    ("rename the envelope", [("data\nobject", "result\nobject"), ('"data":', '"result":')], "renamed response.200.data"),
    ("rename the error", [("error\nstring", "failure\nstring"), ('"error":', '"failure":')], "renamed response.200.error"),
    ("drop a field", [(_line("target_url"), "")], "removed response.200.data.target_url"),
    ("drop the required field", [('re:^    "request_id".*\n', "")], "removed response.200.data.request_id"),
    ("drop an object", [('re:    "scores": \\{\n.*\n    \\},\n', "")], "removed response.200.data.scores"),
    ("drop the envelope's error", [("re:^error\nstring\n.*\n", "")], "removed response.200.error"),
    ("add a field", [('    "cost":', '    "cost_currency": "USD",\n    "cost":')], "added response.200.data.cost_currency"),
    ("add an object", [('    "cost":', '    "usage": {"input": 1, "output": 2},\n    "cost":')], "added response.200.data.usage"),
    ("add a field to the envelope", [("error\nstring", "trace\nstring\nWhere.\nerror\nstring")], "added response.200.trace"),
    ("inside free JSON", [('"temperature": 0.7', '"top_p": 0.7'), ('"accuracy": 0.95', '"precision": 1')], ""),
    ("type", [("data\nobject", "data\narray")], "type response.200.data"),
    ("type of the error", [("error\nstring", "error\nobject")], "type response.200.error"),
    ("mark of null found", [("error\nstring", "error\nstring | null")], ""),
    ("parameter's type", [("includeBody\nboolean", "includeBody\nstring")], "type parameter.include_body; default parameter.include_body"),
    ("default", [('default:"false"', 'default:"true"')], "default parameter.include_body"),
    ("default lost", [('default:"false"\n', "")], ""),
    ("required added", [("includeBody\nboolean", "includeBody\nboolean\nrequired")], "required parameter.include_body"),
    ("required lost", [("requestId\nstring\nrequired", "requestId\nstring")], "required parameter.request_id"),
    ("field required", [("data\nobject", "data\nobject\nrequired")], "required response.200.data"),
    ("query parameter renamed", [("includeBody\nboolean", "withBody\nboolean")], "renamed parameter.include_body"),
    ("query parameter lost", [("re:^includeBody\n(?:.*\n){5}", "")], "removed parameter.include_body"),
    ("query parameter added", [("includeBody\nboolean", "useCache\nboolean\nWhether.\nincludeBody\nboolean")], "added parameter.use_cache"),
    ("path parameter renamed to ours", [("requestId\n", "request_id\n")], ""),
    ("path parameter renamed", [("requestId\n", "id\n")], "renamed parameter.request_id"),
    ("path parameter's type", [("requestId\nstring", "requestId\ninteger")], "type parameter.request_id"),
    ("path", [("/v1/request/", "/v2/request/")], "path path"),
    ("path of the endpoint", [("required\n/v1/request/\n", "required\n/v1/requests/\n")], "path path"),
    ("path of the calls", [("helicone.ai/v1/request/", "helicone.ai/v1/requests/")], "path path"),
    ("method", [("required\nGET", "required\nPOST"), ("-X GET", "-X POST")], "method method"),
    ("method of the endpoint", [("required\nGET", "required\nPOST")], "method method"),
    ("method of the calls", [("-X GET", "-X POST")], "method method"),
    ("server", [("https://api.helicone.ai", "https://api.helicone.com")], "server server"),
    ("the other server", [("https://api.helicone.ai", "https://eu.api.helicone.ai")], ""),
    ("key in another header", [("Authorization", "Helicone-Auth")], "authentication authentication"),
    ("scheme", [("Bearer ", "Basic ")], "authentication authentication"),
    ("status added", [("\nUnauthorized\n", "\n403 Forbidden\n\n{\n  \"data\": null,\n  \"error\": \"no\"\n}\n\nUnauthorized\n")], "status response.403"),
    ("status lost", [("re:^Unauthorized\n\n(?:.*\n){4}", "")], "status response.401"),
    ("example with another type", [('"feedback_rating": true', '"feedback_rating": "good"')], "example response.200.data.feedback_rating"),
    ("example with an invalid time", [('"updated_at": "2024-01-15T10:30:02.500Z"', '"updated_at": 1705314602')], "example response.200.data.updated_at"),
    ("numeric text", [('"total_tokens": 23,\n    "prompt', '"total_tokens": "23",\n    "prompt')], ""),
    ("example that is no JSON", [('"provider": "OPENAI",', '"provider": "OPENAI"')], "example response.200"),
    ("error example with another type", [('"error": "Unauthorized: Invalid API key"', '"error": 401')], "example response.401.error"),
    ("bounds", [("The unique identifier of the request to retrieve", "Maximum string length: 64")], "bounds parameter.request_id"),
)  # fmt: skip

_MARCH: Final = _of(
    MARCH,
    ("rename a field", [("latency_ms", "duration_ms")], "renamed response.200.latency_ms"),
    ("rename a field of the list", [("\ntokens\ninteger", "\ntotal_tokens\ninteger")], "renamed response.200.tokens"),
    ("rename a required field", [("prompt_blueprint", "blueprint")], "renamed response.200.prompt_blueprint"),
    ("rename a nested field", [("inference_client_name", "client_name")], "renamed response.200.prompt_blueprint.inference_client_name"),
    ("drop a field", [("re:^price\n(?:.*\n){4}", ""), (_line("price"), "")], "removed response.200.price"),
    ("drop a field of the list", [("re:^model\nstring\n(?:.*\n){3}", "")], "removed response.200.model"),
    ("drop the last field", [("re:\n\ntrace_id\n(?:.*\n?){3}\\Z", "\n"), ('re:,\n  "trace_id".*', "")], "removed response.200.trace_id"),
    ("add a field", [("\nprice\nnumber", "\ncached_tokens\ninteger | null\n\nTokens from a cache.\n\nprice\nnumber")], "added response.200.cached_tokens"),
    ("add a field at the end", [("re:\\Z", "\n\nworkspace_id\ninteger\n\nThe workspace.\n")], "added response.200.workspace_id"),
    ("add a nested field", [('    "inference_client_name"', '    "commit": "abc",\n    "inference_client_name"')], "added response.200.prompt_blueprint.commit"),
    ("type", [("request_id\ninteger\n\n", "request_id\nstring\n\n")], "type response.200.request_id"),
    ("type of a nullable field", [("price\nnumber | null", "price\nstring | null")], "type response.200.price"),
    ("marks of null lost", [("tokens\ninteger | null", "tokens\ninteger")], "nullability response.200.input_tokens; nullability response.200.output_tokens; nullability response.200.tokens"),
    ("mark of null lost", [("trace_id\nstring | null", "trace_id\nstring")], "nullability response.200.trace_id"),
    ("mark of null added", [("success\nboolean", "success\nboolean | null")], "nullability response.200.success"),
    ("mark of null added in words", [("The ID of the request.\n\nprovider", "The ID of the request, or null.\n\nprovider")], "nullability response.200.request_id"),
    ("parameter not required", [("request_id\ninteger\nrequired", "request_id\ninteger")], "required parameter.request_id"),
    ("field required", [("price\nnumber | null", "price\nnumber | null\nrequired")], "required response.200.price"),
    ("required where it is", [("success\nboolean", "success\nboolean\nrequired")], ""),
    ("values added", [("The LLM provider (e.g. openai, anthropic).", "The LLM provider. One of openai, anthropic, or google.")], "values response.200.provider"),
    ("constant", [("Indicates the request was successful.", "Always true.")], ""),
    ("default", [("The ID of the request to retrieve.", "The ID of the request to retrieve. Default: 1.")], "default parameter.request_id"),
    ("bounds", [("x >= 1", "x >= 0")], "bounds parameter.request_id"),
    ("stricter bounds", [("x >= 1", "1 <= x <= 1000")], "bounds parameter.request_id"),
    ("bounds on a field", [("Total token count (input + output).", "Total token count.\n\nRequired range: x >= 0")], "bounds response.200.tokens"),
    ("path", [("\nv2\n/", "\nv3\n/"), ("/v2/requests", "/v3/requests")], "path path"),
    ("path of the header", [("\nv2\n/", "\nv3\n/")], "path path"),
    ("path of the calls", [("/v2/requests", "/v3/requests")], "path path"),
    ("method", [("GET\n/", "POST\n/"), ("--request GET", "--request POST")], "method method"),
    ("method of the call", [("--request GET", "--request POST")], "method method"),
    ("server", [("https://api.promptlayer.com", "https://api.promptlayer.io")], "server server"),
    ("key in another header", [("X-API-KEY", "X-PL-KEY"), ("x-api-key", "x-pl-key")], "authentication authentication"),
    ("key in another header, once", [("\nX-API-KEY\nstring", "\nX-PL-KEY\nstring")], "authentication authentication"),
    ("bearer", [("'X-API-KEY: <x-api-key>'", "'Authorization: Bearer <token>'"), ('"X-API-KEY: your', '"Authorization: Bearer your'), ("via the X-API-KEY header", "via the Authorization header"), ("\nX-API-KEY\nstring", "\nAuthorization\nstring")], "authentication authentication"),
    ("status", [("\nHeaders\n", "\nErrors\n\n409\n\nThe request is being deleted.\n\nHeaders\n")], "status response.409"),
    ("status that is known", [("\nHeaders\n", "\nErrors\n\n404\n\nThere is no such request.\n\nHeaders\n")], ""),
    ("example with another type", [('"price": 0.00123', '"price": "free"')], "example response.200.price"),
    ("placeholder of another type", [('"price": 123', '"price": "<string>"')], "example response.200.price"),
    ("example with an invalid time", [("2024-04-03T20:57:26", "later")], "example response.200.request_end_time"),
    ("example lacks a field", [("re:^  \"success\": true,\n", "")], "example response.200.success"),
    ("example that is no JSON", [('"tokens": 37,', '"tokens": 37')], "example response.200"),
    ("parameter renamed", [("{request_id}", "{id}"), ("request_id\ninteger\nrequired", "id\ninteger\nrequired")], "renamed parameter.request_id"),
    ("parameter's type", [("request_id\ninteger\nrequired", "request_id\nstring\nrequired")], "type parameter.request_id"),
    ("header added", [("\nPath Parameters\n", "\nX-Workspace\nstring\n\nThe workspace.\n\nPath Parameters\n")], "added parameter.x_workspace"),
)  # fmt: skip


def _field(name: str, kind: str) -> str:
    return f'<ResponseField name="{name}" type="{kind}">'


def _div(name: str, kind: str) -> str:
    return f"<div>{name}</div><div>{kind}</div>"


_MDX: Final = _of(
    VIDEO_MDX,
    ("rename a field", [("expires_at", "expiry")], "renamed response.200.expires_at"),
    ("rename a field of the list", [('name="prompt"', 'name="text"')], "renamed response.200.prompt"),
    ("rename an object", [("output", "result")], "renamed response.200.output"),
    ("rename a nested field", [("content_type", "media_type")], "renamed response.200.output.content_type"),
    ("rename a nested field of the list", [('name="upstream_id"', 'name="job_id"')], "renamed response.200.metadata.upstream_id"),
    ("drop a field", [(_field("seconds", "string") + "The length.</ResponseField>\n", ""), (_line("seconds"), "")], "removed response.200.seconds"),
    ("drop a nested field", [("re:^ *<ResponseField name=\"size_bytes\".*\n", ""), ('re:,\n *"size_bytes".*', "")], "removed response.200.output.size_bytes"),
    ("drop an object", [('re:<ResponseField name="error"(?:.*\n){7}', "")], "removed response.200.error"),
    ("add a field", [(_field("model", "string") + "The", _field("progress", "integer") + "Percent.</ResponseField>\n" + _field("model", "string") + "The")], "added response.200.progress"),
    ("add a nested field", [("    " + _field("code", "string | null"), "    " + _field("retryable", "boolean") + "Whether.</ResponseField>\n    " + _field("code", "string | null"))], "added response.200.error.retryable"),
    ("add an object", [(_field("output", "object"), _field("queue", "object") + "The queue.<Expandable>\n" + _field("position", "integer") + "Place.</ResponseField></Expandable></ResponseField>\n" + _field("output", "object"))], "added response.200.queue"),
    ("add a field to an example", [('    "cost": 0.2', '    "region": "eu",\n    "cost": 0.2')], "added response.200.metadata.region"),
    ("type", [(_field("seconds", "string"), _field("seconds", "number"))], "type response.200.seconds"),
    ("nested type", [(_field("cost", "number | null"), _field("cost", "string | null"))], "type response.200.metadata.cost"),
    ("mark of null lost", [(_field("completed_at", "integer | null"), _field("completed_at", "integer"))], "nullability response.200.completed_at"),
    ("nested mark of null lost", [(_field("message", "string | null"), _field("message", "string"))], "nullability response.200.error.message"),
    ("mark of null added", [(_field("created_at", "integer"), _field("created_at", "integer | null"))], "nullability response.200.created_at"),
    ("null as a label", [('<ResponseField name="created_at" type="integer">', '<ResponseField name="created_at" type="integer" post={["nullable"]}>')], "nullability response.200.created_at"),
    ("required added", [('name="model" type="string">The', 'name="model" type="string" required>The')], "required response.200.model"),
    ("required where it is", [('name="created_at" type="integer"', 'name="created_at" type="integer" required')], ""),
    ("parameter not required", [('path="id" type="string" required', 'path="id" type="string"')], "required parameter.video_id"),
    ("parameter not required, said so", [('path="id" type="string" required', 'path="id" type="string" required={false}')], "required parameter.video_id"),
    ("value added", [("  - `failed` - given up\n", "  - `failed` - given up\n  - `expired` - too late\n")], "values response.200.status"),
    ("value lost", [("  - `queued` - not begun\n", "")], "values response.200.status"),
    ("default", [(_field("seconds", "string"), '<ResponseField name="seconds" type="string" default="8">')], "default response.200.seconds"),
    ("path", [("/v1/videos/", "/v2/videos/")], "path path"),
    ("path of the front matter", [("ai/openai/v1/videos/{id}", "ai/openai/v1/video/{id}")], "path path"),
    ("method", [('"GET https', '"POST https')], "method method"),
    ("server", [("https://api.lumenfall.ai", "https://api.lumenfall.dev")], "server server"),
    ("key in another header", [("Authorization: Bearer ", "X-Key: "), ('"Authorization"', '"X-Key"'), ('f"Bearer {key}"', "key")], "authentication authentication"),
    ("scheme", [("Bearer ", "Token ")], "authentication authentication"),
    ("status", [("```json 404", "```json 410")], "status response.410"),
    ("example with another type", [('"size_bytes": 7340032', '"size_bytes": "7 MB"')], "example response.200.output.size_bytes"),
    ("error example with another type", [('"code": "NOT_FOUND"', '"code": 404')], "example response.404.error.code"),
    ("example that is no JSON", [('"size": "1920x1080",', '"size": 1920x1080,')], "example response.200"),
    ("parameter renamed", [("{id}", "{vid}"), ('path="id"', 'path="vid"')], "renamed parameter.video_id"),
    ("parameter's type", [('path="id" type="string"', 'path="id" type="integer"')], "type parameter.video_id"),
    ("parameter added", [("\n## Response\n", '\n<ParamField query="wait" type="integer" default="0">Seconds.</ParamField>\n\n## Response\n')], "added parameter.wait"),
    ("header added", [("\n## Response\n", '\n<ParamField header="X-Team" type="string">The team.</ParamField>\n\n## Response\n')], "added parameter.x_team"),
)  # fmt: skip

_HTML: Final = _of(
    MARCH_HTML,
    ("rename a field", [("latency_ms", "duration_ms")], "renamed response.200.latency_ms"),
    ("rename a field of the list", [(_div("tokens", "integer | null"), _div("total", "integer | null"))], "renamed response.200.tokens"),
    ("rename a nested field", [("inference_client_name", "client_name")], "renamed response.200.prompt_blueprint.inference_client_name"),
    ("drop a field", [("re:^.*<div>price</div>.*\n", ""), (_line("price"), "")], "removed response.200.price"),
    ("drop the last field", [("re:^.*<div>trace_id</div>.*\n", "")], "removed response.200.trace_id"),
    ("add a field", [('<div class="param"><div class="head">' + _div("price", "number | null"), '<div class="param"><div class="head">' + _div("region", "string") + '</div></div>\n<div class="param"><div class="head">' + _div("price", "number | null"))], "added response.200.region"),
    ("add a field to the example", [('  "price": 0.00123', '  "region": "eu",\n  "price": 0.00123')], "added response.200.region"),
    ("add a nested field", [('    "inference', '    "commit": "abc",\n    "inference')], "added response.200.prompt_blueprint.commit"),
    ("type", [(_div("model", "string"), _div("model", "object"))], "type response.200.model"),
    ("type of a nullable field", [(_div("price", "number | null"), _div("price", "string | null"))], "type response.200.price"),
    ("mark of null lost", [(_div("trace_id", "string | null"), _div("trace_id", "string"))], "nullability response.200.trace_id"),
    ("mark of null added", [(_div("success", "boolean"), _div("success", "boolean | null"))], "nullability response.200.success"),
    ("null in words", [("<p>Its number.</p>", "<p>Its number, or <code>null</code>.</p>")], "nullability response.200.request_id"),
    ("required added", [(_div("provider", "string"), _div("provider", "string") + "<div>required</div>")], "required response.200.provider"),
    ("parameter not required", [("<span>integer</span><span>required</span>", "<span>integer</span>")], "required parameter.request_id"),
    ("values", [("The model.", "One of <code>gpt-4</code> or <code>gpt-5</code>.")], "values response.200.model"),
    ("default", [("<p>Which request.</p>", "<p>Which request. Default: 1.</p>")], "default parameter.request_id"),
    ("bounds", [("x &gt;= 1", "x &gt;= 2")], "bounds parameter.request_id"),
    ("stricter bounds", [("x &gt;= 1", "1 &lt;= x &lt;= 9")], "bounds parameter.request_id"),
    ("path", [("<div>v2</div>", "<div>v3</div>"), ("/v2/", "/v3/")], "path path"),
    ("path of the header", [("<div>v2</div>", "<div>v3</div>")], "path path"),
    ("path of the call", [("/v2/", "/v3/")], "path path"),
    ("method", [("<div>GET</div>", "<div>POST</div>")], "method method"),
    ("server", [("https://api.promptlayer.com", "https://api.promptlayer.net")], "server server"),
    ("key in another header", [("X-API-KEY", "X-PL-TOKEN")], "authentication authentication"),
    ("key in another header, once", [("<code>X-API-KEY</code>", "<code>X-PL-TOKEN</code>")], "authentication authentication"),
    ("status", [("<h4>Headers</h4>", "<h4>Errors</h4><ul><li><code>409</code>: being deleted</li></ul><h4>Headers</h4>")], "status response.409"),
    ("status in a table", [("<h4>Headers</h4>", "<h4>Errors</h4><table><tr><th>Code</th><th>Why</th></tr><tr><td>404</td><td>Gone</td></tr><tr><td>418</td><td>A teapot</td></tr></table><h4>Headers</h4>")], "status response.418"),
    ("example with another type", [('"tokens": 37', '"tokens": "many"')], "example response.200.tokens"),
    ("example lacks a field", [('re:^  "success": true,\n', "")], "example response.200.success"),
    ("example that is no JSON", [('"tokens": 37,', '"tokens": 37')], "example response.200"),
    ("parameter renamed", [("{request_id}", "{id}"), ("<span>request_id</span>", "<span>id</span>")], "renamed parameter.request_id"),
    ("parameter's type", [("<span>integer</span>", "<span>string</span>")], "type parameter.request_id"),
    ("header added", [("<h4>Path Parameters</h4>", "<div><span>X-Team</span><span>string</span></div><p>The team.</p><h4>Path Parameters</h4>")], "added parameter.x_team"),
)  # fmt: skip

MUTATIONS: Final = (*_REQUEST, *_MAY, *_VIDEO, *_HELICONE, *_MARCH, *_MDX, *_HTML)

PAGES: Final = (REQUEST, MAY, VIDEO, HELICONE, MARCH)
FORMS: Final = (VIDEO_MDX, MARCH_HTML, TABLES)
FOLDER: Final = Path(__file__).parent.parent / "drift"


def page_text(page: str) -> str:
    """A page of the fixtures."""
    return (FOLDER / ("forms" if page in FORMS else "pages") / page).read_text(encoding="utf-8")
