"""The generated package of a provider with files: what type checkers and users see of it."""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest
from support.type_checks import mypy, pyright

from .conftest import PHOTOLAB, Desk

PROJECT: Final = Path(__file__).resolve().parents[2]

USES = '''\
"""What a type checker says of files."""

from collections.abc import AsyncIterator, Iterator
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, assert_type

from photolab_client import AsyncBinaryResponse, AsyncPhotolab, BinaryResponse, Photolab, File
from photolab_client.models import Receipt
from photolab_client.types import FileInput


def sync(photolab: Photolab, path: Path, paths: list[Path], file: BinaryIO) -> None:
    assert_type(photolab.pictures.upload(picture=path), Receipt)
    photolab.pictures.upload(picture=b"bytes")
    photolab.pictures.upload(picture=BytesIO(b"bytes"))
    photolab.pictures.upload(picture=File(file, name="a.png", content_type="image/png"))
    with path.open("rb") as opened:
        photolab.tracks.put("t_1", body=opened)
    photolab.pictures.edit(image=paths, prompt="p", mask=file)
    given: FileInput = path
    photolab.pictures.edit(image=[given, b"", file, File(path)], prompt="p")
    with photolab.speech.create(text="a") as speech:
        assert_type(speech, BinaryResponse)
        assert_type(speech.read(), bytes)
        assert_type(speech.iter_bytes(), Iterator[bytes])
        assert_type(speech.save("a", overwrite=True), Path)
        assert_type(speech.content_type, str | None)
    assert_type(photolab.tracks.get("t_1").read(), bytes)
    photolab.pictures.upload(picture="a.png")  # type: ignore[arg-type]
    photolab.pictures.upload(picture=path.open())  # type: ignore[arg-type]


async def not_sync(photolab: AsyncPhotolab, path: Path) -> None:
    assert_type(await photolab.pictures.upload(picture=path), Receipt)
    async with photolab.speech.create(text="a") as speech:
        assert_type(speech, AsyncBinaryResponse)
        assert_type(await speech.read(), bytes)
        assert_type(speech.iter_bytes(), AsyncIterator[bytes])
        assert_type(await speech.save("a"), Path)
    assert_type(await photolab.tracks.get("t_1"), AsyncBinaryResponse)
'''


def test_the_package_and_its_uses_are_typed(generated: Path, tmp_path: Path, mypy_cache: Path) -> None:
    """Mypy accepts the package in its strict mode, and reads its types as a user would."""
    uses = tmp_path / "uses.py"
    uses.write_text(USES, encoding="utf-8")

    assert mypy(mypy_cache, tmp_path, uses, generated / "photolab_client", packages=str(generated)) == ""


def test_pyright_reads_the_same_types(generated: Path, tmp_path: Path) -> None:
    """Pyright's strict mode accepts the uses too."""
    text = USES.replace("type: ignore[arg-type]", "pyright: ignore[reportArgumentType]")
    (tmp_path / "uses.py").write_text(text, encoding="utf-8")

    assert pyright(tmp_path, "uses.py", packages=str(generated)) == ""


def test_what_returns_a_file_has_no_detailed_twin(desk: Desk) -> None:
    """A binary response has the status and the headers itself; other methods keep their twin."""
    client: Any = PHOTOLAB.client_class(desk.mode)

    methods = {name: vars(type(getattr(client(api_key="k"), name))) for name in ("speech", "pictures")}

    assert "create" in methods["speech"]
    assert "create_detailed" not in methods["speech"]
    assert "upload_detailed" in methods["pictures"]
    assert "_detailed" not in client.speech.func.__doc__


def test_a_package_without_files_has_no_code_for_them() -> None:
    """Nothing is shipped that nothing uses."""
    for folder in (PROJECT / "generated").glob("*/*_client/_runtime"):
        text = "".join(path.read_text("utf-8") for path in (PROJECT / "openapi" / folder.parts[-3]).glob("*.yaml"))
        assert (folder / "files" / "multipart.py").exists() == ("multipart/form-data:" in text)


def test_sync_programs_do_not_import_asyncio_for_files(generated: Path) -> None:
    """A sync call that sends and returns files loads no module of the async client."""
    code = (
        "import sys; from photolab_client import Photolab\n"
        "photolab = Photolab(api_key='k'); photolab.speech; photolab.pictures; photolab.tracks\n"
        "print([name for name in sys.modules if 'async_' in name or name == 'asyncio'])"
    )
    environment = {**os.environ, "PYTHONPATH": str(generated)}

    found = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True, cwd=generated
    )

    assert found.stdout.strip() == "[]"


def test_the_samples_of_the_readme_run(
    generated: Path, tmp_path: Path, quiet_environment: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each Python sample of a package with files runs against the fake, as it stands."""
    del quiet_environment
    samples = re.findall(r"```python\n(.*?)```", (generated / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert any("Path(" in sample for sample in samples)
    assert any(".save(" in sample for sample in samples)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.png").write_bytes(b"\x89PNG")
    with PHOTOLAB.fake().serve() as base_url, contextlib.redirect_stdout(io.StringIO()) as printed:
        monkeypatch.setenv(PHOTOLAB.key_variable, "a-key")
        monkeypatch.setenv(PHOTOLAB.base_url_variable, base_url)
        for sample in samples:
            exec(compile(sample, "<README>", "exec"), {"__name__": "__main__"})  # noqa: S102  # that is the point
    assert "a.png" in printed.getvalue()
