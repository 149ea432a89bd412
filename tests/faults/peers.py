"""The same faults with openai-python and openapi-python-client's stock output; writes `docs/peers.md`.

Run it by hand with `python -m tests.faults.peers`; it needs openai and the `codegen` group.
"""

from __future__ import annotations

import logging
import os
import platform
import sys
import tempfile
import threading
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final
from unittest.mock import patch

ROOT: Final = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

import httpx
import openai
from support.calling import KEY
from support.providers import LUMENFALL

from faults.harness import Clock
from faults.kinds import FAULTS, Fault, right_answer, running, write_authority
from tools.benchmarks import stock

PAGE: Final = ROOT / "docs" / "peers.md"
COMMAND: Final = "python -m tests.faults.peers"
PATIENCE: Final = 8.0
"""Seconds after which a call counts as endless. The longest total timeout is 0.4 s, and openai-python's longest pause is skipped."""

VIDEO: Final = LUMENFALL.operation("videos_get")
BODY: Final = right_answer(VIDEO)
CREATE: Final = {"prompt": "a cat", "model": "sora-2"}


def timeout_of(fault: Fault) -> float:
    """Seconds for a read, which are those for each phase of the others."""
    timeout = fault.options.get("timeout", 2.0)
    return float(timeout.read or 0.0) if isinstance(timeout, httpx.Timeout) else float(timeout)


def ours(fault: Fault, url: str, *, post: bool = False) -> Any:
    """Our call."""
    from faults.harness import call_of, options_of

    with VIDEO.provider.client_class("sync")(base_url=url, **options_of(fault)) as client:
        call = call_of(VIDEO, "POST" if post else "GET", client.with_options(pace=Clock().pace(VIDEO.provider)))
        return [call() for _ in range(fault.calls)][-1]


def openai_python(fault: Fault, url: str, *, post: bool = False) -> Any:
    """openai-python's call, with its default of two retries; it has no budget for the whole."""
    timeout = timeout_of(fault)
    with openai.OpenAI(api_key=KEY, base_url=f"{url}/openai/v1", timeout=timeout) as client:

        def call() -> Any:
            return client.videos.create(**CREATE) if post else client.videos.retrieve(VIDEO.example_id)  # type: ignore[arg-type]

        return [call() for _ in range(fault.calls)][-1]


def stock_output(fault: Fault, url: str) -> Any:
    """The call of the stock output, which has no retries."""
    timeout = httpx.Timeout(timeout_of(fault))
    with stock.module("client").AuthenticatedClient(url, KEY, timeout=timeout) as client:
        module = stock.module("api.videos.videos_get")
        return [module.sync(VIDEO.example_id, client=client) for _ in range(fault.calls)][-1]


def described(outcome: Any) -> str:
    """An outcome, as the table has it."""
    outcome = getattr(outcome, "parsed", outcome)
    if isinstance(outcome, BaseException):
        module = type(outcome).__module__.partition(".")[0]
        name = (
            type(outcome).__name__
            if module in ("openai", "lumenfall_client", "builtins")
            else f"{module}.{type(outcome).__name__}"
        )
        status = getattr(outcome, "status_code", None)
        return f"`{name}`" + (f" {status}" if isinstance(status, int) else "")
    if outcome is None:
        return "returns `None`"
    if isinstance(outcome, str):
        return "returns a `str`"
    extra = getattr(outcome, "additional_properties", None) or getattr(outcome, "model_extra", None) or {}
    identity = getattr(outcome, "id", None)
    if identity != VIDEO.success()["id"]:
        return f"returns a `{type(outcome).__name__}` with id {identity!r}"
    return "the answer" if extra.get("x_note") == "ü" else f"an answer to nobody: {extra.get('x_note')!r}"


def measured(fault: Fault, call: Callable[..., Any], **options: Any) -> tuple[str, int]:
    """What came of it, and how many requests the servers read."""
    found: list[Any] = []
    with running(fault, BODY) as (url, site, other):

        def run() -> None:
            try:
                found.append(call(fault, url, **options))
            except Exception as error:  # each kind is recorded
                found.append(error)

        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        thread.join(PATIENCE)
        text = described(found[0]) if found else f"no end after {PATIENCE:g} s"
        requests = (len(site.requests) if site else 0) + len(other.requests)
        if any(KEY in value for request in other.requests for value in request.headers.values()):
            text += ", and **the other origin got the key**"
    thread.join(15)
    return text, requests


def row(fault: Fault) -> str:
    """A row of the table."""
    cells = [fault.name + (" (two calls)" if fault.calls > 1 else "")]
    for call in (ours, openai_python, stock_output):
        text, requests = measured(fault, call)
        cells.append(f"{text}; {requests}")
    for call in (ours, openai_python):
        cells.append(str(measured(fault, call, post=True)[1]))
    print(" | ".join(cells), file=sys.stderr, flush=True)
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    """Measure all cases, and write the page."""
    logging.disable()
    for name in [name for name in os.environ if "proxy" in name.lower()]:
        del os.environ[name]
    with tempfile.TemporaryDirectory() as folder, patch("openai._base_client.time.sleep", lambda seconds: None):
        write_authority(Path(folder) / "authority.pem")
        os.environ["SSL_CERT_FILE"] = str(Path(folder) / "authority.pem")
        stock.generate(ROOT / "openapi" / "lumenfall" / "document.yaml", Path(folder))
        rows = [row(fault) for fault in FAULTS]
    versions = f"openai-python {version('openai')}, openapi-python-client {version('openapi-python-client')}, httpx {version('httpx')}"
    PAGE.write_text(
        "\n".join(
            [
                f"<!-- Written by `{COMMAND}`. Do not edit. -->",
                "# The same faults with other clients",
                "",
                f"Measured in one run on Python {platform.python_version()}, over real sockets on loopback: {versions}. Each cell shows",
                "the result for the caller and, after the semicolon, the number of requests that the servers read.",
                "",
                "- **Ours**: `lumenfall.videos.get(...)`. **openai-python**: `client.videos.retrieve(...)` with `base_url`.",
                "  **Stock**: `videos_get.sync(...)` of openapi-python-client's output for the same document, with its default templates.",
                "- Timeouts are the same for all: 2 s for each phase, 0.1 s if the server stalls, 5 s if it drips. If it drips, ours",
                "  also has a `total_timeout` of 0.4 s; the others have no such option. Each client has its default retries.",
                "  Pauses between attempts are skipped for all.",
                "- *Asked to follow*: our client follows redirects only on request; openai-python always does; stock does not by default.",
                "- Only our client has a limit for the size of the body (1 MB where a row says so), and for the memory that JSON takes.",
                "- **POST**: the number of requests that the server read for a call that may cost money: ours through the engine, without an",
                "  idempotency key; openai-python's through `client.videos.create(...)`.",
                "",
                "| The server | Ours | openai-python | Stock | POST, ours | POST, openai-python |",
                "|---|---|---|---|---|---|",
                *rows,
                "",
            ]
        ),
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
