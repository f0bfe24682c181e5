"""A real Chromium over a real server: what pages look like, and what the eye cannot measure."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from time import sleep
from urllib.parse import urlsplit

import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from service.web import create_app, first_link
from tests.service.web.houses import TestHouse

CHROMIUM = Path("/usr/bin/chromium")
PICTURES = Path(__file__).parents[2] / "out" / "pages"
PHONE, DESK = (360, 640), (1280, 800)


@contextmanager
def served(made: TestHouse) -> Iterator[str]:
    """Serve the house on a free port of this machine; give its address."""
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(made.house), port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        sleep(0.01)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give a browser."""
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        )
        yield browser
        browser.close()


def opened(
    browser: Browser, base: str, made: TestHouse, size: tuple[int, int], *, dark: bool = False, script: bool = True
) -> Page:
    """Return a page that is logged in."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        locale="ru-RU",
        java_script_enabled=script,
    )
    page = context.new_page()
    page.goto(base + first_link(made.journal, made.clock))
    page.click("main button")
    page.wait_for_url(base + "/")
    return page


def picture(page: Page, name: str) -> Path:
    """Keep a picture of the whole page for people to look at."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path, full_page=True)
    return path


def named(url: str) -> str:
    return urlsplit(url).path.strip("/").replace("/", "-") or "office"
