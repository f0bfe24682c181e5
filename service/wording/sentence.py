"""The shape of a sentence about a problem."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text`` says what is wrong, ``remedies`` what to do: gettext msgids with named parameters in braces.

    Of the remedies the first is taken whose parameters are all filled, so that «похоже на «{nearest}»» is only said when
    something is near. ``place`` stands where a problem belongs to no table. Parameters are those of the problem, plus
    ``value`` (as it stands in the cell, cut to one short line) and ``title`` (of the column).
    """

    text: str
    remedies: tuple[str, ...]
    place: str = ""

    @property
    def msgids(self) -> tuple[str, ...]:
        """Everything in it that a catalogue must translate."""
        return tuple(part for part in (self.text, *self.remedies, self.place) if part)


Sentences = Mapping[str, Sentence]
"""By code of problem or error."""
