"""Say why a file was made anew: which part of its key changed."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from curbcut.core.store import Store

HELP = {"zh": "说明一个文件为什么重新制作。", "en": "Say why a file was made anew."}


def arguments(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("path", metavar="PATH", help="内容文件或网页地址 a content file or a page's address")
    parser.add_argument("--out", default="", metavar="DIR", help="构建文件夹 the build folder (default: build)")
    parser.add_argument("--json", action="store_true", help="输出 JSON print JSON")


def run(options: Namespace) -> int:
    """Print each job that mentions the path, with what changed since its key before."""
    import json

    from curbcut.core.errors import UsageProblem
    from curbcut.core.store import Store

    root = Path(options.site).resolve()
    out = Path(options.out).resolve() if options.out else root / "build"
    if not (out / "store" / "index.sqlite").is_file():
        raise UsageProblem("nothing-published", where=str(out))
    wanted = _name(options.path, root)
    with Store(out / "store") as store:
        names = [name for name in store.names(wanted) if _about(name, wanted)] or _made(out / "site", wanted, store)
        if not names:
            raise UsageProblem("path-unknown", given=options.path)
        for name in names:
            history = store.history(name)
            if history is None:
                continue
            before = dict(history.before)
            changed = [label for label, digest in history.parts if before and before.get(label) != digest]
            if options.json:
                shape = {"version": 1, "job": name, "changed": changed, "first": not before, "failure": history.failure}
                print(json.dumps(shape, ensure_ascii=False))
                continue
            print(name)
            if history.failure:
                print(f"  失败 failed: {history.failure['says']} {history.failure['values']}")
                print("\n".join(f"  | {line}" for line in history.failure.get("trace", "").splitlines()))
            if not before:
                print("  第一次制作 made for the first time")
            for label, digest in history.parts:
                sign = "≠" if label in changed else "="
                print(
                    f"  {sign} {label}: {before.get(label, '-')[:16]} → {digest[:16]}"
                    if label in changed
                    else f"  {sign} {label}"
                )
    return 0


def _name(path: str, root: Path) -> str:
    """Return how jobs call it: a source's path from the root, or a page's address."""
    given = Path(path)
    if given.is_absolute() and given.is_relative_to(root):
        path = given.relative_to(root).as_posix()
    path = path.removeprefix("./").removeprefix("build/site/").lstrip("/")
    return path.removesuffix("index.html")


def _made(site: Path, wanted: str, store: Store) -> list[str]:
    """Return the job that made a published file, by the manifest: `audio.mp3` beside a page is one of its renditions."""
    from curbcut.core.release import made_by

    name = made_by(site, wanted)
    return [name] if name and store.history(name) is not None else []


def _about(name: str, wanted: str) -> bool:
    subject = name.partition(" ")[2]
    return subject == wanted or subject.endswith("/" + wanted) or subject.removesuffix("/") == wanted.removesuffix("/")
