"""Links of rows to their folders open from the workbook, whatever the client's name or address holds."""

from pathlib import Path

import pytest

from service.backends.local_disk import LocalDisk
from service.outbox.plan import link_formula
from sheets_schema.folders import folder_name


def test_a_link_counts_from_the_folder_of_the_workbook(tmp_path: Path):
    link = LocalDisk(tmp_path / "files").make_folder(folder_name(17, "Иванов", "Лесная, 5"))
    assert (tmp_path / link).is_dir()
    assert link_formula(link, "открыть").text == 'HYPERLINK("files/17 Иванов, Лесная, 5","открыть")'


@pytest.mark.parametrize("address", ['кв. #5, "Рассвет"', "СНТ #12", "ж" * 400])
def test_no_address_breaks_its_link(address: str, tmp_path: Path):
    link = LocalDisk(tmp_path / "files").make_folder(folder_name(17, "Иванов", address))
    assert (tmp_path / link).is_dir()
    assert "#" not in link
    assert '"' not in link
    assert len(link) < 255, "Excel takes no longer text inside a formula"
