"""What the eye would see, measured in a real Chromium; every page leaves a picture in ``tests/out/pages`` to be looked at."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Page

from service.web import CellChange
from sheets_schema.problems import Problem
from tests.service.web.browser import CHROMIUM, DESK, PHONE, chromium, named, opened, picture, served
from tests.service.web.hostile import HOSTILE
from tests.service.web.houses import BUSY, TestHouse, lived_in, torn

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}: apt-get install chromium"),
]

PAGES = (
    "/", "/orders", "/overdue", f"/orders/{BUSY}", "/problems", "/outbox", "/devices", "/versions", "/versions/compare?was=5&became=6",
    "/login", "/enter/x", "/nowhere",
)  # fmt: skip
SIZES = {"360": PHONE, "1280": DESK}

MEASURE = """() => {
  const paint = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = colour => { paint.clearRect(0, 0, 1, 1); paint.fillStyle = colour; paint.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = paint.getImageData(0, 0, 1, 1).data; return [r, g, b, a / 255]; };
  const light = ([r, g, b]) => { const part = [r, g, b].map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * part[0] + .7152 * part[1] + .0722 * part[2]; };
  const ground = element => { for (let at = element; at; at = at.parentElement) { const found = rgba(getComputedStyle(at).backgroundColor);
    if (found[3] > .99) return found; } return [255, 255, 255, 1]; };
  const seen = element => { const box = element.getBoundingClientRect(); return box.width > 1 && box.height > 1 && !element.closest(".hidden, .skip"); };
  const pale = [], small = [];
  for (const element of document.querySelectorAll("body *")) {
    if (!seen(element)) continue;
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim());
    if (own) {
      const [one, other] = [light(rgba(getComputedStyle(element).color)), light(ground(element))].sort((a, b) => a - b);
      const contrast = (other + .05) / (one + .05);
      if (contrast < 4.5) pale.push([element.outerHTML.slice(0, 120), contrast]);
    }
    if (element.matches("button, .button, input, select, nav a, .row-link, .stages a")) {
      const box = element.getBoundingClientRect();
      if (box.height < 47.9) small.push([element.outerHTML.slice(0, 120), box.height]);
    }
  }
  return { pale, small, wide: document.documentElement.scrollWidth - innerWidth };
}"""


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> TestHouse:
    made = lived_in(tmp_path_factory.mktemp("looked-at"))
    made.house = replace(made.house, differ=lambda *_: [CellChange("Заказы, № 17, «Этап»", "принят", "монтируется")])
    return made


@pytest.fixture(scope="module")
def base(house) -> Iterator[str]:
    with served(house) as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def measured(page: Page) -> dict[str, object]:
    found = page.evaluate(MEASURE)
    assert isinstance(found, dict)
    return found


NOTHING_WRONG = {"pale": [], "small": [], "wide": 0}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_pages_can_be_read_and_pressed_and_do_not_scroll_sideways(browser, base, house, size, dark):
    page = opened(browser, base, house, SIZES[size], dark=dark)
    for address in PAGES:
        page.goto(base + address)
        picture(page, f"{named(address)}-{size}-{'dark' if dark else 'light'}")
        assert measured(page) == NOTHING_WRONG, address
    page.context.close()


@pytest.mark.parametrize("size", SIZES)
def test_a_fresh_login_fits_the_screen(browser, base, house, size):
    page = opened(browser, base, house, SIZES[size])
    page.goto(base + "/devices")
    page.click("form[action='/devices'] button")
    picture(page, f"invitation-{size}-light")
    assert measured(page) == NOTHING_WRONG
    assert page.locator(".qr svg").bounding_box()["width"] > 180
    page.context.close()


def test_the_main_button_of_a_phone_page_needs_no_scrolling(browser, base, house):
    page = opened(browser, base, house, PHONE)
    for address in ("/orders", "/login", "/enter/x"):
        page.goto(base + address)
        box = page.locator("button.primary").first.bounding_box()
        assert box["y"] + box["height"] <= PHONE[1], address
    page.context.close()


def test_the_first_load_is_light(browser, base, house):
    """At most 60 KB over the wire, assets and all; the stylesheet at most 12 KB."""
    context = opened(browser, base, house, PHONE).context
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.setCacheDisabled", {"cacheDisabled": True})
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(base + "/", wait_until="load")
    page.wait_for_timeout(100)
    assert len(sizes) >= 4
    assert sum(sizes) <= 60_000
    context.close()


def test_everything_works_with_scripts_off(browser, base, house):
    page = opened(browser, base, house, PHONE, script=False)
    page.goto(base + "/orders")
    page.fill("#q", str(BUSY))
    page.click("button.primary")
    page.click(f"a[href='/orders/{BUSY}']")
    assert "Тихая гавань" in page.inner_text("h1")
    page.goto(base + "/outbox")
    page.click("button:has-text('Повторить')")
    assert page.url == base + "/outbox"
    page.context.close()


def test_the_office_page_keeps_itself_fresh_without_a_reload(browser, base, house):
    page = opened(browser, base, house, DESK)
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
    assert "файл под паролем" not in page.inner_text("main")
    house.journal.conditions.put("workbook", [Problem("workbook_password", "")], house.clock.now())
    page.wait_for_selector("text=файл под паролем", timeout=10_000)
    house.journal.conditions.put("workbook", [], house.clock.now())
    assert trouble == []
    page.context.close()


@pytest.mark.parametrize("size", SIZES)
def test_hostile_cells_break_no_page(browser, tmp_path, size):
    made = lived_in(tmp_path)
    for number, value in enumerate(HOSTILE, start=60):
        for key in ("name", "address", "note", "stage", "responsible"):
            made.put("orders", number, key, value)
    made.poll()
    with served(made) as address:
        page = opened(browser, address, made, SIZES[size])
        shown: list[str] = []
        page.on("dialog", lambda dialog: (shown.append(dialog.message), dialog.dismiss()))
        for path in ("/", "/orders", "/orders/67", "/problems"):
            page.goto(address + path)
            assert measured(page)["wide"] == 0, path
        picture(page, f"hostile-{size}-light")
        assert shown == []
        page.context.close()
    made.journal.close()


@pytest.mark.parametrize("size", SIZES)
def test_a_torn_table_can_be_answered_at_first_sight(browser, tmp_path, size):
    """Both buttons are on the first screen, above the table that explains."""
    made = torn(lived_in(tmp_path))
    with served(made) as address:
        page = opened(browser, address, made, SIZES[size])
        picture(page, f"torn-{size}-light")
        assert measured(page) == NOTHING_WRONG
        page.click("text=Вернуть как было")
        picture(page, f"undo-{size}-light")
        box = page.locator("button.danger").bounding_box()
        assert box["y"] + box["height"] <= SIZES[size][1]
        page.click("button.danger")
        assert made.journal.snapshots.answer().startswith("restore:")
        page.context.close()
    made.journal.close()
