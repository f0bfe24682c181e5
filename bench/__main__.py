"""``make bench``: every figure in one run; name sections to run fewer: ``python -m bench poll writer service``."""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from bench import poll, service, writer

SECTIONS: Mapping[str, Callable[[], object]] = {"poll": poll.main, "writer": writer.main, "service": service.main}
OUT = Path(__file__).parent / "out"


def main() -> None:
    """Run the named sections, all by default, and keep what they return."""
    OUT.mkdir(exist_ok=True)
    for name in sys.argv[1:] or SECTIONS:
        print(f"— {name}", flush=True)
        found = SECTIONS[name]()
        (OUT / f"{name}.json").write_text(json.dumps(found, indent=1, default=str), encoding="utf8")


if __name__ == "__main__":
    main()
