"""Lists of every scheme are read whole: each item once, in order, and to an end, whatever happens meanwhile."""

from __future__ import annotations

import base64
import importlib
import json
import sys
import threading
import warnings
from pathlib import Path
from typing import Any

import httpx
import pytest
from support.calling import Caller

from .conftest import LIBRARY, Reading
from .library import KINDS, WITH_PAGES, Library

pytestmark = pytest.mark.usefixtures("generated")

NUMBERED = ["flags", "totals", "zero", "offset", "counted"]
"""The schemes that count: what is inserted before a page moves the items behind it."""
KNOWS_IDS = [name for name in WITH_PAGES if "item_id" in KINDS[name].words]
KNOWS_TOTAL = ["flags", "totals", "counted"]


@pytest.mark.parametrize("name", WITH_PAGES)
@pytest.mark.parametrize("number", [0, 1, 9, 10, 11, 100, 10_000])
def test_a_list_is_read_whole(caller: Caller, name: str, number: int) -> None:
    """Each item comes once and in order, and the requests are as many as the scheme needs to see the end."""
    library = Library.of(number)
    size = {KINDS[name].words.get("size", "limit"): 1000} if number == 10_000 else {}

    assert Reading(caller, library).ids(name, **size) == library.ids
    assert len(library.requests) <= number / (1000 if size else 10) + 3


@pytest.mark.parametrize("name", WITH_PAGES)
def test_items_that_are_added_at_the_end_are_read_too(caller: Caller, name: str) -> None:
    """What is added behind while the list is read comes with the later pages."""

    def between(library: Library, number: int) -> None:
        if number in (2, 3):
            library.books += [{"id": f"new_{number}_{index}"} for index in range(7)]

    library = Library.of(30)
    library.between = between

    assert Reading(caller, library).ids(name) == library.ids


@pytest.mark.parametrize("name", [name for name in NUMBERED if name in KNOWS_IDS])
def test_items_that_are_added_at_the_front_make_none_come_twice(caller: Caller, name: str) -> None:
    """What is pushed to a later page by new items is not given again."""

    def between(library: Library, number: int) -> None:
        if number in (2, 3):
            library.books[:0] = [{"id": f"new_{number}_{index}"} for index in range(7)]

    library = Library.of(30)
    library.between = between

    assert Reading(caller, library).ids(name) == [f"b_{index}" for index in range(30)]


@pytest.mark.parametrize("name", ["opaque", "nested", "integer", "flags"])
def test_an_empty_page_in_the_middle_is_not_the_end(caller: Caller, name: str) -> None:
    """Where the provider says that there are more pages, an empty one is passed over."""
    library = Library.of(30)
    library.changes = lambda body, number: {**body, "books": []} if number == 2 else body

    assert Reading(caller, library).ids(name) == library.ids[:10] + library.ids[20:]


def test_an_empty_page_is_requested_again_where_it_may_be_a_failure(caller: Caller) -> None:
    """A provider that answers with an empty list when it fails does not end the list by that."""
    library = Library.of(30)
    library.changes = lambda body, number: [] if number in (1, 3) else body

    assert Reading(caller, library).ids("offset") == library.ids


@pytest.mark.parametrize("name", ["zero", "offset"])
def test_a_short_page_is_not_the_end_where_the_scheme_cannot_tell(caller: Caller, name: str) -> None:
    """A provider that leaves out duplicates of a page sends pages that are not full."""
    library = Library.of(30)
    library.changes = lambda body, number: body[1:] if number == 1 else body

    assert Reading(caller, library).ids(name) == library.ids[1:]


@pytest.mark.parametrize("name", WITH_PAGES)
def test_a_failure_between_two_pages_is_tried_again(caller: Caller, name: str) -> None:
    """A 429, a cut connection and a body that is no JSON end nothing: each page is a call with its own retries."""

    def between(_library: Library, number: int) -> httpx.Response | None:
        if number == 3:
            raise httpx.ReadError("cut")
        return httpx.Response(429, headers={"retry-after": "0"}) if number in (1, 4) else None

    library = Library.of(30)
    library.between = between
    reading = Reading(caller, library, max_retries=2)
    reading.client = reading.client.with_options(pace=_quick(reading))

    assert reading.ids(name) == library.ids


@pytest.mark.parametrize("name", WITH_PAGES)
def test_a_failure_says_how_to_go_on(caller: Caller, name: str) -> None:
    """When a later page fails for good, a note has the token with which the list continues without loss."""
    library = Library.of(30)
    library.between = lambda _library, number: httpx.Response(400, json={"message": "No"}) if number == 2 else None
    reading = Reading(caller, library)
    first = reading.first(name)

    with pytest.raises(reading.package.BadRequestError) as failed:
        reading.items(first)

    assert first.resume_token in str(failed.value.__notes__)
    assert [book.id for book in first.items] + reading.ids(name, resume=first.resume_token) == library.ids


# --- Pages --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", WITH_PAGES)
def test_pages_follow_each_other(caller: Caller, name: str) -> None:
    """`next_page` gives the next page, and nothing at the end; asking twice gives the same page twice."""
    library = Library.of(25)
    reading = Reading(caller, library)
    page, seen = reading.first(name), list[str]()
    while page is not None:
        assert repr(page).startswith("<")
        seen += [book.id for book in page.items]
        again, page = reading.following(page), reading.following(page)
        assert (again is None) == (page is None)
        assert page is None or [book.id for book in again.items] == [book.id for book in page.items]

    assert seen == library.ids


@pytest.mark.parametrize("name", WITH_PAGES)
def test_a_token_continues_after_each_page(caller: Caller, name: str) -> None:
    """From the token of any page, a new client reads exactly the rest; from that of the last, what came since."""
    library = Library.of(25)
    reading = Reading(caller, library)
    seen: list[str] = []
    tokens: list[str] = []
    for page in reading.pages(reading.first(name)):
        seen += [book.id for book in page.items]
        tokens.append(page.resume_token)
        assert seen + Reading(caller, library).ids(name, resume=page.resume_token) == library.ids
    library.books.append({"id": "later"})

    assert Reading(caller, library).ids(name, resume=tokens[-1]) == ["later"]


@pytest.mark.parametrize("name", WITH_PAGES)
@pytest.mark.parametrize("most", [1, 9, 10, 11, 20, 24, 25, 26])
def test_max_items_bounds_the_items(caller: Caller, name: str, most: int) -> None:
    """So many items come and no more pages are requested; the last token continues with the item after them."""
    library = Library.of(25)
    reading = Reading(caller, library)
    pages = reading.pages(reading.first(name, max_items=most))

    assert [book.id for page in pages for book in page.items] == library.ids[:most]
    assert len(library.requests) <= -(-most // 10) + 2
    assert reading.ids(name, resume=pages[-1].resume_token) == library.ids[most:]


def test_a_page_says_what_the_response_says(caller: Caller) -> None:
    """Totals, what comes next, and the response's other fields, those that nobody documents included."""
    library = Library.of(25)
    library.changes = lambda body, _number: {**body, "mood": "fine"}
    reading = Reading(caller, library)
    flags, url, offset = reading.first("flags"), reading.first("url"), Reading(caller, Library.of(25)).first("offset")

    assert (flags.total, flags.has_next, flags.notice) == (25, True, "quiet")
    assert flags.additional_properties == {"mood": "fine"}
    assert (url.total, url.has_next, url.summary) == (None, True, {"books": 25})
    assert (offset.total, offset.has_next) == (None, None)


def test_a_detailed_list_has_the_response(caller: Caller) -> None:
    """`list_detailed` gives the page with status, headers and body."""
    response = Reading(caller, Library.of(25)).detailed("flags")

    assert response.status_code == 200
    assert len(response.parsed.items) == 10
    assert b"b_9" in response.content


@pytest.mark.parametrize("name", list(KINDS))
def test_arguments_go_with_each_page(caller: Caller, name: str) -> None:
    """Filters are sent with every page."""
    library = Library.of(25)
    arguments: dict[str, Any] = {"shelf": "north"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        Reading(caller, library).ids(name, **arguments)

    assert all(b"north" in request.read() or request.url.params.get("shelf") == "north" for request in library.requests)


@pytest.mark.parametrize("name", [name for name in WITH_PAGES if KINDS[name].in_body])
def test_changing_an_argument_changes_no_later_page(caller: Caller, name: str) -> None:
    """All pages are requested with the arguments as they were, even if the caller reuses a dict for something else."""
    extra = {"tags": ["north"]}
    library = Library.of(25)
    library.between = lambda _library, number: extra["tags"].append("south") if number == 1 else None
    Reading(caller, library).ids(name, extra_body=extra)

    assert len(library.requests) > 2
    assert all(json.loads(request.read())["tags"] == ["north"] for request in library.requests)


def test_each_page_has_its_own_time(caller: Caller) -> None:
    """`total_timeout` bounds each page and not the list."""
    library = Library.of(100)
    reading = Reading(caller, library, total_timeout=5)
    pace = _quick(reading, step=0.4)
    reading.client = reading.client.with_options(pace=pace)

    assert reading.ids("flags") == library.ids


# --- What cannot be trusted ---------------------------------------------------------------------------------------


def _contradiction(reading: Reading, name: str, **arguments: Any) -> Any:
    with pytest.raises(reading.package.PaginationError) as raised:
        reading.all(name, **arguments)
    error = raised.value
    assert (error.provider, error.operation) == ("Library", f"{name}.list")
    assert error.url_path == f"/{name}"
    assert isinstance(error, LIBRARY.root_error)
    return error


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("opaque", {"next_cursor": "c10", "has_more": True}),
        ("nested", {"pagination": {"next": "c10"}}),
        ("integer", {"next_cursor": 10}),
        ("url", {"next_page_url": "/url?after=b_9"}),
        ("flags", {"page": 1}),
    ],
)
def test_a_page_that_comes_again_is_noticed(caller: Caller, name: str, change: dict[str, Any]) -> None:
    """A cursor that was followed before, and a page that is not the one that was requested, end the list aloud."""
    library = Library.of(50)
    library.changes = lambda body, _number: {**body, **change}

    _contradiction(Reading(caller, library), name)
    assert len(library.requests) <= 3


@pytest.mark.parametrize("name", KNOWS_IDS)
def test_the_same_items_for_ever_are_noticed(caller: Caller, name: str) -> None:
    """A provider that ignores which page is requested gives no endless list."""
    library = Library.of(50)
    first: list[Any] = []

    def changes(body: Any, number: int) -> Any:
        if number == 1:
            first[:] = [body]
        same = first[0]
        return {**same, "page": body["page"]} if isinstance(body, dict) and "page" in body else same

    library.changes = changes

    _contradiction(Reading(caller, library), name)


@pytest.mark.parametrize("name", ["opaque", "last_id"])
def test_a_promise_without_a_cursor_is_noticed(caller: Caller, name: str) -> None:
    """A page that promises more and does not say where to go on is not the silent end of the list."""
    library = Library.of(50)
    empty = {"books": [], "next_cursor": None, "has_more": True}
    library.changes = lambda body, number: empty if number == 2 else body

    _contradiction(Reading(caller, library), name)


@pytest.mark.parametrize("url", ["/url?limit=10", "https://[", "/url?after=a&after=b", "?"])
def test_a_url_without_a_cursor_is_noticed(caller: Caller, url: str) -> None:
    """The next page's URL must hold the cursor, as the URL itself is never requested."""
    library = Library.of(50)
    library.changes = lambda body, _number: {**body, "next_page_url": url}

    _contradiction(Reading(caller, library), "url")


def test_a_url_of_another_host_is_not_requested(caller: Caller) -> None:
    """The cursor is taken from it, and the request goes where all others go."""
    library = Library.of(15)
    library.changes = lambda body, number: (
        {**body, "next_page_url": "https://evil.example/url?after=b_9"} if number == 1 else body
    )

    assert Reading(caller, library).ids("url") == library.ids
    assert {request.url.host for request in library.requests} == {"library.fake"}


@pytest.mark.parametrize("name", ["opaque", "integer"])
def test_empty_pages_for_ever_are_noticed(caller: Caller, name: str) -> None:
    """New cursors without items come to an end."""
    library = Library.of(50)
    library.changes = lambda body, number: {
        **body,
        "books": [],
        "has_more": True,
        "next_cursor": f"c{number}" if name == "opaque" else number,
    }

    _contradiction(Reading(caller, library), name)
    assert len(library.requests) <= 101


@pytest.mark.parametrize("name", KNOWS_TOTAL)
def test_a_list_that_shrinks_is_noticed(caller: Caller, name: str) -> None:
    """When items vanish before those that are still to be read, some would be passed over."""
    library = Library.of(50)

    def between(library: Library, number: int) -> None:
        if number == 3:
            del library.books[:10]

    library.between = between

    assert "shrunk from 50 to 40" in str(_contradiction(Reading(caller, library), name))


@pytest.mark.parametrize("name", ["totals", "counted"])
def test_a_total_that_is_too_large_is_noticed(caller: Caller, name: str) -> None:
    """Fewer items than announced are not a silent end."""
    library = Library.of(45)
    library.changes = lambda body, _number: {**body, "total": 48}

    assert "announces 48 items" in str(_contradiction(Reading(caller, library), name))


@pytest.mark.parametrize("name", ["totals", "counted"])
@pytest.mark.parametrize("refuses", [False, True])
def test_a_total_that_is_too_small_hides_nothing(caller: Caller, name: str, refuses: bool) -> None:
    """After a full last page one more is requested; that the provider refuses it, or sends it empty, is the end."""
    library = Library.of(50)
    library.changes = lambda body, _number: {**body, "total": 20, **({"pages": 2} if name == "totals" else {})}
    reading = Reading(caller, library)

    assert reading.ids(name) == library.ids
    library.books = library.books[:20]
    library.requests.clear()
    library.between = lambda _library, number: httpx.Response(404) if refuses and number == 3 else None
    assert reading.ids(name) == library.ids
    assert len(library.requests) == 3


@pytest.mark.parametrize("name", ["offset", "counted"])
def test_more_items_than_were_requested_are_noticed(caller: Caller, name: str) -> None:
    """Where pages are counted by items, a provider that ignores the size would make some come twice or never."""
    library = Library.of(50)

    library.changes = lambda body, _number: (
        library.books[:10] if isinstance(body, list) else {**body, "books": library.books[:10]}
    )

    with pytest.raises(LIBRARY.package.PaginationError, match="10 items, and 5 were requested"):
        Reading(caller, library).all(name, limit=5)


@pytest.mark.parametrize("name", [name for name in WITH_PAGES if KINDS[name].envelope is not None])
@pytest.mark.parametrize("body", [{}, {"books": None}, {"books": {}}, {"books": "b"}, [], None])
def test_a_response_without_the_list_is_not_an_empty_list(caller: Caller, name: str, body: Any) -> None:
    """It is an error that says where the list should be."""
    library = Library.of(5)
    library.changes = lambda _body, _number: body

    with pytest.raises(LIBRARY.package.ResponseDecodeError) as raised:
        Reading(caller, library).first(name)
    assert raised.value.path in ("$", "$.books")


def test_a_list_that_is_cut_off_in_silence_warns(caller: Caller) -> None:
    """Where the provider returns so many at most and says nothing, a full list is a warning at the caller's line."""
    reading = Reading(caller, Library.of(30))
    with pytest.warns(reading.package.PaginationWarning, match="has returned 25 items") as warned:
        page = reading.first("capped")

    assert (len(page.items), page.has_next) == (25, None)
    assert reading.following(page) is None
    assert Path(warned[0].filename).name in ("conftest.py", "calling.py")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert Reading(caller, Library.of(24)).first("capped").has_next is False


# --- Arguments ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("most", [0, -1, True, 1.5, "1"])
def test_max_items_must_be_a_number(caller: Caller, most: Any) -> None:
    """What cannot bound a list is refused before anything is sent."""
    library = Library.of(5)
    with pytest.raises(LIBRARY.package.InvalidArgumentError, match="max_items"):
        Reading(caller, library).first("flags", max_items=most)
    assert library.requests == []


@pytest.mark.parametrize("token", ["", "x", "bm8", 5, "WzEsMl0", "W10", "eyJhIjoxfQ"])
def test_what_is_no_token_is_refused(caller: Caller, token: Any) -> None:
    """Nothing is sent for a token that no page has given."""
    library = Library.of(5)
    with pytest.raises(LIBRARY.package.InvalidArgumentError, match="resume"):
        Reading(caller, library).first("flags", resume=token)
    assert library.requests == []


@pytest.mark.parametrize("name", WITH_PAGES)
def test_a_token_of_another_list_is_refused(caller: Caller, name: str) -> None:
    """A token holds for the same operation with the same arguments, or pages would be mixed up."""
    library = Library.of(30)
    reading = Reading(caller, library)
    token = reading.first(name).resume_token
    other = "flags" if name != "flags" else "totals"

    for called, arguments in ((name, {"shelf": "south"}), (other, {})):
        with pytest.raises(LIBRARY.package.InvalidArgumentError, match="another list"):
            reading.first(called, resume=token, **arguments)
    parameter = KINDS[name].words["parameter"]
    start = 3 if KINDS[name].words["scheme"] != "cursor" or name == "integer" else "b_3"
    with pytest.raises(LIBRARY.package.InvalidArgumentError, match=f"so does {parameter}"):
        reading.first(name, resume=token, **{parameter: start})
    assert len(library.requests) == 1


def _quick(reading: Reading, step: float = 0.0) -> Any:
    """A pace on which nothing takes time, or each look at the clock so much."""
    pace = reading.client._engine.pace
    now = [0.0]

    def clock() -> float:
        now[0] += step
        return now[0]

    async def async_sleep(_seconds: float) -> None:
        pass

    parts = {name: getattr(pace, name) for name in ("wall_clock", "chance")}
    return type(pace)(**parts, clock=clock, sleep=lambda _seconds: None, async_sleep=async_sleep)


# --- Texts that cannot be sent ------------------------------------------------------------------------------------

HALF = "\ud800"
"""Half of a surrogate pair, which JSON can hold and UTF-8 cannot."""


@pytest.mark.parametrize("name", ["opaque", "nested", "url"])
def test_a_cursor_that_cannot_be_sent_is_noticed(caller: Caller, name: str) -> None:
    """A provider's cursor with half of a surrogate pair is an error of the pages, and no `UnicodeEncodeError`."""
    library = Library.of(50)
    library.changes = lambda body, _number: json.loads(
        json.dumps(body).replace('"c10"', '"\\ud800"').replace("after=b_9", "after=\\ud800")
    )

    _contradiction(Reading(caller, library), name)


def test_arguments_that_cannot_be_sent_are_refused(caller: Caller) -> None:
    """In a filter, a cursor and a token alike, before anything is sent."""
    library = Library.of(5)
    reading = Reading(caller, library)
    parts = json.loads(base64.urlsafe_b64decode(reading.first("opaque").resume_token + "=="))
    token = base64.urlsafe_b64encode(json.dumps([*parts[:2], HALF, *parts[3:]]).encode()).decode()

    for arguments in ({"shelf": HALF}, {"cursor": HALF}, {"resume": token}):
        with pytest.raises(reading.package.InvalidArgumentError):
            reading.first("opaque", **arguments)
    assert len(library.requests) == 1


def test_an_error_in_mid_iteration_has_the_token(caller: Caller) -> None:
    """A program, too, can go on after a failure: the error has the token as an attribute."""
    library = Library.of(30)
    library.between = lambda _library, number: httpx.Response(400, json={"message": "No"}) if number == 2 else None
    reading = Reading(caller, library)

    with pytest.raises(reading.package.BadRequestError) as failed:
        reading.all("flags")

    assert reading.ids("flags", resume=failed.value.resume_token) == library.ids[10:]


# --- Providers that count in their own way ------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["offset", "counted"])
@pytest.mark.parametrize("start", [0, 5])
def test_a_provider_that_gives_fewer_than_requested_loses_none(caller: Caller, name: str, start: int) -> None:
    """Where pages are counted by items, a page that is cut to the provider's own limit is continued where it ends."""
    library = Library.of(25)

    def changes(body: Any, _number: int) -> Any:
        return body[:5] if isinstance(body, list) else {**body, "books": body["books"][:5]}

    library.changes = changes

    assert Reading(caller, library).ids(name, limit=10, offset=start) == library.ids[start:]


def test_items_that_come_twice_on_one_page_are_given_once(caller: Caller) -> None:
    """An id stands for one item."""
    library = Library.of(3)
    library.changes = lambda body, number: [body[0], *body] if number == 1 else []

    assert Reading(caller, library).ids("offset") == library.ids


@pytest.mark.parametrize("most", [None, 12])
def test_a_token_after_repeated_items_gives_none_twice(caller: Caller, most: int | None) -> None:
    """What a new item has pushed to a later page is not given again by another process either."""

    def between(library: Library, number: int) -> None:
        if number == 2:
            library.books.insert(0, {"id": "new"})

    library = Library.of(15)
    library.between = between
    reading = Reading(caller, library)
    pages = reading.pages(reading.first("flags", max_items=most))
    seen = [book.id for page in pages for book in page.items]
    library.between = lambda _library, _number: None

    assert seen + reading.ids("flags", resume=pages[-1].resume_token) == [f"b_{index}" for index in range(15)]


@pytest.mark.parametrize("number", [0, 1, 10, 25, 100])
def test_a_total_without_a_page_size_ends_the_list(caller: Caller, number: int) -> None:
    """A provider that chooses the size itself says with its total where the end is."""
    library = Library.of(number)
    reading = Reading(caller, library)
    pagination = LIBRARY.package.api.flags.LIST_PAGES._replace(
        has_next=(), size="", default_size=None, number=(), item_id=()
    )
    source = _source(reading, pagination)
    first = caller.result(source.fetch(source.first(None, None))).parsed

    assert [book.id for book in reading.items(first)] == library.ids
    assert len(library.requests) <= max(1, -(-number // 10))


def _source(reading: Reading, pagination: Any) -> Any:
    """The requests of the list of flags, with pages that are described in another way."""
    api, pages = LIBRARY.package.api.flags, importlib.import_module(f"{LIBRARY.row.package}._runtime.lists.pages")
    source, page = ("Source", "FlagsListPage") if reading.mode == "sync" else ("AsyncSource", "AsyncFlagsListPage")
    engine = reading.client._engine
    return getattr(pages, source)(engine, api.list_call(), api.list_answer, pagination, getattr(LIBRARY.models, page))


@pytest.mark.parametrize("cursor", ["c" * 20_000, 1 << 70])
def test_a_cursor_that_is_too_large_is_noticed(caller: Caller, cursor: Any) -> None:
    """It is the provider's mistake, and not an argument of the caller's."""
    library = Library.of(30)
    library.changes = lambda body, _number: {**body, "next_cursor": cursor}

    _contradiction(Reading(caller, library), "opaque" if isinstance(cursor, str) else "integer")


def test_bytes_that_are_no_text_in_a_url_are_noticed(caller: Caller) -> None:
    """A cursor that would arrive as another one is not followed."""
    library = Library.of(30)
    library.changes = lambda body, _number: {**body, "next_page_url": "/url?after=%FF"}

    _contradiction(Reading(caller, library), "url")


@pytest.mark.parametrize("change", [{2: True}, {2: "x"}, {3: 1 << 70}, {3: -1}, {4: -1}, {0: True}, {0: 1.0}])
def test_a_token_of_other_types_is_refused(caller: Caller, change: dict[int, Any]) -> None:
    """Who can write tokens can move within the list, and nothing else."""
    reading = Reading(caller, Library.of(30))
    token = reading.first("flags").resume_token
    parts = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    for index, value in change.items():
        parts[index] = value
    forged = base64.urlsafe_b64encode(json.dumps(parts).encode()).decode()

    with pytest.raises(reading.package.InvalidArgumentError, match="resume must be the resume_token"):
        reading.first("flags", resume=forged)


def test_many_threads_may_go_on_from_one_page() -> None:
    """What a list remembers is shared, and nothing breaks when it forgets the oldest."""
    memory = importlib.import_module(f"{LIBRARY.row.package}._runtime.lists.pagination").Memory()
    problems: list[BaseException] = []

    def read(thread: int) -> None:
        try:
            for page in range(60):
                memory.are_new([f"{thread}-{page}-{item}" for item in range(500)], page)
        except BaseException as error:
            problems.append(error)

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        threads = [threading.Thread(target=read, args=(number,)) for number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        sys.setswitchinterval(before)
    assert problems == []
