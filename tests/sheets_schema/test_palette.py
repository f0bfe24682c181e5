"""The colours of stages."""

import pytest

from sheets_schema.palette import INK, QUIET, STAGE_COLOURS, StageColour, contrast, stage_colour


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colour", STAGE_COLOURS)
def test_every_text_reads_on_its_stage_by_day_and_by_night(colour: StageColour) -> None:
    pairs = [(INK, colour.fill), (QUIET, colour.fill), (colour.ink, colour.fill), (colour.ink, "FFFFFF")]
    pairs += [(colour.night_ink, colour.night_fill), (colour.night_ink, "14181D")]
    assert all(contrast(ink, ground) >= 4.5 for ink, ground in pairs)


@pytest.mark.parametrize("colour", STAGE_COLOURS)
def test_every_mark_stands_out_on_white(colour: StageColour) -> None:
    assert contrast(colour.mark, "FFFFFF") >= 3


def test_no_two_of_twenty_stages_look_alike_and_the_twenty_first_starts_over() -> None:
    assert len({colour.fill for colour in STAGE_COLOURS}) == 20
    assert stage_colour(20) == stage_colour(0)
