"""The settings: whether they can be used, and which ones the rest of the examination goes by."""

from service.doctor.finding import Finding, trouble
from service.home import Home
from service.settings import Settings, load_settings
from service.settings_faults import SettingsWrong
from service.wording import say

_TOPIC = "Настройки"


def examine_settings(home: Home) -> tuple[Settings, list[Finding]]:
    """Return the settings in force and what is wrong with them; wrong ones are examined on as if they were not there."""
    try:
        settings = load_settings(home.path)
    except SettingsWrong as error:
        said = [say(problem) for problem in error.problems]
        usual = Settings(database=f"sqlite:///{home.journal}")
        return usual, [trouble(_TOPIC, f"{each.place}: {each.text}", each.remedy) for each in said]
    source = home.settings_file.name if home.settings_file.exists() else "обычные"
    return settings, [Finding(_TOPIC, f"{source}, ошибок нет")]
