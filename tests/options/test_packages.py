"""The generated packages: what type checkers and users see of options, keys and deprecated operations."""

from __future__ import annotations

import contextlib
import io
import os
import re
from pathlib import Path

import pytest
from support.type_checks import mypy, pyright

from .conftest import KEYS, PROJECT

USES = '''\
"""What a type checker says of options, keys and deprecated operations."""

from typing import assert_type

from commons_client import AsyncCommons, Commons
from forge_client import UNSET, AsyncForge, Forge
from forge_client.models import Piece
from forge_client.testing import FakeForge


def sync(forge: Forge) -> None:
    assert_type(Forge("key", master_key="master", replay="mock", guild="smiths", seal=None, strikes=5), Forge)
    assert_type(forge.with_options(replay="mock", strikes=None, seal=UNSET), Forge)
    assert_type(forge.pieces.get("piece_1", replay="off", strikes=UNSET, seal=None), Piece)
    assert_type(forge.pieces.create(steel="soft", guild="smiths"), Piece)
    assert_type(FakeForge().client(replay="mock", master_key="any"), Forge)
    assert_type(Commons(replay="mock").pieces.get("piece_1").id, str)
    forge.pieces.get("piece_1", strikes="5")  # type: ignore[arg-type]
    forge.with_options(strikes="5")  # type: ignore[arg-type]
    Forge("key", replay=5)  # type: ignore[arg-type]
    Commons("key")  # type: ignore[call-arg]
    forge.fires.look(replay="mock")  # type: ignore[call-arg]
    forge.pieces.old()  # type: ignore[deprecated]
    forge.pieces.list_detailed()  # type: ignore[deprecated]


async def not_sync(forge: AsyncForge) -> None:
    assert_type(forge.with_options(replay="mock"), AsyncForge)
    assert_type(await forge.pieces.get("piece_1", replay="off"), Piece)
    assert_type((await AsyncCommons(replay=None).fires.smell()).id, str)
    await forge.pieces.old()  # type: ignore[deprecated]
    forge.pieces.list()  # type: ignore[deprecated]
'''

PYRIGHT = {"arg-type": "reportArgumentType", "call-arg": "reportCallIssue", "deprecated": "reportDeprecated"}


def test_the_packages_and_their_uses_are_typed(generated: Path, tmp_path: Path, mypy_cache: Path) -> None:
    """Mypy accepts the packages in its strict mode, and reports wrong types and deprecated methods."""
    uses = tmp_path / "uses.py"
    uses.write_text(f'# mypy: enable-error-code="deprecated"\n{USES}', encoding="utf-8")
    folders = [generated / name for name in ("forge", "commons")]
    packages = [folder / f"{folder.name}_client" for folder in folders]

    assert mypy(mypy_cache, tmp_path, uses, *packages, packages=os.pathsep.join(map(str, folders))) == ""


def test_pyright_reads_the_same_types(generated: Path, tmp_path: Path) -> None:
    """Pyright's strict mode accepts the modules and their uses too."""
    text = USES.replace("type: ignore[", "pyright: ignore[")
    for rule, known in PYRIGHT.items():
        text = text.replace(f"pyright: ignore[{rule}]", f"pyright: ignore[{known}]")
    (tmp_path / "uses.py").write_text(text, encoding="utf-8")
    modules = [str(generated / "forge" / "forge_client" / name) for name in ("client.py", "api/pieces.py")]

    assert (
        pyright(
            tmp_path,
            "uses.py",
            *modules,
            packages=os.pathsep.join(str(generated / name) for name in ("forge", "commons")),
        )
        == ""
    )


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # the sample of a list uses a deprecated one
@pytest.mark.parametrize("name", ["forge", "commons"])
def test_the_samples_of_the_readme_run(generated: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Each Python sample runs against the fake, as it stands."""
    readme = (generated / name / "README.md").read_text(encoding="utf-8")
    samples = re.findall(r"```python\n(.*?)```", readme, re.DOTALL)
    assert any("(replay=None)" in sample for sample in samples)
    testing = __import__(f"{name}_client.testing", fromlist=["testing"])
    fake = getattr(testing, f"Fake{name.title()}")()
    with fake.serve() as base_url, contextlib.redirect_stdout(io.StringIO()):
        monkeypatch.setenv(f"{name.upper()}_BASE_URL", base_url)
        if name == "forge":
            monkeypatch.setenv("FORGE_API_KEY", KEYS["api_key"])
        for sample in samples:
            exec(compile(sample, "<README>", "exec"), {"__name__": "__main__"})  # noqa: S102  # that is the point


def test_the_readme_says_which_keys_there_are(generated: Path) -> None:
    """The further key with its variable; and that an API needs none."""
    forge, commons = ((generated / name / "README.md").read_text(encoding="utf-8") for name in ("forge", "commons"))

    assert "| `master_key` | `FORGE_MASTER_KEY` | `X-Forge-Master: <key>` |" in forge
    assert "| `replay` | `X-Forge-Replay` | The value of X-Forge-Replay. |" in forge
    assert "The API needs no key." in commons
    assert "COMMONS_API_KEY" not in commons


def test_a_package_without_them_has_no_code_for_them() -> None:
    """Nothing is shipped that nothing uses."""
    for folder in (PROJECT / "generated").glob("*/*_client"):
        documents = [
            path.read_text(encoding="utf-8") for path in (PROJECT / "openapi" / folder.parts[-2]).glob("*.yaml")
        ]
        for module, word in (("http/client_options.py", "x-client-option:"), ("deprecation.py", "deprecated: true")):
            assert (folder / "_runtime" / module).exists() == any(word in text for text in documents)
