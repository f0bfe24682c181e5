"""One colour per stage, the same in the workbook, on the phone and in charts. Never the only sign: a word stands beside it.

A stage takes its colour by its place in «Этапы» (0 is the first row under the header), so a renamed stage keeps it.
"""

from colorsys import hls_to_rgb
from dataclasses import dataclass
from typing import Final

INK: Final = "1F2937"
"""Plain text."""
QUIET: Final = "4B5563"
"""Text of the robot's columns: grey, yet 4.5 : 1 on every stage's fill."""
HEADER: Final = "DDE6EF"
ROBOT_HEADER: Final = "E5E7EB"
LINE: Final = "C9D2DC"
ACCENT: Final = "1D5FA8"
ALARM: Final = "9B1C1C"
ALARM_FILL: Final = "FDE2E1"


@dataclass(frozen=True, slots=True)
class StageColour:
    """RGB in hex without ``#``. ``ink`` reads on ``fill`` and on white, ``night_ink`` on ``night_fill`` and on near-black.

    ``mark`` is for bars and dots, which need 3 : 1 on white.
    """

    fill: str
    ink: str
    mark: str
    night_fill: str
    night_ink: str


# Hue in degrees and saturation in percent. The default stages end with amber (the client owes), green (done), grey (cancelled).
_TINTS: Final = (
    (210, 45), (190, 60), (165, 50), (262, 60), (22, 85), (75, 55), (200, 85), (232, 65), (322, 60), (43, 95), (138, 45), (220, 5),
    (0, 60), (285, 45), (95, 50), (178, 70), (250, 75), (55, 70), (340, 70), (30, 35),
)  # fmt: skip


def _hex(hue: int, saturation: int, lightness: int) -> str:
    red, green, blue = hls_to_rgb(hue / 360, lightness / 100, saturation / 100)
    return "".join(f"{round(part * 255):02X}" for part in (red, green, blue))


STAGE_COLOURS: Final[tuple[StageColour, ...]] = tuple(
    StageColour(
        fill=_hex(hue, saturation, 91),
        ink=_hex(hue, saturation, 26),
        mark=_hex(hue, saturation, 36),
        night_fill=_hex(hue, saturation // 2, 19),
        night_ink=_hex(hue, saturation, 80),
    )
    for hue, saturation in _TINTS
)


def stage_colour(place: int) -> StageColour:
    """Return the colour of the stage that stands at ``place`` (from 0) in «Этапы»; the colours repeat after the twentieth."""
    return STAGE_COLOURS[place % len(STAGE_COLOURS)]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two hex colours, 1 to 21 (WCAG 2.2, «contrast ratio»)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)  # noqa: PLR2004 - the sRGB curve, IEC 61966-2-1
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
