"""The exact types of Lumenfall's public calls. Nothing here runs; the type checkers read it."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Generator, Iterable, Mapping
from datetime import datetime
from email.message import Message
from pathlib import Path
from typing import Any, Literal, Unpack, assert_type

import httpx
from lumenfall_client import (
    APIStatusError,
    AsyncLumenfall,
    ImageDownloadError,
    ImageDownloadTimeoutError,
    ImageLinkExpiredError,
    Lumenfall,
    LumenfallError,
    NotFoundError,
    PollPolicy,
    Response,
    ResponseDecodeError,
    VideoCancelledError,
    VideoDownloadError,
    VideoDownloadTimeoutError,
    VideoError,
    VideoFailedError,
    VideoResult,
    VideoWaitTimeoutError,
    WebhookVerificationError,
    webhooks,
)
from lumenfall_client.models import (
    ChatChoice,
    ChatCompletion,
    ChatImagePart,
    ChatImageURL,
    ChatMessageParams,
    ChatTextPart,
    CostComponent,
    CostEstimate,
    GeneratedImage,
    GeneratedImages,
    ImageMetadata,
    KnownModality,
    KnownRequestStatus,
    KnownVideoStatus,
    KnownWebhookEventType,
    Request,
    RequestsListPage,
    Video,
    VideoFailure,
    VideoInputReference,
    VideoMetadata,
    VideoOutput,
    WebhookEvent,
    WebhookSecret,
)
from lumenfall_client.testing import (
    FakeAnswer,
    FakeFailure,
    FakeLumenfall,
    FakeMedia,
    FakeWebhook,
    Outcome,
    VirtualClock,
)
from lumenfall_client.types import RequestsListArguments, VideoInputReferenceDict, VideosCreateArguments


def sync(lumenfall: Lumenfall) -> None:
    """A call answers its model: never None, never a union with an error."""
    assert_type(lumenfall.requests.get("req_1"), Request)
    assert_type(lumenfall.requests.get(request_id="req_1"), Request)
    assert_type(lumenfall.requests.get_detailed("req_1"), Response[Request])
    assert_type(lumenfall.videos.get("video_1"), Video)
    assert_type(lumenfall.videos.get_detailed("video_1"), Response[Video])
    assert_type(lumenfall.videos.wait("video_1"), Video)
    assert_type(lumenfall.videos.wait("video_1", timeout=600, on_update=print), Video)
    assert_type(lumenfall.with_options(timeout=1.0, total_timeout=None, max_retries=0, headers={}), Lumenfall)
    with lumenfall as entered:
        assert_type(entered, Lumenfall)
    assert_type(lumenfall.close(), None)


async def asynchronous(lumenfall: AsyncLumenfall) -> None:
    """So does an awaited one."""
    assert_type(await lumenfall.requests.get("req_1"), Request)
    assert_type(await lumenfall.requests.get_detailed("req_1"), Response[Request])
    assert_type(await lumenfall.videos.get("video_1"), Video)
    assert_type(await lumenfall.videos.get_detailed("video_1"), Response[Video])
    assert_type(await lumenfall.videos.wait("video_1", timeout=600), Video)
    assert_type(lumenfall.with_options(timeout=httpx.Timeout(5)), AsyncLumenfall)
    async with lumenfall as entered:
        assert_type(entered, AsyncLumenfall)
    assert_type(await lumenfall.aclose(), None)


def construct() -> None:
    """The constructors of the contract."""
    Lumenfall()
    Lumenfall("key", base_url="http://127.0.0.1", timeout=None, total_timeout=None, max_retries=0)
    Lumenfall(api_key="key", http_client=httpx.Client(), timeout=httpx.Timeout(1.0))
    AsyncLumenfall(api_key="key", http_client=httpx.AsyncClient(), base_url=httpx.URL("http://127.0.0.1"))


def request(request: Request) -> None:
    """What is certain is never None; all else may be."""
    assert_type(request.id, str)
    assert_type(request.created_at, datetime)
    assert_type(request.status, KnownRequestStatus | str)
    assert_type(request.object, str | None)
    assert_type(request.model, str | None)
    assert_type(request.modality, KnownModality | str | None)
    assert_type(request.endpoint, str | None)
    assert_type(request.cost, float | None)
    assert_type(request.currency, str | None)
    assert_type(request.duration_ms, int | None)
    assert_type(request.key_id, str | None)
    assert_type(request.error_message, str | None)
    assert_type(request.session_id, str | None)
    assert_type(request.trace_id, str | None)
    assert_type(request.user, str | None)
    assert_type(request.request_size_bytes, int | None)
    assert_type(request.response_size_bytes, int | None)
    assert_type(request.additional_properties, dict[str, Any])
    assert_type(request.to_dict(), dict[str, Any])
    assert_type(Request.from_dict({}), Request)


def video(video: Video) -> None:
    """Unix seconds stay integers, and a length in seconds stays the string that it is."""
    assert_type(video.id, str)
    assert_type(video.created_at, int)
    assert_type(video.status, KnownVideoStatus | str)
    assert_type(video.completed_at, int | None)
    assert_type(video.expires_at, int | None)
    assert_type(video.seconds, str | None)
    assert_type(video.size, str | None)
    assert_type(video.output, VideoOutput | None)
    assert_type(video.error, VideoFailure | None)
    assert_type(video.metadata, VideoMetadata | None)
    if video.output is not None:
        assert_type(video.output.url, str | None)
        assert_type(video.output.size_bytes, int | None)
    if video.error is not None:
        assert_type(video.error.code, str | None)
    if video.metadata is not None:
        assert_type(video.metadata.cost, float | None)


def known(status: KnownVideoStatus) -> None:
    """The known values are spelled out."""
    assert_type(status, Literal["queued", "in_progress", "completed", "failed", "cancelled"])


def detailed(response: Response[Video]) -> None:
    """A detailed answer has everything that came along."""
    assert_type(response.status_code, int)
    assert_type(response.headers, Mapping[str, str])
    assert_type(response.content, bytes)
    assert_type(response.parsed, Video)


def errors(
    status: APIStatusError, decode: ResponseDecodeError, failed: VideoFailedError, waited: VideoWaitTimeoutError
) -> None:
    """An error tells what went wrong, with types."""
    assert_type(status.status_code, int)
    assert_type(status.headers, Mapping[str, str])
    assert_type(status.message, str)
    assert_type(status.code, str | None)
    assert_type(status.request_id, str | None)
    assert_type(decode.path, str)
    assert_type(decode.body, bytes | None)
    assert_type(failed.video, Video | None)
    assert_type(failed.video_id, str)
    everyone: list[type[LumenfallError]] = [NotFoundError, VideoError, VideoCancelledError]
    builtin: list[type[TimeoutError]] = [VideoWaitTimeoutError]
    del everyone, builtin, waited


def fake() -> None:
    """The fake makes clients of the right type."""
    clock = VirtualClock()
    fake = FakeLumenfall(api_key="key", clock=clock)
    assert_type(fake.client(), Lumenfall)
    assert_type(fake.async_client(), AsyncLumenfall)
    fake.add_video("video_1", duration=3, outcome="failed")
    fake.add_video("video_1", outcome="faild")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert_type(fake.media.link_life, float)
    fake.media.link_life = 60
    fake.respond("videos_get", "completed", FakeAnswer(500), FakeFailure.reset(), FakeFailure.slow(3, pieces=2))
    fake.respond("media", FakeFailure.cut(after=3), FakeAnswer(503, failure=FakeFailure.timeout()))
    fake.respond("videos_get", FakeFailure)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with fake.serve() as base_url, fake.serve(refuse=True) as nowhere:
        assert_type(base_url, str)
        assert_type(nowhere, str)


def life(lumenfall: Lumenfall, reference: VideoInputReference) -> None:
    """Orders are typed field by field, also where they are handed on."""
    order = lumenfall.videos.create(model="sora-2", prompt="A capybara", seconds=8, input_reference=[reference])
    assert_type(order, Video)
    lumenfall.videos.create(model="sora-2", prompt="A boat", input_reference=[Path("boat.jpg"), Path("sea.jpg")])
    lumenfall.videos.create(model="sora-2", prompt="A boat", input_reference="boat.jpg")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    assert_type(lumenfall.videos.create_detailed(model="sora-2", prompt="A capybara"), Response[Video])
    assert_type(lumenfall.videos.estimate(model="sora-2", prompt="A capybara", n=2), CostEstimate)
    assert_type(lumenfall.videos.create_and_wait(model="m", prompt="p", timeout=None, cancel_on_interrupt=True), Video)
    assert_type(lumenfall.videos.wait(order, policy=lambda waited: waited / 10), Video)
    assert_type(lumenfall.videos.watch("video_1"), Generator[Video, None, None])
    assert_type(lumenfall.videos.wait_all(["video_1", order], concurrency=4), Generator[VideoResult, None, None])
    assert_type(lumenfall.videos.cancel("video_1"), None)
    assert_type(lumenfall.webhooks.get_secret(), WebhookSecret)
    lumenfall.videos.create(model="sora-2")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    lumenfall.videos.create_and_wait(model="m", prompt=1)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    lumenfall.videos.estimate(model="m", prompt="p", sise="x")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


def pictures(lumenfall: Lumenfall, reference: VideoInputReference, picture: VideoInputReferenceDict) -> None:
    """An object in a request is a model or a dict, and a list of them may have both."""
    create = lumenfall.videos.create
    models, dicts = [reference], [picture]
    assert_type(create(model="m", prompt="p", input_reference={"image_url": "https://a.example"}), Video)
    create(model="m", prompt="p", input_reference=models)
    create(model="m", prompt="p", input_reference=dicts)
    create(model="m", prompt="p", input_reference=[reference, picture, {"image_url": "https://a.example"}])
    create(model="m", prompt="p", input_reference={"url": "u"})  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    create(model="m", prompt="p", input_reference="u")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    create(model="m", prompt="p", input_reference=["u"])  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]


def passing_on(
    lumenfall: Lumenfall, filters: RequestsListArguments, **arguments: Unpack[VideosCreateArguments]
) -> None:
    """The arguments of a method can be passed on."""
    assert_type(lumenfall.videos.create(**arguments), Video)
    assert_type(lumenfall.requests.list(**filters), RequestsListPage)


async def life_async(lumenfall: AsyncLumenfall) -> None:
    """So they are in async code, where `on_update` may be a coroutine function."""

    async def show(video: Video) -> None: ...

    assert_type(await lumenfall.videos.create(model="sora-2", prompt="A capybara"), Video)
    assert_type(await lumenfall.videos.create_and_wait(model="sora-2", prompt="A capybara", on_update=show), Video)
    assert_type(await lumenfall.videos.estimate(model="sora-2", prompt="A capybara"), CostEstimate)
    assert_type(lumenfall.videos.watch("video_1"), AsyncGenerator[Video, None])
    assert_type(lumenfall.videos.wait_all(["video_1"]), AsyncGenerator[VideoResult, None])
    async for result in lumenfall.videos.wait_all(["video_1"], on_update=show):
        assert_type(result.error, LumenfallError | None)
        assert_type(result.unwrap(), Video)
    assert_type(await lumenfall.videos.cancel("video_1"), None)


def notifications(lumenfall: Lumenfall, body: bytes, headers: Mapping[str, str]) -> None:
    """An event is typed, with or without a client."""
    event = webhooks.unwrap(body, headers, "whsec_AAAA")
    assert_type(event, WebhookEvent)
    assert_type(lumenfall.webhooks.unwrap(body, headers, lumenfall.webhooks.get_secret()), WebhookEvent)
    assert_type(event.type, KnownWebhookEventType | str)
    assert_type(event.data.output, VideoOutput | None)
    refused: type[ValueError] = WebhookVerificationError
    del refused


def images(lumenfall: Lumenfall, image: GeneratedImage) -> None:
    """Images have types down to their cost, and are saved to whatever names a file."""
    generated = lumenfall.images.generate(model="m", prompt="p", n=2, response_format="b64_json")
    assert_type(generated, GeneratedImages)
    assert_type(generated.data, list[GeneratedImage])
    assert_type(generated.metadata, ImageMetadata | None)
    assert_type(lumenfall.images.generate_detailed(model="m", prompt="p"), Response[GeneratedImages])
    assert_type(lumenfall.images.estimate(model="m", prompt="p").components, list[CostComponent] | None)
    assert_type(lumenfall.images.save(image, "a.png"), Path)
    assert_type(lumenfall.images.save(image, Path("a.png"), overwrite=True, total_timeout=None), Path)
    lumenfall.images.save("image_1", "a.png")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    lumenfall.images.generate(model="m")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


async def images_async(lumenfall: AsyncLumenfall, image: GeneratedImage) -> None:
    """So they have in async code."""
    assert_type(await lumenfall.images.generate(model="m", prompt="p"), GeneratedImages)
    assert_type(await lumenfall.images.save(image, "a.png"), Path)


def image_errors(failed: ImageDownloadError, late: ImageDownloadTimeoutError, expired: ImageLinkExpiredError) -> None:
    """An image that could not be saved tells how far it came."""
    assert_type((failed.url, failed.path, failed.received), tuple[str | None, Path | None, int])
    one: ImageDownloadError = expired
    timeout: TimeoutError = late
    del one, timeout


def chat(lumenfall: Lumenfall) -> None:
    """A message has a text, or parts that may be pictures."""
    picture = ChatImagePart(type="image_url", image_url=ChatImageURL(url="https://example.com/a.jpg"))
    question = ChatMessageParams(role="user", content=[ChatTextPart(type="text", text="What is this?"), picture])
    completion = lumenfall.chat.create(model="m", messages=[question, ChatMessageParams(role="user", content="And?")])
    assert_type(completion, ChatCompletion)
    assert_type(completion.choices, list[ChatChoice])
    assert_type(completion.choices[0].message.content, str | None)
    assert_type(lumenfall.chat.estimate(model="m", messages=[question]), CostEstimate)
    lumenfall.chat.create(model="m")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


async def chat_async(lumenfall: AsyncLumenfall, question: ChatMessageParams) -> None:
    """So it has in async code."""
    assert_type(await lumenfall.chat.create(model="m", messages=[question], stop=["a"]), ChatCompletion)


class MultiDict:
    """Headers as in Flask: no mapping, but with `items`."""

    def items(self, lower: bool = False) -> Iterable[tuple[str, str]]:
        """Names and values."""
        return [("webhook-id", "lower" if lower else "as sent")]


def headers_of_frameworks(
    body: bytes,
    environ: dict[str, Any],
    message: Message,
    multi_dict: MultiDict,
    pairs: list[tuple[str, str]],
    scope: Iterable[tuple[bytes, bytes]],
    encoded: dict[bytes, bytes],
    of_httpx: httpx.Headers,
) -> None:
    """Headers are accepted in the types in which frameworks have them, and other types are refused."""
    webhooks.unwrap(body, environ, "whsec_AAAA")
    webhooks.unwrap(body, message, "whsec_AAAA")
    webhooks.unwrap(body, multi_dict, "whsec_AAAA")
    webhooks.unwrap(body, pairs, "whsec_AAAA")
    webhooks.unwrap(body, scope, "whsec_AAAA")
    webhooks.unwrap(body, encoded, "whsec_AAAA")
    webhooks.unwrap(body, of_httpx, "whsec_AAAA")
    webhooks.unwrap(body, "webhook-id: 1", "whsec_AAAA")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def download(lumenfall: Lumenfall, video: Video) -> None:
    """A download gives the path, from a video or its id, to whatever names a file."""
    assert_type(lumenfall.videos.download("video_1", "a.mp4"), Path)
    assert_type(lumenfall.videos.download(video, Path("a.mp4"), overwrite=True, on_progress=print), Path)
    lumenfall.videos.download(video, "a.mp4", timeout=httpx.Timeout(5), total_timeout=None, check_size=False)


async def download_async(lumenfall: AsyncLumenfall, video: Video) -> None:
    """So it does in async code, where `on_progress` may be a coroutine function."""

    async def show(received: int, size: int | None) -> None: ...

    assert_type(await lumenfall.videos.download("video_1", "a.mp4"), Path)
    assert_type(await lumenfall.videos.download(video, Path("a.mp4"), on_progress=show), Path)


def download_errors(failed: VideoDownloadError, late: VideoDownloadTimeoutError) -> None:
    """A failed download tells how far it came."""
    assert_type(failed.video, Video | None)
    assert_type(failed.url, str | None)
    assert_type(failed.path, Path | None)
    assert_type(failed.received, int)
    assert_type(failed.expected, int | None)
    assert_type(failed.status_code, int | None)
    timeout: TimeoutError = late
    del timeout


def names_for_signatures(fake: FakeLumenfall, policy: PollPolicy, outcome: Outcome) -> list[FakeWebhook]:
    """What signatures speak of can be named."""
    fake.add_video("video_1", outcome=outcome)
    assert_type(fake.media, FakeMedia)
    assert_type(policy(1.0), float)
    return fake.due_webhooks()
