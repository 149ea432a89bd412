"""Once a client and its resource are there, nothing more is imported: no error of a call becomes an ImportError.

A service may run for weeks. Meanwhile its packages may be replaced on disk, or its descriptors may run out.
"""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from support.calling import KEY
from support.late_imports import Step, assert_nothing_is_imported, resource_steps
from support.providers import FIRST_OPERATIONS, LUMENFALL, PROVIDERS, Operation, Provider

from faults.harness import MODES, options_of
from faults.kinds import FAULTS, THE_ANSWER, WALL_START, Fault, right_answer, running

pytestmark = pytest.mark.usefixtures("trusting")

# A process that has imported the package alone. Its imports fail from the first line that it reads.
_CHILD: Final = """
import json, pickle, sys
from time import monotonic
import {package} as package

class Blocked:
    def find_spec(self, name, path=None, target=None):
        raise ImportError(f"{{name}} is imported too late")

async def no_pause(seconds):
    pass

def pace(client):
    return type(client._engine.pace)(
        clock=monotonic, wall_clock=lambda: {wall_start}, sleep=lambda seconds: None, async_sleep=no_pause,
        chance=lambda: 1.0,
    )

def said(outcome):
    if not isinstance(outcome, BaseException):
        return "{the_answer}"
    name = f"`{{type(outcome).__name__}}`"
    if not isinstance(outcome, package.{client}Error):
        return f"foreign: {{outcome!r}}"
    outcome.as_curl()
    if isinstance(outcome, package.APIConnectionError):
        return f"{{name}}, {{'maybe delivered' if outcome.maybe_delivered else 'not sent'}}"
    return f"{{name}}, {{outcome.status_code}}" if isinstance(outcome, package.APIStatusError) else name

def sync(url, options, calls):
    with package.{client}(base_url=url, **options) as client:
        try:
            for _ in range(calls):
                outcome = client.with_options(pace=pace(client)).{resource}.get({example!r})
        except Exception as error:
            return said(error)
        return said(outcome)

async def asynchronous(url, options, calls):
    async with package.Async{client}(base_url=url, **options) as client:
        try:
            for _ in range(calls):
                outcome = await client.with_options(pace=pace(client)).{resource}.get({example!r})
        except Exception as error:
            return said(error)
        return said(outcome)

if {mode!r} == "sync":
    work = sync
    package.{client}("key").{resource}
else:
    from asyncio import Runner
    runner = Runner()
    work = lambda *arguments: runner.run(asynchronous(*arguments))
    package.Async{client}("key").{resource}
sys.meta_path.insert(0, Blocked())
for line in sys.stdin:
    url, options, calls = json.loads(line)
    print(json.dumps(work(url, pickle.loads(bytes.fromhex(options)), calls)), flush=True)
"""


@contextmanager
def child(operation: Operation, mode: str) -> Generator[Callable[[str, Fault], Any]]:
    """A process that makes calls against a fault, and says what came of them as the table of faults does."""
    provider = operation.provider
    script = _CHILD.format(
        package=f"{provider.name}_client",
        client=provider.client,
        resource=operation.resource,
        example=operation.example_id,
        mode=mode,
        the_answer=THE_ANSWER,
        wall_start=WALL_START,
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None

        def call(url: str, fault: Fault) -> Any:
            assert process.stdin is not None
            assert process.stdout is not None
            options = pickle.dumps({**options_of(fault), "api_key": KEY}).hex()
            process.stdin.write(json.dumps([url, options, fault.calls]) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield call
        process.stdin.close()


def _shares() -> list[Any]:
    """Each provider with its faults: the first one with all of them, which the others share. All use one engine."""
    first, *others = FIRST_OPERATIONS
    shares = [(first, FAULTS), *((one, FAULTS[number :: len(others)]) for number, one in enumerate(others))]
    return [pytest.param(*share, id=str(share[0].provider)) for share in shares]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("operation", "faults"), _shares())
def test_faults_end_alike_where_nothing_can_be_imported(
    operation: Operation, faults: tuple[Fault, ...], mode: str
) -> None:
    """Each fault ends in the answer or the error that the table promises, though every import fails."""
    right = right_answer(operation)
    wrong: list[tuple[str, str]] = []
    with child(operation, mode) as call:
        for fault in faults:
            with running(fault, right) as (url, _, _other):
                got = call(url, fault)
            if got != fault.gets:
                wrong.append((fault.name, got))

    assert wrong == []


@pytest.fixture
def downloads(tmp_path: Path) -> Path:
    """A folder for files."""
    folder = tmp_path / "downloads"
    folder.mkdir()
    return folder


RESOURCES: Final = tuple(
    (provider, resource)
    for provider in PROVIDERS
    for resource in dict.fromkeys(operation.resource for operation in provider.operations)
)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("provider", "resource"), RESOURCES, ids=str)
def test_a_resource_imports_nothing_after_its_first_use(
    provider: Provider, resource: str, mode: str, downloads: Path
) -> None:
    """Its operations, waits and downloads, and each of their errors, are alike where every import fails."""
    steps = list(resource_steps(provider, resource, downloads))

    assert_nothing_is_imported(provider, mode, resource, steps, downloads)


@pytest.mark.parametrize("mode", MODES)
def test_an_overlay_imports_nothing_after_its_resource(mode: str, downloads: Path) -> None:
    """Estimates and notifications, right ones and wrong ones."""
    fake = LUMENFALL.fake()
    order = (("model", "sora-2"), ("prompt", "a cat"))
    headers = LUMENFALL.package.webhooks.sign(b"{}", fake.webhook_secret, message_id="m", timestamp=WALL_START)
    unwraps = [
        Step("unwrap", (body, sent, fake.webhook_secret))
        for body, sent in ((b"{}", headers), (b"[]", headers), (b"{}", {}), ("\ud800", headers), (5, headers))
    ]

    estimates = [Step("estimate", (), given) for given in (order, order[:1], (("promt", 1),))]

    assert_nothing_is_imported(LUMENFALL, mode, "videos", estimates, downloads)
    assert_nothing_is_imported(LUMENFALL, mode, "webhooks", [*unwraps, Step("unwrap", (b"", headers, "x"))], downloads)
