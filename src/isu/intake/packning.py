"""Takes the one data file out of a .zip or .gz, and the manifest that may lie beside it.

Paths inside an archive are never used: what is taken out gets a name of ours. Anything else in the archive, and its
names and comments, is given back as text for the guard, for the archive is kept as it was sent.
"""

import gzip
import re
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from isu.declaration.granser import Granser
from isu.errors import ReadError
from isu.intake.kind import GZIP
from isu.intake.manifest import LARGEST, MANIFEST_SUFFIXES
from isu.intake.zipkatalog import CHUNK, open_zip, part_chunks, refuse_bomb

#: What systems add to an archive by themselves.
_ADDED = re.compile(r"(^|/)(__MACOSX/|\._|\.DS_Store$|Thumbs\.db$|desktop\.ini$)")
_DRIVE = re.compile(r"[A-Za-z]:")
_NESTED = (".zip", ".gz", ".7z", ".rar", ".tar", ".tgz", ".bz2", ".xz")
_RUN = re.compile(rb"[\x20-\x7e\xa0-\xff]{9,}")


@dataclass(frozen=True)
class Innehall:
    """The data file, what the sender calls it, its manifest, and texts of the archive that are neither."""

    path: Path
    namn: str
    manifest: Path | None
    texter: tuple[str, ...] = ()


def unpack(path: Path, slag: str, filnamn: str, scratch: Path, granser: Granser) -> Innehall:
    """The archive's one data file. Raises ReadError when there is not exactly one, or when it cannot be trusted."""
    target = scratch.with_suffix(".uppackad")
    if slag == GZIP:
        _write(_gzip_chunks(path), target, path.stat().st_size, granser)
        return Innehall(target, PurePosixPath(filnamn).stem, None, (_gzip_name(path),))
    with open_zip(path, granser) as archive:
        data, manifest, added = _sorted_out(archive)
        _write(part_chunks(archive, data), target, data.compress_size, granser)
        beside = None
        if manifest:
            beside = scratch.with_suffix(".foljefil")
            beside.write_bytes(b"".join(part_chunks(archive, manifest)))
        return Innehall(target, PurePosixPath(data.filename).name, beside, tuple(_texts(archive, added)))


def _sorted_out(archive: zipfile.ZipFile) -> tuple[zipfile.ZipInfo, zipfile.ZipInfo | None, list[zipfile.ZipInfo]]:
    """(data file, manifest, what systems add) of a zip with nothing else in it."""
    data, manifests, added = [], [], []
    for entry in archive.infolist():
        _refuse_path(entry)
        if entry.is_dir():
            continue
        if _ADDED.search(entry.filename):
            added.append(entry)
        elif entry.filename.endswith(MANIFEST_SUFFIXES):
            manifests.append(entry)
        else:
            data.append(entry)
    if len(data) != 1 or len(manifests) > 1:
        raise ReadError("otillatet_arkiv", skal=_contents(len(data), len(manifests)))
    if data[0].filename.lower().endswith(_NESTED):
        raise _nested()
    if manifests and manifests[0].file_size > LARGEST:
        raise ReadError("trasig_foljefil", skal=f"den är större än {LARGEST} byte")
    return data[0], manifests[0] if manifests else None, added


def _contents(data: int, manifests: int) -> str:
    beside = f" och {manifests} följefiler" if manifests > 1 else ""
    return f"det har {data} datafiler{beside}, men ska ha en enda"


def _nested() -> ReadError:
    return ReadError("otillatet_arkiv", skal="det innehåller ett annat arkiv")


def refuse_nested(slag: str) -> None:
    """Called with the kind of what was taken out."""
    if slag in ("zip", "gzip"):
        raise _nested()


def _refuse_path(entry: zipfile.ZipInfo) -> None:
    name = entry.orig_filename.replace("\\", "/")
    if name.startswith("/") or ".." in name.split("/") or _DRIVE.match(name) or "\0" in name:
        raise ReadError("otillatet_arkiv", skal="en sökväg i det pekar ut ur arkivet")
    mode = entry.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG, stat.S_IFDIR):
        raise ReadError("otillatet_arkiv", skal="det innehåller en länk eller något annat som inte är en fil")


def _write(chunks: Iterable[bytes], target: Path, packed: int, granser: Granser) -> None:
    """Write while counting: what the archive says of its own size is not believed."""
    size = 0
    with target.open("wb") as out:
        for chunk in chunks:
            size += len(chunk)
            refuse_bomb(size, packed, granser)
            out.write(chunk)


def _gzip_chunks(path: Path) -> Iterator[bytes]:
    try:
        with gzip.open(path) as file:
            while chunk := file.read(CHUNK):
                yield chunk
    except (OSError, EOFError, zlib.error):
        raise ReadError("ej_lasbar", skal="gzip-arkivet är skadat eller avkortat") from None


def _gzip_name(path: Path) -> str:
    """The name and comment that a gzip file may begin with, read as text without being understood."""
    with path.open("rb") as file:
        head = file.read(1 << 12)
    flags = head[3] if len(head) > 3 else 0
    return " ".join(r.decode("latin-1") for r in _RUN.findall(head[10:])) if flags & 0b11100 else ""


def _texts(archive: zipfile.ZipFile, added: list[zipfile.ZipInfo]) -> Iterator[str]:
    """Names and comments, and the runs of signs in what systems add."""
    yield archive.comment.decode("utf-8", errors="replace")
    for entry in archive.infolist():
        yield f"{entry.filename} {entry.comment.decode('utf-8', errors='replace')}"
    for entry in added:
        for chunk in part_chunks(archive, entry):
            yield from (r.decode("cp1252", errors="replace") for r in _RUN.findall(chunk))
