"""Say what this machine has, what is missing, and the exact remedy."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from pathlib import Path

HELP = {"zh": "检查这台电脑缺什么。", "en": "Say what this machine lacks, and the remedy."}
_TOOLS = (
    "pelican",
    "mkdocs",
    "mkdocs-material",
    "markdown",
    "weasyprint",
    "pyttsx3",
    "whoosh-reloaded",
    "nh3",
    "ruamel.yaml",
)
_LIBRARIES = {
    "pango-1.0": "libpango-1.0-0", "pangoft2-1.0": "libpangoft2-1.0-0", "harfbuzz": "libharfbuzz0b",
    "harfbuzz-subset": "libharfbuzz-subset0",
}  # fmt: skip


def arguments(parser: ArgumentParser) -> None:
    """Declare the options (there are none)."""
    del parser


def run(options: Namespace) -> int:
    """Print one line per thing. Returns 3 when something that a build needs is missing."""
    import platform
    from ctypes.util import find_library

    from curbcut.core.errors import EXIT_ENVIRONMENT, EXIT_FINE, CurbcutError
    from curbcut.core.rooms import corridor, room, tool_versions

    lacks = 0
    print(f"✓ Python {platform.python_version()}")
    for tool, version in tool_versions(_TOOLS).items():
        good = version != "missing"
        lacks += not good
        print(f"✓ {tool} {version}" if good else f"✗ {tool} → ./curbcut build")
    for library, package in _LIBRARIES.items():
        good = find_library(library) is not None
        lacks += not good
        print(f"✓ {package}" if good else f"✗ {package} → apt-get install {package}")
    for name in corridor("renditions"):
        lacking: tuple[CurbcutError, ...] = getattr(room("renditions", name), "lacks", tuple)()
        lacks += len(lacking)
        print(
            "\n".join(f"✗ {name}: {line}" for problem in lacking for line in problem.text().splitlines()) or f"✓ {name}"
        )
    root = Path(options.site).resolve()
    lacks += _voices(root)
    writable = os.access(root, os.W_OK)
    lacks += not writable
    print(f"✓ {root}" if writable else f"✗ {root} 不能写入 cannot be written")
    return EXIT_ENVIRONMENT if lacks else EXIT_FINE


def _voices(root: Path) -> int:
    """Print a line for each voice, as the site uses it or as it is by itself. Returns how many that it uses cannot speak."""
    from curbcut.core.rooms import corridor, room
    from curbcut.core.voicing import Voicing, voicing
    from curbcut.site import CONFIG, Site

    site = Site.open(root)[0] if (root / CONFIG).is_file() else None
    used = [
        (f"{name} ({language})", voicing(name, given, root))
        for language, rooms in (site.config.voices if site is not None else {}).items()
        for name, given in rooms.items()
    ]
    names = {one.name for _, one in used}
    idle = [(name, Voicing(name=name, options=room("voices", name).Options())) for name in corridor("voices")]
    lacks = 0
    for title, one in (*used, *(pair for pair in idle if pair[0] not in names)):
        reason = room("voices", one.name).available(one.options)
        lacking = reason is not None and one.name in names
        lacks += lacking
        print(f"✓ 声音 voice {title}" if reason is None else f"{'✗' if lacking else '-'} 声音 voice {title}: {reason}")
    return lacks
