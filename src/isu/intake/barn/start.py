"""Where the process begins: sets its own limits, reads one file as told, answers with one line of JSON.

Run by its path, without site packages; the folders to import from come with the job.
"""

import json
import resource
import sys
from contextlib import suppress
from types import SimpleNamespace

READERS = {"json": "jsonfil", "parquet": "parquetfil"}


def main() -> None:
    job = json.loads(sys.stdin.read())
    sys.path[:0] = job["sokvagar"]
    sys.modules["numpy"] = None  # pyarrow does without it and starts in half the time
    _limit(job["granser"])
    print(json.dumps(_answer(job)))


def _limit(granser: dict[str, int]) -> None:
    for what, most in (
        (resource.RLIMIT_AS, granser["minne_byte"]),
        (resource.RLIMIT_CPU, granser["sekunder"]),
        (resource.RLIMIT_FSIZE, granser["uppackat_byte"]),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        with suppress(ValueError, OSError):  # a system that does not know the limit
            resource.setrlimit(what, (most, most))


def _answer(job: dict) -> dict:
    """What was read, or the rule that refuses the file."""
    from isu.errors import ReadError

    try:
        return _read(job)
    except ReadError as error:
        return {"fel": error.regel, "uppgifter": error.uppgifter}
    except MemoryError:
        return {"fel": "for_tung_fil", "uppgifter": {}}
    except ImportError as error:  # of this installation, not of the file
        return {"saknas": error.name or "okänt"}
    except BaseException:  # native readers answer a damaged file in many ways, panics among them
        return {"fel": "ej_lasbar", "uppgifter": {"skal": "innehållet är skadat eller följer inte formatet"}}


def _read(job: dict) -> dict:
    from importlib import import_module

    reader = import_module(f"isu.intake.barn.{READERS.get(job['slag'], 'arbetsbok')}")
    return reader.read(job["fil"], job["slag"], job["ut"], SimpleNamespace(**job["granser"]))


if __name__ == "__main__":
    main()
