import os
import pty
import subprocess
import sys
from pathlib import Path

from service.home import Home
from service.settings import load_settings


def at_a_terminal(answers: list[str], *arguments: str) -> tuple[int, str]:
    """Run ``naryad`` with a terminal of its own, answer its questions, return its exit code and all that was shown."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", "from service.cli import main; main()", *arguments]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("NARYAD_")}
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment)
    os.close(theirs)
    os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
    shown = bytearray()
    try:
        while chunk := os.read(ours, 4096):
            shown += chunk
    except OSError:  # Linux says EIO where the other end of a terminal is closed
        return process.wait(20), shown.decode(errors="replace")
    return process.wait(20), shown.decode(errors="replace")


def test_five_questions_make_a_firm_and_a_wrong_answer_is_asked_again(tmp_path: Path):
    home = tmp_path / "firm"
    answers = ["ООО «Свет»", "12", "8 912 345-67-89", "Москва", "Asia/Omsk", "", ""]
    code, shown = at_a_terminal(answers, "init", "--home", str(home))
    assert code == 0, shown
    for question in ("Название фирмы", "Телефон", "Часовой пояс", "Язык", "Таблица"):
        assert question in shown
    assert "«12» — не телефон; впишите так" in shown
    assert "«Москва» — нет такого часового пояса" in shown
    assert load_settings(home).zone == "Asia/Omsk"
    assert Home(home).workbook().name == "Заказы.xlsx"
