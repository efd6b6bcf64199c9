"""The preview as a whole: a socket on this machine, the builds, and the server, from start to Ctrl+C."""

from __future__ import annotations

import asyncio
import socket
from contextlib import aclosing
from pathlib import Path

import msgspec
import uvicorn

from curbcut.core.errors import EXIT_FINDINGS
from curbcut.core.reporting import Report
from curbcut.preview.app import application
from curbcut.preview.builder import Came, build
from curbcut.preview.live import Live, State
from curbcut.preview.watching import saves
from curbcut.serving.door import HOST, settings
from curbcut.serving.release import live_release

_LOOK_S = 1  # `curbcut build` or `rollback` in another window shows up this soon
_BUSY_S = 2


class Preview:
    """One preview of one site.

    builds: whether to build now and at every save, or only to show what is published
    """

    def __init__(self, root: Path, out: Path, report: Report, *, builds: bool) -> None:
        self.root, self.out, self.report, self.builds = root, out, report, builds
        self.live = Live(self._release())
        self.tasks: list[asyncio.Task[None]] = []
        self.building = False

    async def run(self, door: socket.socket) -> None:
        """Serve until a signal comes; that signal is then raised again for the command line."""
        port = door.getsockname()[1]
        self.tasks = [asyncio.create_task(self._follow()), asyncio.create_task(self._work(port))]
        server = _Server(settings(application(self.out, self.live, port)), self)
        for task in self.tasks:
            task.add_done_callback(lambda _task: setattr(server, "should_exit", True))
        await server.serve([door])
        for task in self.tasks:
            if not task.cancelled() and (problem := task.exception()):
                raise problem

    async def stop(self) -> None:
        """End the streams to open pages and the build under way."""
        self.live.close()
        for task in self.tasks:
            task.cancel()
        await asyncio.gather(*self.tasks, return_exceptions=True)

    async def _work(self, port: int) -> None:
        """Build, say where to look, and build again at every save."""
        address = f"http://{HOST}:{port}/"
        if not self.builds:
            self._say_address(address)
            await asyncio.Event().wait()
        ready = False
        async with aclosing(saves(self.root)) as saved:
            async for _ in saved:
                await self._build()
                if not ready:
                    self._say_address(address)
                ready = True

    async def _build(self) -> None:
        said = ""
        while True:
            self.building = True
            came = await build(self.root, self.out, self.report.tell)
            self.building = False
            self.live.show(State(release=self._release(), problems=came.problems()))
            if not (came.busy and came.said == said):  # say once whom we wait for
                self._say(came)
            said = came.said
            if not came.busy:
                return
            await asyncio.sleep(_BUSY_S)

    async def _follow(self) -> None:
        """Show a release that somebody else made live."""
        while True:
            await asyncio.sleep(_LOOK_S)
            if not self.building:  # our own release is told together with what came of its build
                self.live.show(msgspec.structs.replace(self.live.state, release=self._release()))

    def _release(self) -> str:
        folder = live_release(self.out)
        return folder.name if folder else ""

    def _say(self, came: Came) -> None:
        self.report.findings(came.findings)
        problems = came.problems()
        if came.code == EXIT_FINDINGS:
            self.report.say(
                f"没有发布：{len(problems)} 个问题需要先改好（见上）。保存后会再试。",
                f"Not published: {len(problems)} problems to put right first (above). Save to try again.",
            )
        elif problems:
            self.report.say(*(text for problem in problems for text in problem.text.values()))
        elif came.done.get("changed"):
            made = came.done.get("made", 0)
            self.report.say(f"已更新（新做 {made}）。 Updated ({made} made).")
        else:
            self.report.say("没有变化。 Nothing changed.")
        self.report.out.flush()

    def _say_address(self, address: str) -> None:
        self.report.say(f"预览地址：{address}（按 Ctrl+C 结束）", f"Preview: {address} (Ctrl+C ends it)")
        self.report.out.flush()


class _Server(uvicorn.Server):
    """Uvicorn, which waits for open connections when it ends; ours are streams that must be told to end first."""

    def __init__(self, config: uvicorn.Config, preview: Preview) -> None:
        super().__init__(config)
        self.preview = preview

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self.preview.stop()
        await super().shutdown(sockets)
