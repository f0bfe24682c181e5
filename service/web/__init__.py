"""The office's pages and the doors to them."""

from service.web.app import create_app
from service.web.house import CellChange, Differ, House
from service.web.sessions import first_link

__all__ = ["CellChange", "Differ", "House", "create_app", "first_link"]
