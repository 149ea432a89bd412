"""What a client finds around it: a key in quotes, no event loop, a log that is printed already."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module
from typing import Any, Final

import pytest
from support.calling import KEY, Caller
from support.providers import FIRST_OPERATIONS, LUMENFALL, PROVIDERS, Operation, Provider
from support.server import ScriptedServer, raw_answer


@pytest.mark.parametrize("key", ['"KEY"', "'KEY'", " 'KEY' ", "`KEY`", "\u201cKEY\u201d", '"KEY', "KEY'", '"Bearer KEY"', '"'])
@pytest.mark.parametrize("given", ["argument", "environment"])
@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_a_key_in_quotes_is_refused(
    monkeypatch: pytest.MonkeyPatch, mode: str, provider: Provider, key: str, given: str
) -> None:
    """A key that was copied with its quotes is refused where it is given; the message says so, and shows no key."""
    key = key.replace("KEY", KEY)
    monkeypatch.setenv(provider.key_variable, key)

    with pytest.raises(provider.error("InvalidArgumentError"), match="quotes") as caught:
        provider.client_class(mode)(key if given == "argument" else None)

    assert KEY not in f"{caught.value}{caught.value!r}"


@pytest.mark.parametrize("provider", PROVIDERS, ids=str)
def test_a_key_may_hold_a_quote_within(mode: str, provider: Provider) -> None:
    """Only what stands around the key is refused."""
    assert provider.client_class(mode)("sk-it's-mine")


def without_a_loop(coroutine: Any) -> Any:
    """Run a coroutine as another library does, to where it first waits for something."""
    try:
        coroutine.send(None)
    except StopIteration as result:
        return result.value
    coroutine.close()
    pytest.fail("it waits for something")


@pytest.mark.parametrize("own", [False, True], ids=["our connections", "a caller's client"])
@pytest.mark.parametrize("operation", FIRST_OPERATIONS, ids=str)
def test_async_clients_say_that_they_need_asyncio(
    quiet_environment: None, server: ScriptedServer, operation: Operation, own: bool
) -> None:
    """Without an event loop of asyncio, as under trio, a call is refused before anything is sent or announced."""
    caller = Caller("async")
    events: list[Any] = []
    hooks = import_module(f"{operation.provider.name}_client._runtime.http.hooks").Hooks(
        request=events.append, response=events.append
    )
    options = {"http_client": caller.http_client()} if own else {}
    client = caller.client(operation.provider, server.url, hooks=hooks, **options)

    with pytest.raises(operation.provider.error("InvalidArgumentError"), match=r"asyncio.*trio") as caught:
        without_a_loop(getattr(getattr(client, operation.resource), operation.method)(operation.example_id))
    without_a_loop(client.aclose())

    assert (caught.value.operation, caught.value.attempts) == (f"{operation.resource}.{operation.method}", 0)
    assert events == []
    assert server.connections == 0
    caller.close()


def test_a_wait_and_a_download_say_so_too(quiet_environment: None, server: ScriptedServer, tmp_path: Any) -> None:
    """So do `wait`, `create_and_wait`, `watch` and `download`, and nothing is sent or left on the disk."""
    caller = Caller("async")
    client = caller.client(LUMENFALL, server.url)
    video = {"id": "video_1", "object": "video", "created_at": 1, "status": "completed"}
    video = LUMENFALL.models.Video.from_dict({**video, "output": {"url": f"{server.url}/film"}})
    coroutines = [
        client.videos.wait("video_1"),
        client.videos.create_and_wait(model="veo", prompt="a cat"),
        anext(client.videos.watch("video_1")),
        client.videos.download("video_1", tmp_path / "film"),
        client.videos.download(video, tmp_path / "film"),
    ]

    for coroutine in coroutines:
        with pytest.raises(LUMENFALL.error("InvalidArgumentError"), match="asyncio"):
            without_a_loop(coroutine)

    assert server.connections == 0
    assert list(tmp_path.iterdir()) == []
    caller.close()


SCRIPT: Final = """
import logging, os, sys
from {package} import {client}, {root}
def configure():
    {configure}
if {before}:
    configure()
with {client}("test-key", base_url="{url}", max_retries=0) as client:
    if not {before}:
        configure()
    try:
        client.{called}({id!r})
    except {root}:
        pass
"""
ROOT: Final = 'logging.basicConfig(format="ROOT %(message)s", level={level}, stream=sys.stderr)'


def printed(operation: Operation, url: str, configure: str, *, before: bool, log: str = "debug") -> list[str]:
    """The lines that a program prints about its one attempt."""
    provider = operation.provider
    text = SCRIPT.format(
        package=f"{provider.name}_client",
        client=provider.client,
        root=provider.root_error.__name__,
        url=url,
        called=f"{operation.resource}.{operation.method}",
        id=operation.example_id,
        configure=configure,
        before=before,
    )
    run = subprocess.run(
        [sys.executable, "-c", text],
        capture_output=True,
        text=True,
        check=True,
        env={f"{provider.name.upper()}_LOG": log, "PATH": "", "PYTHONPATH": os.environ.get("PYTHONPATH", "")},
    )
    return [line for line in run.stderr.splitlines() if f"GET {operation.path} -> 404" in line]


DEBUG: Final = ROOT.replace("{level}", "logging.DEBUG")
LOGS: Final = {
    "no log": ("pass", [False]),
    "root": (DEBUG, [True]),
    "null handler": ("logging.getLogger().addHandler(logging.NullHandler())", [False]),
    "root of errors": (DEBUG + "; logging.getLogger().handlers[0].setLevel(logging.ERROR)", [False]),
    "no propagation": (DEBUG + '; logging.getLogger("PACKAGE").propagate = False', [False]),
}
"""Ways to configure logging, and whether each line that is printed comes from the root logger."""


def _configurations() -> list[Any]:
    """All configurations for the first provider; the others share them, because each case starts a process."""
    cases = [
        (configure, root, before, f"{name}-configured {'before' if before else 'after'}")
        for before in (True, False)
        for name, (configure, root) in LOGS.items()
    ]
    first, *others = FIRST_OPERATIONS
    shares = [(first, cases), *((one, cases[number :: len(others)]) for number, one in enumerate(others))]
    return [
        pytest.param(operation, configure, root, before, id=f"{operation}-{name}")
        for operation, share in shares
        for configure, root, before, name in share
    ]


@pytest.mark.parametrize(("operation", "configure", "root", "before"), _configurations())
def test_a_record_is_printed_once(
    server: ScriptedServer, operation: Operation, configure: str, root: list[bool], before: bool
) -> None:
    """`..._LOG=debug` prints each record once: through the application's own log where that has it, whenever it is set up."""
    server.script(raw_answer(b"", 404))
    configure = configure.replace("PACKAGE", f"{operation.provider.name}_client")

    lines = printed(operation, server.url, configure, before=before)

    assert [line.startswith("ROOT GET") for line in lines] == root
