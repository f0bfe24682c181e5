"""One headless LibreOffice in a profile of its own. Runs under /usr/bin/python3, the only one that has ``uno``."""

import ctypes
import os
import pathlib
import signal
import subprocess
import time
import uuid
from xml.sax.saxutils import escape

import uno

SOFFICE = "/usr/lib/libreoffice/program/soffice.bin"
"""The program itself: ``soffice`` would put two parents between us and the process that must die with us."""
WANTS_RESTART = 81
"""Exit code by which a first start in a fresh profile asks to be started again (``oosplash`` obeys it too)."""
PR_SET_PDEATHSIG = 1
READY_WITHIN = 60.0

SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
{items}
</oor:items>
"""
ITEM = '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'

CORRECTIONS = (
    "UseReplacementTable",
    "TwoCapitalsAtStart",
    "CapitalAtStartSentence",
    "ChangeUnderlineWeight",
    "SetInetAttribute",
    "ChangeOrdinalNumber",
    "ChangeDash",
    "RemoveDoubleSpaces",
    "ReplaceSingleQuote",
    "ReplaceDoubleQuote",
    "CorrectAccidentalCapsLock",
)
"""Off, so that a cell holds what a scenario typed; on, «1/2» becomes «½» and «10 - 12» «10 — 12»."""


class OfficeDied(RuntimeError):  # noqa: N818 - an event, named as one
    """The program ended or did not answer in time."""


def settings(locale: str, user: str) -> str:
    """Return registrymodifications.xcu: the locale of typed input, the name in lock files, no windows that wait."""
    rows = [
        ("/org.openoffice.Setup/L10N", "ooSetupSystemLocale", locale),
        ("/org.openoffice.UserProfile/Data", "givenname", user),
        ("/org.openoffice.Office.Common/Misc", "FirstRun", "false"),
        ("/org.openoffice.Office.Common/Misc", "ShowTipOfTheDay", "false"),
        ("/org.openoffice.Office.Common/Save/Document", "WarnAlienFormat", "false"),
        ("/org.openoffice.Office.Recovery/AutoSave", "Enabled", "false"),
        ("/org.openoffice.Office.Recovery/RecoveryInfo", "Enabled", "false"),
        ("/org.openoffice.Office.Calc/Input", "AutoInput", "false"),
        ("/org.openoffice.Office.Calc/Input", "ReplaceCellsWarning", "false"),  # as if «Да» were always clicked
        *(("/org.openoffice.Office.Common/AutoCorrect", name, "false") for name in CORRECTIONS),
    ]
    items = "\n".join(ITEM.format(path=path, name=name, value=escape(value)) for path, name, value in rows)
    return SETTINGS.format(items=items)


def die_with_parent() -> None:
    """Ask the kernel to kill LibreOffice when this driver dies, however it dies."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Soffice:
    """The process and the connection to it; started on first use, started again after ``kill``."""

    def __init__(self, profile: pathlib.Path, locale: str, user: str) -> None:
        self.profile = profile
        (self.profile / "user").mkdir()
        (self.profile / "user" / "registrymodifications.xcu").write_text(settings(locale, user), encoding="utf-8")
        self._process: subprocess.Popen | None = None
        self._context = None

    def context(self):
        """Return the component context of a running office."""
        if self._process is None or self._process.poll() is not None:
            self._start()
        return self._context

    def service(self, name: str):
        """Make one of the office's services."""
        context = self.context()
        return context.ServiceManager.createInstanceWithContext(name, context)

    def kill(self) -> None:
        """SIGKILL: what a power cut or the task manager does; lock files stay."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(10)
        self._process = self._context = None

    def _start(self) -> None:
        deadline = time.monotonic() + READY_WITHIN
        while self._context is None:
            pipe = f"naryad-staff-{uuid.uuid4().hex}"
            self._process = self._spawn(pipe)
            self._context = self._connect(pipe, deadline)

    def _spawn(self, pipe: str) -> subprocess.Popen:
        flags = ["--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck", "--nofirststartwizard"]
        return subprocess.Popen(
            [SOFFICE, *flags, f"--accept=pipe,name={pipe};urp", f"-env:UserInstallation={self.profile.as_uri()}"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "SAL_USE_VCLPLUGIN": "svp"},
            preexec_fn=die_with_parent,  # noqa: PLW1509 - the driver has one thread when it starts the office
        )

    def _connect(self, pipe: str, deadline: float):
        local = uno.getComponentContext()
        resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
        while time.monotonic() < deadline:
            if self._process.poll() == WANTS_RESTART:
                return None
            if self._process.poll() is not None:
                raise OfficeDied(f"soffice ended at start with code {self._process.returncode}")
            try:
                return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            except uno.getClass("com.sun.star.connection.NoConnectException"):
                time.sleep(0.05)
        self.kill()
        raise OfficeDied(f"soffice was not ready within {READY_WITHIN:.0f} s")
