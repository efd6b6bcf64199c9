"""Say what this machine has, what is missing, and the exact remedy."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from curbcut.core.config import SiteConfig

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

    from curbcut.core.errors import EXIT_ENVIRONMENT, EXIT_FINE
    from curbcut.core.rooms import tool_versions
    from curbcut.site import CONFIG, Site

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
    root = Path(options.site).resolve()
    site = Site.open(root)[0] if (root / CONFIG).is_file() else None
    config = site.config if site is not None else None
    lacks += _renditions(config) + _voices(root, config)
    writable = os.access(root, os.W_OK)
    lacks += not writable
    print(f"✓ {root}" if writable else f"✗ {root} 不能写入 cannot be written")
    return EXIT_ENVIRONMENT if lacks else EXIT_FINE


def _renditions(config: SiteConfig | None) -> int:
    """Print a line for each rendition, several where it lacks something. Returns how much those lack that the site makes."""
    from curbcut.core.errors import EnvironmentProblem
    from curbcut.core.rooms import corridor, room

    lacks = 0
    for name in corridor("renditions"):
        lacking: tuple[EnvironmentProblem, ...] = getattr(room("renditions", name), "lacks", tuple)()
        made = config is None or name in config.renditions
        lacks += made * len(lacking)
        lines = [line for problem in lacking for line in problem.text().splitlines()]
        print("\n".join(f"{'✗' if made else '-'} {name}: {line}" for line in lines) or f"✓ {name}")
    return lacks


def _voices(root: Path, config: SiteConfig | None) -> int:
    """Print a line for each voice, as the site uses it or as it is by itself. Returns how many that it uses cannot speak."""
    from curbcut.core.rooms import corridor, room
    from curbcut.core.voicing import Voicing, voicing

    used = [
        (f"{name} ({language})", voicing(name, given, root))
        for language, (name, given) in (_chosen(config) if config is not None else {}).items()
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


def _chosen(config: SiteConfig) -> dict[str, tuple[str, Mapping[str, Any]]]:
    """Return language → voice and its options: what the site names, and what its recordings use without a name."""
    from curbcut.core.config import SPOKEN
    from curbcut.core.rooms import room
    from curbcut.core.voicing import voice_of

    speaks = any(getattr(room("renditions", name), "SPEAKS", False) for name in config.renditions)
    languages = dict.fromkeys((*(SPOKEN if speaks else ()), *config.voices))
    return {language: voice_of(language, config.voices) for language in languages}
