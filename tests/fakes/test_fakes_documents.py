"""The fakes hold to the documents: schemathesis, run against each of them on a real socket, finds nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import schemathesis
from hypothesis import given
from hypothesis import strategies as st
from support.documents import ROOT
from support.providers import LUMENFALL, OPERATIONS, PROVIDERS, READS, Operation, Provider

KEY = "the-key"
EXAMPLES = 200

RUNS = {
    # A string in a path has no wrong values, so a run of both modes has few examples for Lumenfall.
    "documented": ("--mode=positive", "--phases=fuzzing", f"--max-examples={EXAMPLES}"),
    "any": ("--mode=all", "--phases=examples,coverage,fuzzing", f"--max-examples={EXAMPLES // 2}"),
}


def document_path(provider: Provider) -> Path:
    return ROOT / "openapi" / provider.name / "document.yaml"


@cache
def operation_of(operation: Operation) -> Any:
    """An operation as schemathesis sees it."""
    document = schemathesis.openapi.from_path(document_path(operation.provider))
    return document[operation.template][operation.http_method.upper()]


def example_case(operation: Operation, **path_parameters: str) -> Any:
    """A request with the documented examples, or other ids."""
    sent = operation.request(None)
    body = {"body": sent["json"], "media_type": "application/json"} if "json" in sent else {}
    return operation_of(operation).Case(
        path_parameters=path_parameters or {one.name: str(one.example) for one in operation.path_parameters},
        query=sent["params"],
        headers=sent["headers"],
        **body,
    )


def conformance() -> Any:
    """The checks that compare an answer with the document, and send nothing."""
    parts = ("status_code", "content_type", "response_headers", "response_schema")
    return schemathesis.checks.CHECKS.get_by_names([f"{part}_conformance" for part in parts])


def key_headers(provider: Provider, key: str = KEY) -> dict[str, str]:
    # As the document writes it: schemathesis, to take a key away again, looks for exactly that.
    return {provider.fake.scheme.name: f"{provider.key_prefix}{key}"}


def recorded(fake: Any) -> Counter[tuple[str, str, int]]:
    """Counts what a fake will have answered: method, path's template, and status."""
    seen: Counter[tuple[str, str, int]] = Counter()
    original = fake.answer

    def answer(request: Any) -> Any:
        found = original(request)
        template = next((one.template for one in fake.operations if one.path_values(request.path) is not None), "")
        seen[request.method, template, found.status_code] += 1
        return found

    fake.answer = answer
    return seen


def _left_out(arguments: Sequence[str]) -> Iterator[str]:
    """What schemathesis cannot judge: what an operation always sends, and wrong types in a form of texts."""
    yield "--exclude-path-regex=" + ("#|images/edits" if "--mode=all" in arguments else "#")


def start(provider: Provider, base_url: str, folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start schemathesis's command with all of its checks, with the same examples in each run."""
    (key,) = key_headers(provider).items()
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "run", str(document_path(provider)), f"--url={base_url}"),
        *("--checks=all", "--generation-deterministic", "--continue-on-failure"),
        *("--no-color", f"--header={': '.join(key)}", *arguments),
        *_left_out(arguments),
    ]
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    folder.mkdir()
    return subprocess.Popen(
        command,
        cwd=folder,  # it writes there
        env={**environment, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_schemathesis_finds_nothing(tmp_path: Path, provider: Provider) -> None:
    """Examples, edge cases, hundreds of good and bad requests, no and wrong keys, other methods: nothing is found."""
    fakes = {name: provider.fake(api_key=KEY) for name in RUNS}
    seen = {name: recorded(fake) for name, fake in fakes.items()}
    outputs: dict[str, tuple[int, str]] = {}

    with fakes["documented"].serve() as first, fakes["any"].serve() as second:
        urls = dict(zip(RUNS, (first, second), strict=True))
        processes = {name: start(provider, urls[name], tmp_path / name, *RUNS[name]) for name in RUNS}
        try:
            for name, process in processes.items():
                output, _ = process.communicate(timeout=600)
                outputs[name] = process.returncode, output
        finally:
            for process in processes.values():
                process.kill()
                process.wait()

    for code, output in outputs.values():
        assert code == 0, output
    # That it looked at all: found and not found, refused and of another method, and as often as was asked for.
    for operation in provider.operations:
        path, method = operation.sent_template, operation.http_method.upper()
        counts = {status: count for (*which, status), count in seen["documented"].items() if which == [method, path]}
        if operation.parameters or operation.body_schema is not None:
            # Where a thing can be deleted too, schemathesis is content with a few: it does not ask for what it deleted.
            asked = sum(count for (_, template, _), count in seen["documented"].items() if template == path)
            below = [one for one in provider.operations if one.sent_template.startswith(path)]
            assert asked >= (3 if any("delete" in one.methods for one in below) else EXAMPLES), operation
        assert operation.success_status in counts
        assert (401 in counts) == operation.authenticated
        others = {"POST", "PUT", "PATCH", "DELETE", "TRACE"} - {one.upper() for one in operation.methods}
        assert operation.is_form or others <= {
            method for method, template, status in seen["any"] if (template, status) == (path, 405)
        }
    statuses = {status for found in seen.values() for _, path, status in found if path}
    documented = {status for operation in provider.operations for status, _ in operation.responses()}
    assert statuses <= documented | {405}
    assert statuses >= {405} | {operation.success_status for operation in provider.operations}


@pytest.mark.parametrize("key", [None, "", "another"])
@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_a_refused_key(quiet_environment: None, operation: Operation, key: str | None) -> None:
    """The answer to a missing or wrong key is as the document has it."""
    headers = {} if key is None else key_headers(operation.provider, key)

    with operation.provider.fake(api_key=KEY).serve() as base_url:
        answer = example_case(operation).call_and_validate(base_url=base_url, headers=headers)

    assert answer.status_code == 401


@pytest.mark.parametrize("operation", OPERATIONS, ids=str)
def test_each_documented_example(quiet_environment: None, operation: Operation) -> None:
    """Every example that a fake can be asked for is as the document has it; errors of servers are allowed here."""
    fake = operation.provider.fake()
    with fake.serve() as base_url:
        for status, name, _ in operation.examples():
            if name in operation.lenient_examples:
                continue  # its formats are not those of the document
            fake.respond(operation.name, name)
            answer = example_case(operation).call_and_validate(base_url=base_url, checks=conformance())
            assert answer.status_code == status


def test_a_video_in_each_state(quiet_environment: None) -> None:
    """Whatever a video's life, its answers are as the document has them, from beginning to end."""
    operation = LUMENFALL.operation("videos_get")
    clock = LUMENFALL.testing.VirtualClock()
    fake = LUMENFALL.fake(api_key=KEY, clock=clock)
    seconds = st.floats(0, 1e6)
    seen: Counter[str] = Counter()

    with fake.serve() as base_url:

        @given(
            st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(lambda text: text not in {".", ".."}),
            seconds,
            seconds,
            st.sampled_from(["completed", "failed", "cancelled"]),
            st.sampled_from(["queued", "in_progress", "finished"]),
        )
        def live(video_id: str, queued_for: float, duration: float, outcome: str, state: str) -> None:
            queued_for, duration = queued_for + 1, duration + 1
            fake.add_video(video_id, queued_for=queued_for, duration=duration, outcome=outcome)
            clock.sleep({"queued": 0, "in_progress": queued_for + 0.5, "finished": queued_for + duration + 0.5}[state])
            case = example_case(operation, video_id=quote(video_id, safe=""))
            answer = case.call_and_validate(base_url=base_url, headers=key_headers(LUMENFALL), checks=conformance())
            status = answer.json()["status"]
            assert answer.json()["id"] == video_id
            assert status == (outcome if state == "finished" else state)
            seen[status] += 1

        live()

    assert seen.keys() == {"queued", "in_progress", "completed", "failed", "cancelled"}
    assert seen.total() >= 300


WRONG_ANSWERS = [
    pytest.param({"status_code": 500, "json": {}}, "Server error", id="broken"),
    pytest.param({"status_code": 418, "json": {}}, "Undocumented", id="status"),
    pytest.param({"content": b"{}", "headers": {"content-type": "text/html"}}, "Content-Type", id="content-type"),
    pytest.param({"json": ["no object"]}, "Response violates schema", id="body"),
]


@pytest.mark.parametrize(("parts", "finding"), WRONG_ANSWERS)
@pytest.mark.parametrize("operation", READS, ids=str)
def test_a_wrong_answer_would_be_found(
    quiet_environment: None, operation: Operation, parts: dict[str, Any], finding: str
) -> None:
    """The same checks find what is not as the document has it."""
    fake = operation.provider.fake(api_key=KEY)
    fake.respond(operation.name, operation.provider.testing.FakeAnswer(**parts))

    with fake.serve() as base_url, pytest.raises(BaseExceptionGroup) as caught:
        example_case(operation).call_and_validate(base_url=base_url, headers=key_headers(operation.provider))

    assert any(finding.lower() in str(getattr(one, "title", one)).lower() for one in caught.value.exceptions)
