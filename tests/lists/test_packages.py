"""The generated package of a provider with lists: what type checkers and users see of it."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import pytest
from support.type_checks import mypy, pyright

from .conftest import LIBRARY, PROJECT

USES = '''\
"""What a type checker says of lists."""

from typing import assert_type

from library_client import AsyncLibrary, AsyncPage, Library, Page, PaginationError, Response
from library_client.models import AsyncFlagsListPage, Book, FlagsListPage


def sync(library: Library) -> None:
    page = library.flags.list(per_page=5, max_items=10)
    assert_type(page, FlagsListPage)
    assert_type(page.items, list[Book])
    assert_type(page.notice, str | None)
    assert_type(page.next_page(), FlagsListPage | None)
    assert_type(page.has_next, bool | None)
    assert_type(page.resume_token, str)
    for book in page:
        assert_type(book, Book)
    for each in page.pages():
        assert_type(each, FlagsListPage)
    assert_type(library.offset.list(offset=5), Page[Book])
    assert_type(library.flags.list_detailed(), Response[FlagsListPage])
    any_page: Page[Book] = page
    print(any_page, PaginationError)
    library.flags.list(max_items="5")  # type: ignore[arg-type]
    library.flags.list(5)  # type: ignore[call-arg]


async def not_sync(library: AsyncLibrary) -> None:
    page = await library.flags.list()
    assert_type(page, AsyncFlagsListPage)
    async for book in library.flags.list():
        assert_type(book, Book)
    async for book in page:
        assert_type(book, Book)
    async for each in page.pages():
        assert_type(each, AsyncFlagsListPage)
    assert_type(await page.next_page(), AsyncFlagsListPage | None)
    assert_type(await library.offset.list(), AsyncPage[Book])
    assert_type(await library.flags.list_detailed(), Response[AsyncFlagsListPage])
'''


def test_the_package_and_its_uses_are_typed(generated: Path, tmp_path: Path, mypy_cache: Path) -> None:
    """Mypy accepts the package in its strict mode, and reads its types as a user would."""
    uses = tmp_path / "uses.py"
    uses.write_text(USES, encoding="utf-8")

    assert mypy(mypy_cache, tmp_path, uses, generated / "library_client", packages=str(generated)) == ""


def test_pyright_reads_the_same_types(generated: Path, tmp_path: Path) -> None:
    """Pyright's strict mode accepts the uses too."""
    text = USES.replace("type: ignore[", "pyright: ignore[")
    for rule, known in (("arg-type", "reportArgumentType"), ("call-arg", "reportCallIssue")):
        text = text.replace(f"pyright: ignore[{rule}]", f"pyright: ignore[{known}]")
    (tmp_path / "uses.py").write_text(text, encoding="utf-8")

    assert pyright(tmp_path, "uses.py", packages=str(generated)) == ""


def test_the_root_has_what_lists_need(generated: Path) -> None:
    """Pages, the error and the warning are found at the root of a package with lists."""
    del generated
    package = LIBRARY.package
    for name in ("Page", "AsyncPage", "AsyncPages", "PaginationError", "PaginationWarning"):
        assert name in package.__all__
        assert getattr(package, name).__name__ == name


def test_a_package_without_lists_has_no_code_for_them() -> None:
    """Nothing is shipped that nothing uses."""
    for folder in (PROJECT / "generated").glob("*/*_client/_runtime"):
        used = any(
            "x-pagination" in path.read_text(encoding="utf-8")
            for path in (PROJECT / "openapi" / folder.parts[-3]).glob("*.yaml")
        )
        assert (folder / "lists").exists() == used


def test_the_samples_of_the_readme_run(generated: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each Python sample of a package with lists runs against the fake, as it stands."""
    samples = re.findall(r"```python\n(.*?)```", (generated / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert any("resume_token" in sample for sample in samples)
    fake = LIBRARY.fake()
    fake.add_items("flags_list", items=[{"id": f"row_{number}"} for number in range(25)])
    with fake.serve() as base_url, contextlib.redirect_stdout(io.StringIO()) as printed:
        monkeypatch.setenv(LIBRARY.key_variable, "a-key")
        monkeypatch.setenv(LIBRARY.base_url_variable, base_url)
        for sample in samples:
            exec(compile(sample, "<README>", "exec"), {"__name__": "__main__"})  # noqa: S102  # that is the point
    assert "10 25 True" in printed.getvalue()
