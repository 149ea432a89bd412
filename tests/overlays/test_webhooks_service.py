"""The service of docs/webhooks.md, and its own tests."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
from support.calling import Caller
from support.documents import ROOT
from support.providers import LUMENFALL
from support.type_checks import mypy

PAGE = ROOT / "docs" / "webhooks.md"


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """The page's samples as the files that they are said to be."""
    samples = re.findall(r"```python\n# (\S+)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    for name, code in samples:
        (tmp_path / name).write_text(code, encoding="utf-8")
    return {name: tmp_path / name for name, _ in samples}


def run_tests(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a folder's tests as its user would."""
    command = [sys.executable, "-m", "pytest", "-q", "-W", "error", "-p", "no:cacheprovider", "--rootdir", str(folder)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path or str(ROOT) for path in sys.path)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_the_pages_tests_pass(files: dict[str, Path], tmp_path: Path) -> None:
    """The tests that the page shows pass as they stand, with nothing else around, and warn of nothing."""
    done = run_tests(tmp_path)

    assert list(files) == ["service.py", "test_service.py"]
    assert done.returncode == 0, done.stdout + done.stderr
    assert "5 passed" in done.stdout


def test_a_clock_that_begins_in_2023(files: dict[str, Path], tmp_path: Path) -> None:
    """Without `started_at` the service refuses, as the page says."""
    test = files["test_service.py"]
    test.write_text(test.read_text(encoding="utf-8").replace("started_at=time.time()", ""), encoding="utf-8")

    done = run_tests(tmp_path)

    assert "assert 400 == 204" in done.stdout
    assert "1 failed, 4 passed" in done.stdout


def test_the_samples_type_check(files: dict[str, Path], tmp_path: Path, mypy_cache: Path) -> None:
    """Who checks types strictly can take the samples as they are."""
    assert mypy(mypy_cache, tmp_path, *files, packages=str(ROOT / "generated" / "lumenfall")) == ""


@pytest.mark.parametrize("mode", ["async"], indirect=True)
def test_the_service_is_told(files: dict[str, Path], caller: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    """What Lumenfall signed is taken, once or twice; what it did not is answered with 400, and why."""
    service: dict[str, Any] = {"__name__": "service"}
    exec(compile(files["service.py"].read_text(encoding="utf-8"), "service.py", "exec", dont_inherit=True), service)  # noqa: S102  # that is the point
    fake = LUMENFALL.fake()
    fake.plan_video(queued_for=0, duration=0)

    async def order() -> str:
        async with fake.async_client() as client:
            url = "https://yourapp.com/hooks/lumenfall/job_1"
            await client.videos.create(model="sora-2", prompt="A capybara", webhook_url=url)
            return (await client.webhooks.get_secret()).key

    monkeypatch.setenv("LUMENFALL_WEBHOOK_SECRET", caller.result(order()))
    [hook] = fake.due_webhooks()
    altered = hook.body + b" "

    async def post() -> list[httpx.Response]:
        transport = httpx.ASGITransport(app=service["app"])
        sent = [(hook.body, hook.headers), (hook.body, hook.headers), (altered, hook.headers), (hook.body, {})]
        async with httpx.AsyncClient(transport=transport) as http:
            return [await http.post(hook.url, content=body, headers=dict(headers)) for body, headers in sent]

    answers = caller.result(post())

    assert [answer.status_code for answer in answers] == [204, 204, 400, 400]
    assert "no signature" in answers[2].text
    assert service["ended"] == {"job_1": "video.completed"}
