"""The generated package of a provider with streams: what type checkers and users see of it."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest
from support.type_checks import mypy, pyright

from .conftest import PROJECT, TALKER

USES = '''\
"""What a type checker says of streams."""

from typing import assert_type

from talker_client import AsyncEventStream, AsyncTalker, EventStream, ServerSentEvent, Talker
from talker_client.models import ChatStreamArguments, Delta, Line
from talker_client.testing import FakeAnswer, FakeFailure, FakeTalker


def sync(talker: Talker) -> None:
    with talker.chat.stream(model="m_1") as events:
        assert_type(events, EventStream[Delta])
        assert_type(events.status_code, int)
        assert_type(events.request_id, str | None)
        assert_type(events.is_complete, bool)
        for event in events:
            assert_type(event, Delta)
    for line in talker.logs.follow("l_1"):
        assert_type(line, Line)
    assert_type(list(talker.news.watch()), list[ServerSentEvent])
    arguments: ChatStreamArguments = {"model": "m_1"}
    talker.chat.stream(**arguments).close()
    talker.chat.stream(model="m_1", stream=False)  # type: ignore[call-arg]
    talker.tasks.watch(model=1)  # type: ignore[arg-type]
    FakeTalker().respond("chat_stream", FakeAnswer(events=[{"text": "a"}]), FakeFailure.cut(events=1))


async def not_sync(talker: AsyncTalker) -> None:
    async with talker.chat.stream(model="m_1") as events:
        assert_type(events, AsyncEventStream[Delta])
        async for event in events:
            assert_type(event, Delta)
    assert_type([event async for event in talker.news.watch()], list[ServerSentEvent])
    await talker.logs.follow("l_1").aclose()
'''


def test_the_package_and_its_uses_are_typed(generated: Path, tmp_path: Path, mypy_cache: Path) -> None:
    """Mypy accepts the package in its strict mode, and reads its types as a user would."""
    uses = tmp_path / "uses.py"
    uses.write_text(USES, encoding="utf-8")

    assert mypy(mypy_cache, tmp_path, uses, generated / "talker_client", packages=str(generated)) == ""


def test_pyright_reads_the_same_types(generated: Path, tmp_path: Path) -> None:
    """Pyright's strict mode accepts the uses, the resources and the code of streams too."""
    text = USES.replace("type: ignore[", "pyright: ignore[")
    for rule, known in (("arg-type", "reportArgumentType"), ("call-arg", "reportCallIssue")):
        text = text.replace(f"pyright: ignore[{rule}]", f"pyright: ignore[{known}]")
    (tmp_path / "uses.py").write_text(text, encoding="utf-8")
    package = generated / "talker_client"
    checked = ["uses.py", *(str(package / part) for part in ("api", "_runtime/streams", "_runtime/testing"))]

    assert pyright(tmp_path, *checked, packages=str(generated)) == ""


def test_the_root_has_what_streams_need(generated: Path) -> None:
    """The classes of streams are found at the root of a package that has some, and among its types."""
    del generated
    package = TALKER.package
    for name in ("AsyncEventStream", "EventStream", "ServerSentEvent"):
        for module in (package, package.types):
            assert name in module.__all__
            assert getattr(module, name).__name__ == name


def test_streams_have_no_detailed_twin(generated: Path) -> None:
    """A stream has the facts of its response itself."""
    del generated
    for mode in ("sync", "async"):
        client = TALKER.client_class(mode)("k")
        assert hasattr(client.chat, "create_detailed")
        assert not hasattr(client.chat, "stream_detailed")


def test_a_package_without_streams_has_no_code_for_them() -> None:
    """Nothing is shipped that nothing uses."""
    for folder in (PROJECT / "generated").glob("*/*_client/_runtime"):
        used = any(
            "text/event-stream" in path.read_text(encoding="utf-8")
            for path in (PROJECT / "openapi" / folder.parts[-3]).glob("document.yaml")
        )
        assert (folder / "streams").exists() == used


def test_the_samples_of_the_readme_run(generated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each Python sample of a package with streams runs against the fake, as it stands."""
    samples = re.findall(r"```python\n(.*?)```", (generated / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert any("async for event" in sample for sample in samples)
    with TALKER.fake().serve() as base_url, contextlib.redirect_stdout(io.StringIO()) as printed:
        monkeypatch.setenv(TALKER.key_variable, "a-key")
        monkeypatch.setenv(TALKER.base_url_variable, base_url)
        for sample in samples:
            exec(compile(sample, "<README>", "exec"), {"__name__": "__main__"})  # noqa: S102  # that is the point
    assert "Delta(text=' upon')\n" in printed.getvalue()
    assert "200 r_1\n" in printed.getvalue()
