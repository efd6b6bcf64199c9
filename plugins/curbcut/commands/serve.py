"""Preview the site on this machine; build again at every save and renew the open page in place."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

HELP = {"zh": "在本机预览网站，保存后自动更新。", "en": "Preview the site on this machine; saves show at once."}
_PORT = 8000
_LAST_PORT = 65535


def arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--port", type=_port, default=_PORT, metavar="N", help="端口，0 为任选 the port, 0 picks one (default: 8000)"
    )
    parser.add_argument("--out", default="", metavar="DIR", help="构建文件夹 the build folder (default: build)")
    parser.add_argument("--no-build", action="store_true", help="只看已发布的 show what is published, build nothing")


def run(options: Namespace) -> int:
    """Serve until Ctrl+C, which ends it with exit code 130."""
    import asyncio

    from curbcut.core.errors import EXIT_FINE, UsageProblem
    from curbcut.core.reporting import Report
    from curbcut.preview.server import Preview
    from curbcut.serving.door import listening
    from curbcut.serving.release import live_release
    from curbcut.site import Site

    root = Path(options.site).resolve()
    out = Path(options.out).resolve() if options.out else root / "build"
    if options.no_build:
        if live_release(out) is None:
            raise UsageProblem("nothing-published", where=str(out))
    else:
        Site.open(root)  # no site here at all is a mistake of the command; what is wrong in it is for the build to say
    # The port first: nobody wants to hear that it is taken after a long build.
    with listening(options.port) as door:
        asyncio.run(Preview(root, out, Report(as_json=False), builds=not options.no_build).run(door))
    return EXIT_FINE


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > _LAST_PORT:
        raise ArgumentTypeError(f"不是端口 not a port (0-{_LAST_PORT}): {text}")
    return int(text)
