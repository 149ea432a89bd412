"""A drafted operation becomes a client: once the marks are resolved, it is generated, and it works."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tools.codegen import pipeline
from tools.contract import providers
from tools.contract.findings import InputError

from .conftest import PUBLISHED, Studio

PROJECT = Path(__file__).resolve().parents[3]
ALL = tuple(
    operation["operationId"]
    for item in PUBLISHED["paths"].values()
    for method, operation in item.items()
    if method != "parameters"
)
USES = """
from acme_client import Acme
from acme_client.testing import FakeAcme

fake = FakeAcme()
with fake.client() as acme:
    project = acme.projects.get("5b0e3c9e-0f4b-4a57-9a3a-0d8a9b1f2c3d")
    print(project.name, project.status, project.created_at)
    print(acme.projects.list(per_page=5).total, fake.requests[-1].query)
    print(acme.projects.create(name="Apollo", visibility="private").id)
    print(acme.projects.delete("5b0e3c9e-0f4b-4a57-9a3a-0d8a9b1f2c3d"))
    print(acme.models.get("acme/large").id, fake.requests[-1].path)
    print(acme.projects.search(filter={"op": "and", "inner": [{"op": "or"}]}).state, fake.requests[-1].body)
"""


def resolved(text: str) -> str:
    """A draft whose marks a person has removed, without changing anything else."""
    kept: list[str] = []
    above: int | None = None
    for line in text.splitlines():
        column = len(line) - len(line.lstrip())
        if above is not None and line.strip() and column > above:
            continue
        above = column if line.lstrip().startswith("x-draft:") else None
        if above is None and "# TODO(draft)" not in line:
            kept.append(line)
    return re.sub('url: "TODO.*"', "url: https://docs.acme.test/page", "\n".join(kept)) + "\n"


def generate(studio: Studio) -> None:
    pipeline.generate(studio.folder, list(providers.load(studio.folder).values()))


@pytest.fixture
def workshop(studio: Studio) -> Studio:
    """A project that can be generated."""
    for name in ("runtime", "overlays"):
        shutil.copytree(PROJECT / name, studio.folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copyfile(PROJECT / "LICENSE", studio.folder / "LICENSE")
    return studio


def test_a_draft_is_generated_once_its_marks_are_resolved(workshop: Studio) -> None:
    """With marks, nothing is generated; without, the client's calls are answered by its fake."""
    workshop.draft(*ALL)
    with pytest.raises(InputError, match="Still a draft"):
        generate(workshop)
    workshop.file.write_text(resolved(workshop.text), encoding="utf-8")
    generate(workshop)

    done = subprocess.run(
        [sys.executable, "-c", USES],
        env={"PYTHONPATH": str(workshop.folder / "generated" / "acme")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        "Apollo active 2026-03-15 14:32:10+00:00",
        "1 (('per_page', '5'),)",
        "prj_1",
        "None",
        "mdl_7 /v1/models/acme%2Flarge",
        'found b\'{"filter":{"op":"and","inner":[{"op":"or"}]}}\'',
    ]
