"""The stylesheet, the script and the icon: read once, served from memory under a name that changes with their content."""

import hashlib
from dataclasses import dataclass
from importlib.resources import files
from typing import Final

from fastapi import APIRouter, HTTPException, Response

from sheets_schema.palette import STAGE_COLOURS

_TYPES: Final = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
_YEAR: Final = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that browsers may keep for a year, since another content has another address."""

    name: str
    kind: str
    content: bytes

    @property
    def url(self) -> str:
        """Its address."""
        return f"/static/{hashlib.sha256(self.content).hexdigest()[:12]}/{self.name}"


def load_assets() -> dict[str, Asset]:
    """Read the assets of this package and make the stylesheet of stage colours."""
    folder = files("service.web").joinpath("static")
    contents = {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}
    contents["stages.css"] = stage_styles().encode()
    return {name: Asset(name, _TYPES[name.rpartition(".")[2]], content) for name, content in contents.items()}


def stage_styles() -> str:
    """Return the classes ``s0``, ``s1`` … that give a piece of a page the colours of a stage, by day and by night."""
    day = "".join(f".s{place}{{--fill:#{each.fill};--tone:#{each.ink}}}" for place, each in enumerate(STAGE_COLOURS))
    night = "".join(
        f".s{place}{{--fill:#{each.night_fill};--tone:#{each.night_ink}}}" for place, each in enumerate(STAGE_COLOURS)
    )
    return f"{day}@media(prefers-color-scheme:dark){{{night}}}"


def router(assets: dict[str, Asset]) -> APIRouter:
    """Serve the assets to anybody."""
    routes = APIRouter()

    @routes.get("/static/{version}/{name}", include_in_schema=False)
    def asset(version: str, name: str) -> Response:
        del version  # only makes the address new when the content is
        found = assets.get(name)
        if found is None:
            raise HTTPException(404)
        return Response(found.content, media_type=found.kind, headers={"Cache-Control": _YEAR})

    return routes
