"""The store's index: one SQLite file that may be lost at any time, because it is only a memory.

Damage is mended by beginning anew, also in the middle of a build; what the disk refuses (full,
read-only) is an EnvironmentProblem that names the path.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from curbcut.core.errors import EnvironmentProblem

SCHEMA = 1
"""Version of the index; another version is thrown away and made anew (it is only a memory)."""

_TABLES = """
CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, answer BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS jobs (name TEXT PRIMARY KEY, key TEXT, parts BLOB, before BLOB, failure BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS blobs (digest TEXT PRIMARY KEY, size INTEGER, mtime_ns INTEGER) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS inner_blobs (digest TEXT PRIMARY KEY, data BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS stats (path TEXT PRIMARY KEY, stat TEXT, digest TEXT) WITHOUT ROWID;
"""

_REFUSED = (
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_NOLFS,
)  # fmt: skip
_SQLITE = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What Python raises for a damaged index; the second where SQLite quotes the damage in its message."""
_COLUMNS = (
    "key, answer FROM answers", "name, key, parts, before, failure FROM jobs",
    "digest, size, mtime_ns FROM blobs", "path, stat, digest FROM stats",
    "digest, data FROM inner_blobs",
)  # fmt: skip


class Index:
    """Statements on the index; a damaged file is thrown away and the statement done on a new one.

    renewed: called when that happened
    """

    def __init__(self, path: Path, renewed: Callable[[], None]) -> None:
        self.path, self.renewed = path, renewed
        self._waiting: dict[str, list[tuple[object, ...]]] = {}
        with guarded(path):
            self._database = _opened(path)

    def write(self, text: str, values: tuple[object, ...]) -> None:
        """Do a statement that returns nothing, together with others like it, before the next row is asked for."""
        self._waiting.setdefault(text, []).append(values)

    def _catch_up(self) -> None:
        waiting, self._waiting = self._waiting, {}
        for text, values in waiting.items():
            try:
                self._database.executemany(text, values)
            except _SQLITE as problem:
                if not _damaged(problem):
                    raise
                self._renew()
                self._database.executemany(text, values)

    def rows(self, text: str, values: tuple[object, ...] = ()) -> list[Any]:
        """Do one statement and return its rows."""
        with guarded(self.path):
            if self._waiting:
                self._catch_up()
            try:
                return self._database.execute(text, values).fetchall()
            except _SQLITE as problem:
                if not _damaged(problem):
                    raise
            self._renew()
            return self._database.execute(text, values).fetchall()

    def commit(self) -> None:
        """Write what waits."""
        with guarded(self.path):
            self._catch_up()
            try:
                self._database.commit()
            except _SQLITE as problem:
                if not _damaged(problem):
                    raise
                self._renew()

    def close(self) -> None:
        """Close the file."""
        self._database.close()

    def _renew(self) -> None:
        self._database.close()
        _throw_away(self.path)
        self._database = _opened(self.path)
        self.renewed()


def _opened(path: Path) -> sqlite3.Connection:
    """Return the index at `path`, ready; a damaged or foreign one is thrown away first.

    raises: sqlite3.OperationalError (cannot be opened or written), EnvironmentProblem
    """
    for _ in range(2):
        index = sqlite3.connect(path, isolation_level="DEFERRED", check_same_thread=False)
        try:
            index.execute("PRAGMA journal_mode=WAL")
            index.execute("PRAGMA synchronous=NORMAL")
            version = index.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                index.executescript(_TABLES)
                index.execute(f"PRAGMA user_version={SCHEMA}")
            if version in (0, SCHEMA):
                for columns in _COLUMNS:
                    index.execute(f"SELECT {columns} LIMIT 1").fetchall()
                return index
        except _SQLITE as problem:
            if not _damaged(problem):
                index.close()
                raise
        index.close()
        _throw_away(path)
    raise EnvironmentProblem("store-unusable", where=str(path))


def _damaged(problem: Exception) -> bool:
    """Tell damage, which a new index mends, from what the disk refuses (full, read-only, locked)."""
    code = getattr(problem, "sqlite_errorcode", None)
    if code is None:  # found by Python: text that is not UTF-8, or a mistake of ours
        return not isinstance(problem, (sqlite3.ProgrammingError, sqlite3.InterfaceError))
    return code & 0xFF not in _REFUSED


def _throw_away(path: Path) -> None:
    for name in (path, f"{path}-wal", f"{path}-shm"):
        with suppress(FileNotFoundError):
            os.unlink(name)


class guarded:  # noqa: N801 - reads as a word: `with guarded(path):`
    """Turn the disk's refusals into an EnvironmentProblem that names the path."""

    def __init__(self, path: Path | str) -> None:
        self.path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, _kind: object, problem: BaseException | None, _trace: object) -> None:
        if not isinstance(problem, (OSError, sqlite3.OperationalError)):
            return
        if self._full(problem):
            raise EnvironmentProblem("disk-full", where=str(self.path)) from problem
        raise EnvironmentProblem("cannot-write", where=str(self.path), reason=problem) from problem

    def _full(self, problem: OSError | sqlite3.OperationalError) -> bool:
        if isinstance(problem, OSError):
            return problem.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
        code = getattr(problem, "sqlite_errorcode", 0) & 0xFF
        # Where SQLite cannot grow its shared memory it speaks of an I/O error, whatever the reason was.
        return code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and _no_space(Path(self.path)))


def _no_space(path: Path) -> bool:
    while not path.exists():
        path = path.parent
    space = os.statvfs(path)
    return space.f_bavail == 0 or (space.f_files > 0 and space.f_favail == 0)
