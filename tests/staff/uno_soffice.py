"""One headless LibreOffice in a profile of its own. Runs under /usr/bin/python3, the only one that has ``uno``."""

import ctypes
import os
import pathlib
import signal
import subprocess
import time
import uuid

import uno
from uno_settings import settings

SOFFICE = "/usr/lib/libreoffice/program/soffice.bin"
"""The program itself: ``soffice`` would put two parents between us and the process that must die with us."""
WANTS_RESTART = 81
"""Exit code by which a first start in a fresh profile asks to be started again (``oosplash`` obeys it too)."""
PR_SET_PDEATHSIG = 1
READY_WITHIN = 60.0


class OfficeDied(RuntimeError):  # noqa: N818 - an event, named as one
    """The program ended or did not answer in time."""


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
