"""What type checkers see of unions."""

from __future__ import annotations

import os
from pathlib import Path

from support.type_checks import mypy, pyright

USES = '''\
"""What type checkers say of unions."""

from typing import Any, assert_never, assert_type

from mailroom_client import AsyncMailroom, Mailroom, Page, Response
from mailroom_client.models import (
    Arrived,
    Delivered,
    FilterGroup,
    FilterRule,
    Folder,
    ImageBlock,
    ImagePart,
    Left,
    Returned,
    Sheet,
    TextBlock,
    TextPart,
    TripFinished,
    TripRunning,
    UnknownVariant,
)


def sync(mailroom: Mailroom) -> str:
    letter = mailroom.letters.get()
    assert_type(letter.content, str | list[TextBlock | ImageBlock | UnknownVariant])
    assert_type(letter.stamp, TextBlock | ImageBlock | UnknownVariant | None)
    assert_type(letter.by_page, dict[str, list[TextBlock | ImageBlock | UnknownVariant]] | None)
    assert_type(letter.mark, str | int | bool | list[str] | None)
    block = mailroom.letters.block()
    assert_type(block, TextBlock | ImageBlock | UnknownVariant)
    match block:
        case TextBlock():
            return block.text
        case ImageBlock():
            return block.url
        case UnknownVariant():
            assert_type(block.tag, str | None)
            assert_type(block.raw, dict[str, Any])
            return str(block.tag)
        case _:
            assert_never(block)


def others(mailroom: Mailroom) -> None:
    parcel = mailroom.parcels.get()
    assert_type(
        parcel.outcomes, Delivered | Returned | list[Delivered | Returned | UnknownVariant] | UnknownVariant | None
    )
    assert_type(mailroom.events.latest(), Arrived | Left | UnknownVariant)
    assert_type(mailroom.events.all(), Page[Arrived | Left | UnknownVariant])
    folder = mailroom.folders.get()
    assert_type(folder.folders, list[Folder] | None)
    assert_type(folder.first, Sheet | None)
    assert_type(mailroom.maps.counts().additional_properties, dict[str, int])
    assert_type(mailroom.maps.free(), dict[str, int])
    assert_type(mailroom.maps.replace(body=[1, {"a": None}]), None)
    trip = mailroom.trips.start()
    assert_type(trip, TripFinished | TripRunning)
    assert_type(mailroom.trips.start_detailed(), Response[TripFinished | TripRunning])
    if isinstance(trip, TripRunning):
        assert_type(trip.progress, float)
    else:
        assert_type(trip, TripFinished)
    assert_type(mailroom.trips.stop(), TripFinished | None)
    print(mailroom.maps.anything().whatever)


def bodies(mailroom: Mailroom) -> None:
    rules: list[FilterRule | FilterGroup] = [FilterRule(field_="a", value=1), FilterGroup(operator="or", filters=[])]
    group = FilterGroup(operator="and", filters=rules)
    mailroom.letters.create(content=[TextPart(text="a"), ImagePart(url="b")], filter=group, notes={"a": "b"})
    mailroom.letters.create(content="Dear")
    mailroom.letters.check(body=TextPart(text="a"))
    mailroom.letters.check(body=FilterRule(field_="a", value=1))  # type: ignore[arg-type]
    TextPart(type="image", text="a")  # type: ignore[arg-type]


async def not_sync(mailroom: AsyncMailroom) -> None:
    assert_type(await mailroom.letters.block(), TextBlock | ImageBlock | UnknownVariant)
    assert_type(await mailroom.trips.start(), TripFinished | TripRunning)
    assert_type(await mailroom.trips.stop(), TripFinished | None)
    async for event in mailroom.events.all():
        assert_type(event, Arrived | Left | UnknownVariant)
'''


def test_unions_are_typed(generated: Path, tmp_path: Path, mypy_cache: Path) -> None:
    """Mypy accepts both packages in its strict mode, and tells the variants and responses apart."""
    uses = tmp_path / "uses.py"
    uses.write_text(USES, encoding="utf-8")
    folders = [generated / name for name in ("mailroom", "postroom")]
    packages = [folder / f"{folder.name}_client" for folder in folders]

    assert mypy(mypy_cache, tmp_path, uses, *packages, packages=os.pathsep.join(map(str, folders))) == ""


def test_pyright_reads_the_same_types_of_unions(generated: Path, tmp_path: Path) -> None:
    """Pyright's strict mode accepts the uses too, and the modules with models and calls."""
    text = USES.replace("type: ignore[arg-type]", "pyright: ignore[reportArgumentType]")
    (tmp_path / "uses.py").write_text(text, encoding="utf-8")
    package = os.path.relpath(generated / "mailroom" / "mailroom_client", tmp_path)
    included = ["uses.py", f"{package}/models", f"{package}/api", f"{package}/pydantic_models.py"]

    assert pyright(tmp_path, *included, packages=str(generated / "mailroom")) == ""
