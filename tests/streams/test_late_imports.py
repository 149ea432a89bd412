"""Resources with streams load all that they need when they are first used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.late_imports import Step, assert_nothing_is_imported

from .conftest import TALKER


@pytest.mark.parametrize("mode", ["sync", "async"])
def test_a_stream_imports_nothing_after_its_resource(generated: Path, mode: str, tmp_path: Path) -> None:
    """Events, failures before and after the first of them, and other responses are alike where every import fails."""
    del generated  # it is on the path
    answer, failure = TALKER.testing.FakeAnswer, TALKER.testing.FakeFailure
    answers = [
        "shown",
        "unauthorized",
        answer(503, {"error": "busy"}),
        answer(200, {"text": "no stream"}),
        answer(200, content=b"\xff", headers={"content-type": "text/event-stream", "content-encoding": "gzip"}),
        answer(events=[{"text": "a"}, {"error": {"message": "no"}}]),
        answer(events=[{"text": 5}]),
        answer(events=[b"data: \xff\n\n"]),
        failure.cut(events=1),
        failure.reset(),
        failure.slow(0.01),
    ]

    def respond(each: Any) -> Callable[[Any], object]:
        return lambda fake: fake.respond("chat_stream", each, each)

    steps = [Step("stream", (), (("model", "m"),), respond(each)) for each in answers]
    steps += [Step("stream", (), (("model", "m"),), url="http://127.0.0.1:9"), Step("stream")]

    assert_nothing_is_imported(TALKER, mode, "chat", steps, tmp_path)
