"""Clients of documents that say little of their jobs, or what cannot be made."""

from __future__ import annotations

import importlib
import inspect
from pathlib import Path
from typing import Any, Final

import pytest
from support.jobs import DROP, change

from tools.contract import documents
from tools.contract.findings import InputError

from .conftest import Workshop

DARKROOM: Final = Path(__file__).parents[1] / "jobs" / "darkroom.yaml"
JOB: Final = "/paths/~1prints/post/x-job"


def data(changes: dict[str, Any]) -> dict[str, Any]:
    """The document of the darkroom, changed."""
    return change(documents.load(DARKROOM), changes).data


def test_a_file_may_be_a_url_alone(workshop: Workshop, tmp_path: Path) -> None:
    """Its size, its type and when it lapses need not be known."""
    words = ("size", "content_type", "expires_at")
    workshop.add("acme", data({f"{JOB}/file/{word}": DROP for word in words}))

    workshop.generate()

    workshop.load("acme")
    fake = importlib.import_module("acme_client.testing").FakeAcme()
    fake.add_print("print_7", duration=0)
    fake.media.put("print_7", b"tiff")
    with fake.client() as client:
        print_ = client.prints.wait("print_7")
        assert client.prints.download(print_, tmp_path / "sheet").read_bytes() == b"tiff"


def test_a_job_may_be_little_but_a_start_and_an_end(workshop: Workshop) -> None:
    """Without failures, reasons, times, files, advice and a way to cancel it, its waits are there."""
    words = ("failed", "cancelled", "reason", "created_at", "file", "cancel", "poll")
    workshop.add("acme", data({f"{JOB}/{word}": DROP for word in words}))

    workshop.generate()

    package = workshop.load("acme")
    resource = package.Acme("key").prints
    assert not hasattr(resource, "download")
    assert "cancel_on_interrupt" not in inspect.signature(resource.wait).parameters


def test_a_job_is_not_called_as_the_provider(workshop: Workshop) -> None:
    """Its error would be the root of all errors; the finding stands at the job's name."""
    workshop.add("acme", data({f"{JOB}/name": "Acme"}))

    with pytest.raises(InputError) as caught:
        workshop.generate()

    (finding,) = caught.value.findings
    assert (finding.pointer, finding.reason) == (
        f"{JOB}/name",
        "`AcmeError` is the root of this provider's errors. Choose another name.",
    )
    assert finding.line is not None


def test_what_cannot_be_made_of_a_job_is_found_where_it_stands(workshop: Workshop) -> None:
    """A job whose state stands beside the envelope is out of the callers' reach."""
    conveyor = change(
        documents.load(DARKROOM.with_name("conveyor.yaml")),
        {
            "/components/schemas/RunAnswer/properties/state": {"type": ["string", "null"], "description": "How far."},
            "/paths/~1workspaces~1{workspace_id}~1runs/post/x-job/reason": ["state"],
        },
    )
    workshop.add("acme", conveyor.data, envelope="data")

    with pytest.raises(InputError) as caught:
        workshop.generate()

    (finding,) = caught.value.findings
    assert finding.pointer == "/paths/~1workspaces~1{workspace_id}~1runs/post/x-job"
    assert "stands outside of data" in finding.reason
