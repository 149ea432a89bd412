"""The fakes answer operations with unions, and the samples in the packages' READMEs run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from support.calling import Caller
from support.providers import Provider

from .mailroom import ANSWERS, BODIES, FOUND, LETTER, PAGED


def test_each_operation_is_answered(provider: Provider, caller: Caller) -> None:
    """Each response of an operation can be chosen; without examples, it is made from the schema, with right tags."""
    fake = provider.fake()
    client = fake.client() if caller.mode == "sync" else fake.async_client()
    for name in ANSWERS:
        tag, _, method = name.partition("_")
        arguments: dict[str, Any] = {"body": {"type": "text", "text": "Dear"}} if name in BODIES else {}
        if name == FOUND:
            arguments = {"letter_id": LETTER["id"]}
        if name == "letters_create":
            model = provider.models.LetterOrder
            arguments = {"body": model(content="Dear")} if provider.name == "postroom" else {"content": "Dear"}
        found = caller.result(getattr(getattr(client, tag), method)(**arguments))
        items = getattr(found, "items", found) if name == PAGED else [found]

        assert all(type(one).__name__ != "UnknownVariant" for one in items), name
        if name == "letters_get":
            assert type(found.stamp).__name__ in ("TextBlock", "ImageBlock")
        if name == "folders_tree":
            assert type(found).__name__ == "Branch"


def test_the_sample_of_the_readme_runs(generated: Path, provider: Provider) -> None:
    """The README of a package with variants shows how to tell them apart, with names that exist."""
    text = (generated / provider.name / "README.md").read_text(encoding="utf-8")
    sample = re.findall(r"```python\n(.*?)```", text.partition("## Variants")[2], re.DOTALL)[0]
    names: dict[str, Any] = {}
    exec(compile(sample, "<README>", "exec"), names)  # noqa: S102  # that is the point
    unknown = provider.models.UnknownVariant(tag="video", raw={"type": "video"})

    assert names["describe"](unknown) == "video, which is new: {'type': 'video'}"


def test_a_package_without_variants_has_no_code_for_them() -> None:
    """Nothing is shipped that nothing uses."""
    for folder in Path(__file__).resolve().parents[2].glob("generated/*/*_client"):
        text = "".join(path.read_text(encoding="utf-8") for path in folder.glob("[am]*/*.py"))
        assert (folder / "_runtime" / "values" / "variants.py").exists() == ("values.variants" in text)
