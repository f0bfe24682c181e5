"""The few icons, drawn inline so that no font or picture is loaded. Decoration: a word always stands beside them."""

from typing import Final

from markupsafe import Markup

_SHAPES: Final = {
    "mark": '<path d="M13 2 4 14h7l-1 8 10-12h-7z"/>',
    "check": '<path d="m4 12 5 5L20 6"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 2"/>',
    "alert": '<path d="M12 3 2 20h20z"/><path d="M12 10v4m0 3v.01"/>',
    "circle": '<circle cx="12" cy="12" r="9"/>',
}
_TONES: Final = {"check": "good", "alert": "bad", "clock": "warn", "circle": "quiet"}


def icon(name: str) -> Markup:
    """Return an icon that screen readers skip."""
    tone = _TONES.get(name, "mark")
    return Markup(f'<svg class="icon {tone}" viewBox="0 0 24 24" aria-hidden="true">{_SHAPES[name]}</svg>')  # noqa: S704 - our own shapes, nothing from outside
