"""Opens a zip without trusting it: its list of parts must be small, and no part may grow beyond what is allowed.

Knows nothing of what the parts mean. Light: the child process that reads workbooks imports it too.
"""

import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from isu.errors import ReadError

if TYPE_CHECKING:
    from isu.declaration.granser import Granser

CHUNK = 1 << 20
BYTES_PER_ENTRY = 1_000
RATIO_FROM = 100_000_000  # what unpacks to less than this is harmless however well it was packed

_END, _END64 = b"PK\5\6", b"PK\6\6"
_END_BYTES, _LONGEST_COMMENT = 22, 1 << 16


def open_zip(path: Path, granser: "Granser") -> zipfile.ZipFile:
    """The archive, its parts counted and not yet read. Raises ReadError when it is damaged, too large or locked."""
    if _directory_size(path) > granser.arkivposter * BYTES_PER_ENTRY:
        raise ReadError("over_granserna", vad="filer i arkivet", grans=granser.arkivposter)
    try:
        archive = zipfile.ZipFile(path)
    except Exception:  # the library answers damaged archives with a dozen kinds of errors
        raise ReadError("ej_lasbar", skal="den börjar som en Excelbok eller ett zip-arkiv men är inte hel") from None
    try:
        _refuse_too_large(archive, granser)
    except ReadError:
        archive.close()
        raise
    return archive


def _refuse_too_large(archive: zipfile.ZipFile, granser: "Granser") -> None:
    entries = archive.infolist()
    if len(entries) > granser.arkivposter:
        raise ReadError("over_granserna", vad="filer i arkivet", grans=granser.arkivposter)
    if any(e.flag_bits & 1 for e in entries):
        raise ReadError("losenordsskyddad", vad="Arkivet")
    unpacked, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
    refuse_bomb(unpacked, packed, granser)


def refuse_bomb(unpacked: int, packed: int, granser: "Granser") -> None:
    """More bytes than are taken, or so many times more than were sent that no real file does it."""
    if unpacked > granser.uppackat_byte:
        raise ReadError("over_granserna", vad="byte uppackat", grans=granser.uppackat_byte)
    if unpacked > max(RATIO_FROM, packed * granser.packgrad):
        raise ReadError("over_granserna", vad="gånger större uppackad än packad", grans=granser.packgrad)


def part_chunks(archive: zipfile.ZipFile, name: str | zipfile.ZipInfo) -> Iterator[bytes]:
    """The content of one part; the library stops at the size that the list of parts states."""
    try:
        with archive.open(name) as part:
            while chunk := part.read(CHUNK):
                yield chunk
    except Exception:  # wrong checksum, unknown packing, cut off: all of them mean the same
        raise ReadError("ej_lasbar", skal="en del av arkivet är skadad") from None


def _directory_size(path: Path) -> int:
    """Bytes that the archive's list of parts says that it takes; found as the library finds it."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _END_BYTES - _LONGEST_COMMENT))
        tail = file.read()
    whole = tail[-_END_BYTES:]
    at = len(tail) - _END_BYTES if whole.startswith(_END) and whole.endswith(b"\0\0") else tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_BYTES:
        return 0
    size = struct.unpack_from("<I", tail, at + 12)[0]
    far = tail.rfind(_END64)
    if far >= 0 and len(tail) - far >= 56:
        return max(size if size != 0xFFFFFFFF else 0, struct.unpack_from("<Q", tail, far + 40)[0])
    return size
