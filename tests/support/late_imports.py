"""Calls of a client that can import nothing any more, beside the same calls of one that can."""

from __future__ import annotations

import base64
import json
import math
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

from support.providers import Operation, Provider
from tools.contract.extensions import JOB

SCRIPT: Final = Path(__file__).with_name("importing_process.py")

Ask: TypeAlias = Callable[["Step", str], tuple[list[str], list[str]]]
"""From a step and the server's URL to the outcome, and the modules that were looked for."""


@dataclass(frozen=True)
class Step:
    """A call, and what the provider answers to it."""

    method: str
    args: tuple[Any, ...] = ()
    keywords: tuple[tuple[str, Any], ...] = ()
    prepare: Callable[[Any], object] | None = None
    """Tells the fake what to do."""
    url: str | None = None
    """Where to send it, instead of the fake."""

    def __str__(self) -> str:
        return f"{self.method}{self.args}{dict(self.keywords)}"


@contextmanager
def process(provider: Provider, mode: str, resource: str, *, refuses: bool) -> Generator[Ask]:
    """A process that makes calls after its client and the resource are made."""
    command = [sys.executable, str(SCRIPT), provider.row.package, provider.client, mode, resource]
    paths = os.pathsep.join(path for path in sys.path if path.endswith(provider.name))
    environment = {**os.environ, "PYTHONPATH": paths}
    with subprocess.Popen(
        [*command, "refuses" if refuses else "allows"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    ) as running:
        sent, came = running.stdin, running.stdout
        assert sent is not None
        assert came is not None

        def ask(step: Step, url: str) -> tuple[list[str], list[str]]:
            pickled = base64.b64encode(pickle.dumps((step.args, dict(step.keywords)))).decode()
            options = {"max_retries": 1, "timeout": 5.0, "allow_http": True}
            sent.write(json.dumps([step.url or url, options, step.method, pickled]) + "\n")
            sent.flush()
            said, late = json.loads(came.readline())
            return [_without_chance(text, url) for text in said], late

        yield ask
        sent.close()


def _without_chance(text: str, url: str) -> str:
    """A text without what differs from run to run: the server's port, the date, and keys that are made up."""
    text = text.replace(url.rpartition(":")[2], "PORT")
    return re.sub(r"[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9a-f]{32}\b|'[Dd]ate': '[^']*'", "CHANCE", text)


def _ticking(provider: Provider) -> Any:
    """A clock that goes on by a quarter of a second whenever it is looked at."""

    class Ticking(provider.testing.VirtualClock):  # type: ignore[misc]  # the class of a provider, whichever it is
        def __call__(self) -> float:
            self.sleep(0.25)
            return float(super().__call__())

    return Ticking()


def outcomes(
    provider: Provider, mode: str, resource: str, steps: list[Step], *, refuses: bool
) -> list[tuple[str, list[str], list[str]]]:
    """What came of each step, with a fake that begins anew."""
    fake = provider.fake(clock=_ticking(provider))
    found: list[tuple[str, list[str], list[str]]] = []
    with fake.serve() as url, process(provider, mode, resource, refuses=refuses) as ask:
        for step in steps:
            if step.prepare is not None:
                step.prepare(fake)
            found.append((str(step), *ask(step, url)))
    return found


def operation_steps(operation: Operation) -> Iterator[Step]:
    """All documented answers, answers that nobody documented, arguments that cannot be sent, and no server at all."""
    ids, keywords = operation.example_ids, tuple(operation.keywords.items())
    names = list(dict.fromkeys(name for _, name, _ in operation.examples()))
    answer = type(operation.provider.fake.operations[0].success())
    others = [
        *(answer(status, {"error": {"message": "no", "code": "X"}}) for status in (302, 400, 403, 404, 429, 500, 524)),
        *(answer(200, content=content) for content in (b"<html>", b"\xff\xfe{\x00}\x00", b"[]", b"")),
        answer(429, {}, headers={"retry-after": "Wed, 21 Oct 2026 07:28:00 GMT"}),
        answer(200, {}, headers={"content-encoding": "gzip"}),
        answer(503, content="größer".encode("latin-1"), headers={"content-type": "text/plain; charset=iso-8859-15"}),
    ]
    for method in (operation.method, f"{operation.method}_detailed"):
        for each in (*names, *others):
            yield Step(method, ids, keywords, lambda fake, each=each: fake.respond(operation.name, each, each))
        yield Step(method, (*ids[:-1], "..") if ids else ids, (*keywords, ("no_such_argument", 1)))
        for url in ("http://localhost:9", "https://localhost:9", "http://127.0.0.1:9"):
            yield Step(method, ids, keywords, url=url)
    if ids:
        yield Step(operation.method, (*ids[:-1], ".."))


def job_steps(provider: Provider, operation: Operation, folder: Path) -> Iterator[Step]:
    """A job that `operation` starts, in each of its lives, waited for in each way."""
    words = operation.node[JOB]
    noun = re.sub(r"(?<!^)(?=[A-Z])", "_", words["name"]).lower()
    look = provider.operation(words["look"]["operation"])
    ids, keywords = look.example_ids, tuple(operation.keywords.items())
    start, start_and_wait = operation.example_ids, f"{operation.method}_and_wait"
    lives = [word for word in ("completed", "failed", "cancelled") if word in words]

    def add(**options: Any) -> Callable[[Any], object]:
        return lambda fake: getattr(fake, f"add_{noun}")(*ids, **options)

    def plan(**options: Any) -> Callable[[Any], object]:
        return lambda fake: getattr(fake, f"plan_{noun}")(**options)

    interrupted = (("on_update", "interrupt"), *((("cancel_on_interrupt", True),) if "cancel" in words else ()))
    several = [ids if len(ids) > 1 else ids[0]]
    for outcome in lives:
        for seconds in (0, 3):
            life = {"outcome": outcome, "duration": seconds}
            yield Step("wait", ids, (), add(**life))
            yield Step("watch", ids, (), add(**life))
            yield Step("wait_all", (several,), (), add(**life))
            yield Step(start_and_wait, start, keywords, plan(**life))
            if "file" in words:
                yield Step("download", (ids[0], str(folder / "file")), (("overwrite", True),), add(**life))
    for method, args, more, prepare in (
        ("wait", ids, (), add),
        ("watch", ids, (), add),
        ("wait_all", (several,), (), add),
        (start_and_wait, start, keywords, plan),
    ):
        yield Step(method, args, (*more, ("timeout", 5)), prepare(duration=math.inf))
        if method != "watch":
            told = interrupted[:1] if method == "wait_all" else interrupted
            yield Step(method, args, (*more, *told), prepare(duration=math.inf))
        yield Step(method, args, (*more, ("timeout", -1)))
        yield Step(method, args, (*more, ("policy", "none")))
        yield Step(method, args, more, url="http://localhost:9")
    yield Step(start_and_wait, start, (*keywords, ("no_such_argument", 1)))
    yield Step(start_and_wait, start, (*keywords, ("mode", 1)))
    yield Step(start_and_wait, start)
    yield Step("wait", tuple("unknown" if isinstance(one, str) else one + 1 for one in ids))
    yield Step("wait", ("..",) * len(ids))
    if "file" not in words:
        return
    for options in ({}, {"overwrite": True, "on_progress": "interrupt"}, {"total_timeout": 1e-9, "overwrite": True}):
        yield Step("download", (ids[0], str(folder / "file")), tuple(options.items()), add(duration=0))
    yield Step("download", (ids[0], str(folder / "none" / "file")), (), add(duration=0))
    yield Step("download", ("unknown", str(folder / "new")))
    yield Step("download", (ids[0], str(folder / "new")), (), url="http://localhost:9")


def resource_steps(provider: Provider, resource: str, folder: Path) -> Iterator[Step]:
    """All that can be done with a resource."""
    for operation in provider.operations:
        if operation.resource == resource:
            yield from operation_steps(operation)
            if JOB in operation.node:
                yield from job_steps(provider, operation, folder)


def assert_nothing_is_imported(provider: Provider, mode: str, resource: str, steps: list[Step], folder: Path) -> None:
    """Each step ends as it does where everything can be imported, and nothing was even looked for."""
    cut = outcomes(provider, mode, resource, steps, refuses=True)
    for left in folder.iterdir():  # what was downloaded
        left.unlink()
    free = outcomes(provider, mode, resource, steps, refuses=False)

    wrong = [(one, other) for one, other in zip(cut, free, strict=True) if one[1] != other[1] or one[2]]
    assert not wrong, wrong
