"""One download in a test: an API, a media host on another port, a client of either kind, and a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from support.calling import Caller, repaced
from support.media import FILE, MediaHost, video, video_json
from support.providers import LUMENFALL
from support.server import Raw, Received, ScriptedServer, json_answer

ID: Final = "video_42"


class Downloading:
    """Downloads in virtual time over real sockets, and what came of them."""

    def __init__(self, caller: Caller, api: ScriptedServer, media: ScriptedServer, folder: Path) -> None:
        self.caller = caller
        self.api = api
        self.media = media
        self.host = MediaHost()
        self.folder = folder
        self.path = folder / "video.mp4"
        self.clock = LUMENFALL.testing.VirtualClock()
        self.now = 1_702_400_000.0
        """What the wall clock says when the virtual one says 0."""
        self.pauses: list[float] = []
        self.progress: list[tuple[int, int | None]] = []
        self.on_looks: list[Callable[[Received], Raw]] = []
        media.script(self.host)
        api.script(self._look)

    @property
    def url(self) -> str:
        """The link."""
        return self.media.url + FILE

    def video(self, **changes: Any) -> Any:
        """The video, completed."""
        return video(self.url, **changes)

    def _look(self, received: Received) -> Raw:
        return self.on_looks.pop(0)(received) if self.on_looks else json_answer(video_json(self.url))

    def client(self, **options: Any) -> Any:
        """A client that pauses on the virtual clock."""
        client = self.caller.client(LUMENFALL, self.api.url, **options)
        pace = repaced(
            self.clock.pace,
            sleep=self._sleep,
            async_sleep=self._async_sleep,
            wall_clock=lambda: self.now + self.clock(),
            chance=lambda: 0.5,
        )
        return client.with_options(pace=pace)

    def _sleep(self, seconds: float) -> None:
        self.pauses.append(seconds)
        self.clock.sleep(seconds)

    async def _async_sleep(self, seconds: float) -> None:
        self._sleep(seconds)

    def _note(self, received: int, total: int | None) -> None:
        self.progress.append((received, total))

    def __call__(self, subject: Any = None, *, client: Any = None, **options: Any) -> Path:
        """Download the video."""
        options = {"path": self.path, "on_progress": self._note, **options}
        download = self.caller.plain((client or self.client()).videos.download)
        path: Path = download(self.video() if subject is None else subject, **options)
        return path

    @property
    def names(self) -> list[str]:
        """What is in the folder."""
        return sorted(path.name for path in self.folder.iterdir())

    def is_whole(self, content: bytes | None = None) -> bool:
        """Whether the file is there, right, and nothing beside it."""
        return self.names == [self.path.name] and self.path.read_bytes() == (content or self.host.content)

    def asked(self, header: str = "range") -> list[str | None]:
        """What each request to the media host said under a header."""
        return [received.headers.get(header) for received in self.media.requests]
