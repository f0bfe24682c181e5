"""Put hand-written parts into a finished package: what no library here can write."""

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
EMPTY_RELS = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{RELS}"></Relationships>'


def graft(
    path: Path,
    parts: Mapping[str, tuple[str | bytes, str]],
    relations: Mapping[str, list[tuple[str, str, str]]],
    changes: Mapping[str, Callable[[str], str]] | None = None,
) -> None:
    """Add ``parts`` (content and content type by name) and ``relations`` (id, type, target by rels part); change others."""
    with zipfile.ZipFile(path) as package:
        members = {info.filename: package.read(info) for info in package.infolist()}
    for name, (content, _) in parts.items():
        members[name] = content.encode() if isinstance(content, str) else content
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, (_, kind) in parts.items() if kind
    )
    types = members["[Content_Types].xml"].decode().replace("</Types>", overrides + "</Types>")
    members["[Content_Types].xml"] = types.encode()
    for rels, entries in relations.items():
        text = members.get(rels, EMPTY_RELS.encode()).decode()
        lines = "".join(_relation(*entry) for entry in entries)
        members[rels] = text.replace("</Relationships>", lines + "</Relationships>").encode()
    for name, change in (changes or {}).items():
        members[name] = change(members[name].decode()).encode()
    write(path, members)


def _relation(name: str, kind: str, target: str) -> str:
    mode = ' TargetMode="External"' if target.startswith("file:") else ""
    return f'<Relationship Id="{name}" Type="{kind}" Target="{target}"{mode}/>'


def write(path: Path, members: Mapping[str, bytes]) -> None:
    """Write a package, as a fixed moment would have it."""
    path.write_bytes(write_to(members))


def write_to(members: Mapping[str, bytes]) -> bytes:
    """Return a package as bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
