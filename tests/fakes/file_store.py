"""The folders of orders in memory."""

from dataclasses import dataclass, field
from itertools import count

from sheets_schema.folders import safe_name


@dataclass
class MemoryFileStore:
    """``FileStore`` that keeps everything in a dictionary of dictionaries; ``trouble`` makes every call fail with it."""

    folders: dict[str, dict[str, bytes]] = field(default_factory=dict)
    trouble: Exception | None = None

    def make_folder(self, name: str) -> str:
        if self.trouble is not None:
            raise self.trouble
        safe = safe_name(name)
        self.folders.setdefault(safe, {})
        return f"files/{safe}"

    def put(self, folder: str, name: str, content: bytes) -> str:
        link = self.make_folder(folder)
        files = self.folders[safe_name(folder)]
        stem, dot, suffix = safe_name(name, 110).rpartition(".")
        stem, suffix = (stem, dot + suffix) if stem else (suffix, "")
        for number in count(1):
            candidate = stem + (f" ({number})" if number > 1 else "") + suffix
            if files.setdefault(candidate, content) == content:
                return f"{link}/{candidate}"
        raise AssertionError

    def listing(self) -> dict[str, bytes]:
        return {
            f"files/{name}/{file}": content for name, files in self.folders.items() for file, content in files.items()
        }
