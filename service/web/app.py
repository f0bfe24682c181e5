"""The web application: which pages there are, and who may see them."""

from collections.abc import Callable

from fastapi import APIRouter, Depends, FastAPI
from starlette.middleware.gzip import GZipMiddleware

from service.web import (
    assets,
    devices,
    doors,
    health,
    office,
    orders,
    overdue,
    problems,
    quarantine,
    queue,
    refusals,
    versions,
)
from service.web.gate import Gate
from service.web.house import House
from service.web.kit import Kit
from service.web.sessions import OFFICE, allow

OFFICE_ROOMS: tuple[Callable[[House, Kit], APIRouter], ...] = (
    office.router,
    orders.router,
    overdue.router,
    problems.router,
    queue.router,
    devices.router,
    versions.router,
    quarantine.router,
)
"""For the owner and the office only; everything else is open to anybody: doors, health, assets."""


def create_app(house: House) -> FastAPI:
    """Return the application over a house. All routes that touch the journal are plain functions: they run in threads."""
    app = FastAPI(title="Naryad", openapi_url=None)
    drawn = assets.load_assets()
    kit = Kit(house, drawn)
    app.include_router(health.router(house))
    app.include_router(assets.router(drawn))
    app.include_router(doors.router(house, kit))
    for room in OFFICE_ROOMS:
        app.include_router(room(house, kit), dependencies=[Depends(allow(house, OFFICE))])
    refusals.register(app, house, kit)
    app.add_middleware(Gate, public_url=house.public_url, language=house.language)
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    return app
