"""What was asked and what was answered: content-addressed blobs and their index.

A blob is a read-only file named by the SHA-256 of its bytes. An answer says which blobs a key led
to. Nothing here is trusted blindly: a blob whose size or time differs from what was written is
read and hashed again, an answer carries a checksum, and one that lost a blob is no answer, so the
job runs once more. An index that is damaged, also in the middle of a build, is begun anew.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, Self

import msgspec

from curbcut.core.errors import EnvironmentProblem
from curbcut.core.index import Index, guarded
from curbcut.core.model import Answer, Blob, Made, Record

_COMMIT_EVERY, _COMMIT_AFTER_S = 200, 2.0  # answers, seconds: a killed build loses at most this much work

_SETTLED_NS = 2_000_000_000
"""Age from which a file's time tells it apart from the next state of the file. Source: the coarsest
clock of a common file system, FAT's two seconds; git calls younger entries racy."""
_UNREADABLE = (msgspec.DecodeError, UnicodeDecodeError, TypeError)  # what decoding damaged MessagePack raises

Parts = tuple[tuple[str, str], ...]


class History(Record, frozen=True):
    """What is known of a job: the parts of its last key, those of the key before, its kept failure."""

    name: str
    key: str
    parts: Parts = ()
    before: Parts = ()
    failure: dict[str, Any] | None = None


class Store:
    """Blobs and their index below `root`. Use it in a `with`; one writer at a time (see `locked`).

    raises: EnvironmentProblem when the folder cannot be written or the disk is full
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.touched: set[str] = set()
        self._files: set[str] = set()
        self._folders: set[str] = set()
        self._waiting, self._committed_s = 0, time.monotonic()
        self._answer = msgspec.msgpack.Decoder(Answer)
        self._home = f"{root}/blobs"
        with guarded(root):
            os.makedirs(self._home, exist_ok=True)
        self._inner: set[str] = set()
        self._index = Index(root / "index.sqlite", self._inner.clear)
        self._rows, self._row = self._index.rows, self._index.write
        rows = self._rows("SELECT digest, size, mtime_ns FROM blobs")
        self._blobs: dict[str, tuple[int, int]] = {digest: (size, mtime) for digest, size, mtime in rows}
        self._inner.update(digest for (digest,) in self._rows("SELECT digest FROM inner_blobs"))
        # The key a job was last made under; "" when it failed then.
        self._last: dict[str, str] = dict(self._rows("SELECT name, iif(failure IS NULL, key, '') FROM jobs"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Write what waits and close the index."""
        try:
            self.commit()
        finally:
            self._index.close()

    def commit(self) -> None:
        """Write what waits, so that it survives whatever comes next."""
        self._index.commit()
        self._waiting, self._committed_s = 0, time.monotonic()

    # --- blobs -----------------------------------------------------------------------------------

    def path_of(self, digest: str) -> Path:
        """Return where the blob of this digest lies (or would lie)."""
        return Path(self.place_of(digest))

    def place_of(self, digest: str) -> str:
        """Return the same as a text: thousands of blobs are looked at in every build."""
        return f"{self._home}/{digest[:2]}/{digest[2:]}"

    def put(self, data: bytes, *, part: bool = False) -> Blob:
        """Keep bytes and return their blob; bytes already kept are not written again.

        part: of a part of something, which only `get` will ask for: the index, which is read whole, does not list it
        """
        digest = sha256(data).hexdigest()
        there = digest in self._blobs or os.path.exists(self.place_of(digest))  # the second where the index was lost
        if not there or not self._sound(digest, len(data), noted=not part):
            mtime_ns = self._write(digest, data)
            if not part:
                self._trust(digest, len(data), mtime_ns)
        return Blob(digest=digest, size=len(data))

    def put_inner(self, data: bytes) -> Blob:
        """Keep bytes that only other jobs will ask for, in the index: a file costs several times as much."""
        digest = sha256(data).hexdigest()
        if digest not in self._inner:
            self._row("REPLACE INTO inner_blobs VALUES (?,?)", (digest, data))
            self._inner.add(digest)
        return Blob(digest=digest, size=len(data), inner=True)

    def put_file(self, path: Path, name: str) -> Blob:
        """Keep a file's bytes, reading it only when its size, time or inode changed since last time.

        name: what it is remembered by (its path from the site's root)
        raises: EnvironmentProblem when it cannot be read
        """
        try:
            stat = path.stat()
            now = f"{stat.st_size}:{stat.st_mtime_ns}:{stat.st_ctime_ns}:{stat.st_ino}"
            self._files.add(name)
            for kept, digest in self._rows("SELECT stat, digest FROM stats WHERE path=?", (name,)):
                if kept == now and self._sound(digest, stat.st_size):
                    return Blob(digest=digest, size=stat.st_size)
            data = path.read_bytes()
        except OSError as problem:
            raise EnvironmentProblem("cannot-read", where=name, reason=problem.strerror or problem) from problem
        blob = self.put(data)
        # Written this very moment, it could be written again and still show the same time.
        settled = max(stat.st_mtime_ns, stat.st_ctime_ns) < time.time_ns() - _SETTLED_NS
        self._row("REPLACE INTO stats VALUES (?,?,?)", (name, now if settled else "", blob.digest))
        self._waiting += 1
        return blob

    def get(self, blob: Blob) -> bytes:
        """Return a blob's bytes, hashed. Raises KeyError when they are gone or damaged."""
        try:
            data = self._data_of(blob)
        except OSError as problem:
            raise KeyError(blob.digest) from problem
        if sha256(data).hexdigest() != blob.digest:
            self._forget(blob.digest)
            raise KeyError(blob.digest)
        return data

    def _data_of(self, blob: Blob) -> bytes:
        if not blob.inner:
            return self.path_of(blob.digest).read_bytes()
        rows = self._rows("SELECT data FROM inner_blobs WHERE digest=?", (blob.digest,))
        return bytes(rows[0][0]) if rows else b""

    def _write(self, digest: str, data: bytes) -> int:
        path = self.place_of(digest)
        with guarded(path):
            if digest[:2] not in self._folders:
                os.makedirs(path.rpartition("/")[0], exist_ok=True)
                self._folders.add(digest[:2])
            draft = f"{path}.{os.getpid()}.tmp"
            try:
                with open(draft, "wb", buffering=0) as file:
                    view = memoryview(data)
                    while view:
                        view = view[file.write(view) :]
                    os.fchmod(file.fileno(), 0o444)  # only now: a draft that a killed build left must open again
                    mtime_ns = os.fstat(file.fileno()).st_mtime_ns
                os.replace(draft, path)
            except BaseException:
                with suppress(OSError):
                    os.unlink(draft)  # on a full disk it takes the space that is missing
                raise
        return mtime_ns

    def _trust(self, digest: str, size: int, mtime_ns: int) -> None:
        self._blobs[digest] = (size, mtime_ns)
        self._row("REPLACE INTO blobs VALUES (?,?,?)", (digest, size, mtime_ns))

    def _sound(self, digest: str, size: int, *, noted: bool = True) -> bool:
        known = self._blobs.get(digest)
        path = self.place_of(digest)
        try:
            stat = os.stat(path)
            if known == (size, stat.st_mtime_ns) and stat.st_size == size:
                return True
            # Touched by somebody, or the index is new: only the bytes can tell whether it is what its name says.
            if stat.st_size == size and sha256(Path(path).read_bytes()).hexdigest() == digest:
                if noted:
                    self._trust(digest, size, stat.st_mtime_ns)
                return True
        except OSError:
            pass
        self._forget(digest)
        return False

    def _forget(self, digest: str) -> None:
        if digest in self._inner:
            self._inner.discard(digest)
            self._rows("DELETE FROM inner_blobs WHERE digest=?", (digest,))
        if self._blobs.pop(digest, None) is not None:
            self._rows("DELETE FROM blobs WHERE digest=?", (digest,))
        with suppress(OSError):
            os.unlink(self.place_of(digest))

    # --- answers ---------------------------------------------------------------------------------

    def asked(self, key: str, *, part: bool = False) -> Answer | None:
        """Return the answer kept under `key` if it and all its blobs are sound, else None.

        part: its blobs only have to be there in their size; `get`, which alone asks for them, reads and hashes them
        """
        kept = self._there if part else self._kept
        for (data,) in self._rows("SELECT answer FROM answers WHERE key=?", (key,)):
            answer = self._unsealed(key, data)
            if answer is not None and all(map(kept, answer.files.values())):
                self.touched.add(key)
                return answer
        return None

    def _kept(self, blob: Blob) -> bool:
        return blob.digest in self._inner if blob.inner else self._sound(blob.digest, blob.size)

    def _there(self, blob: Blob) -> bool:
        try:
            return (
                blob.digest in self._inner if blob.inner else os.stat(self.place_of(blob.digest)).st_size == blob.size
            )
        except OSError:
            return False

    def _unsealed(self, key: str, data: bytes) -> Answer | None:
        try:
            sound = _seal(key, data[32:]) == data[:32]
            return self._answer.decode(data[32:]) if sound else None
        except _UNREADABLE:
            return None

    def keep(self, name: str, key: str, parts: Parts, made: Made) -> Answer:
        """Keep what the job `name` made under `key`, with the parts of the key for `why`.

        name: ``""`` for a part, which has no history
        """
        files = {file: self.put(data, part=not name) for file, data in sorted(made.files.items())}
        files |= {file: self.put_inner(data) for file, data in sorted(made.inner.items())}
        facts = dict(sorted(made.facts.items()))
        digest = sha256(msgspec.msgpack.encode((files, facts), order="deterministic")).hexdigest()
        answer = Answer(files=files, facts=facts, digest=digest)
        self.also(key, answer)
        self._remember(name, key, parts, None)
        return answer

    def also(self, key: str, answer: Answer) -> None:
        """Keep a known answer under another key that leads to it."""
        data = msgspec.msgpack.encode(answer)
        self._row("REPLACE INTO answers VALUES (?,?)", (key, _seal(key, data) + data))
        self.touched.add(key)

    def recall(self, name: str, key: str, parts: Parts) -> None:
        """Note that the answer under `key` is the job's present one: an old state came back, or a failure ended."""
        if name and self._last.get(name) != key:
            self._remember(name, key, parts, None)

    def keep_failure(self, name: str, key: str, parts: Parts, failure: Mapping[str, Any]) -> None:
        """Keep why the job `name` failed, beside its key; the next answer takes its place."""
        self._remember(name, key, parts, dict(failure))

    def _remember(self, name: str, key: str, parts: Parts, failure: dict[str, Any] | None) -> None:
        if name:
            last = self.history(name) if name in self._last else None
            before = last.before if last and last.key == key else (last.parts if last else ())
            encode = msgspec.msgpack.encode
            row = (name, key, encode(parts), encode(before), encode(failure) if failure else None)
            self._row("REPLACE INTO jobs VALUES (?,?,?,?,?)", row)
            self._last[name] = "" if failure else key
        self._waiting += 1
        if self._waiting >= _COMMIT_EVERY or time.monotonic() - self._committed_s > _COMMIT_AFTER_S:
            self.commit()

    def history(self, name: str) -> History | None:
        """Return what is known of the job `name`."""
        for key, *blobs in self._rows("SELECT key, parts, before, failure FROM jobs WHERE name=?", (name,)):
            try:
                parts, before = (msgspec.msgpack.decode(blob, type=Parts) for blob in blobs[:2])
                failure = msgspec.msgpack.decode(blobs[2]) if blobs[2] else None
                return History(name=name, key=key, parts=parts, before=before, failure=failure)
            except _UNREADABLE:
                pass  # damaged: it was only for `why`
        return None

    def names(self, part: str) -> list[str]:
        """Return the names of the jobs that contain `part`, sorted."""
        return [row[0] for row in self._rows("SELECT name FROM jobs WHERE instr(name, ?) ORDER BY name", (part,))]

    def sweep(self, keep: Iterable[str]) -> tuple[int, int]:
        """Forget every answer whose key is not in `keep`, every file not put since this store was
        opened, and every blob that neither needs.

        returns: blobs removed, bytes freed (a kept release that still links to them keeps its bytes)
        """
        kept = set(keep)
        needed: set[str] = set()
        for path, digest in self._rows("SELECT path, digest FROM stats"):
            if path in self._files:
                needed.add(digest)
            else:
                self._rows("DELETE FROM stats WHERE path=?", (path,))
        for key, data in self._rows("SELECT key, answer FROM answers"):
            answer = self._unsealed(key, data) if key in kept else None
            if answer is None:
                self._rows("DELETE FROM answers WHERE key=?", (key,))
            else:
                needed.update(blob.digest for blob in answer.files.values())
        for name, key in self._rows("SELECT name, key FROM jobs"):
            if key not in kept:
                self._rows("DELETE FROM jobs WHERE name=?", (name,))
                self._last.pop(name, None)
        self.commit()  # an answer is forgotten before its blobs are
        removed = freed = 0
        with guarded(self.root):
            for path in sorted((self.root / "blobs").glob("*/*")):
                digest = path.parent.name + path.name
                if digest not in needed:
                    removed, freed = removed + 1, freed + path.stat().st_size
                    path.unlink()
                    self._forget(digest)
        for digest in sorted(self._inner - needed):
            for (size,) in self._rows("SELECT length(data) FROM inner_blobs WHERE digest=?", (digest,)):
                removed, freed = removed + 1, freed + size
            self._forget(digest)
        self.commit()
        return removed, freed


def _seal(key: str, data: bytes) -> bytes:
    return sha256(key.encode() + data).digest()
