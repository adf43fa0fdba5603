"""`make bench`: every short bench, one after the other. The long ones are in `bench/soak/`."""

from __future__ import annotations

import subprocess
import sys

BENCHES = (
    "bench.feeds",
    "bench.telegram",
    "bench.evidence",
    "bench.search",
    "bench.copies",
    "bench.reading",
    "bench.imports",
    "bench.search_page",
    "bench.rates",
    "bench.seed_page",
    "bench.topic_page",
)


def main() -> int:
    worst = 0
    for module in BENCHES:
        print(f"\n== {module}", flush=True)
        worst = max(worst, subprocess.run([sys.executable, "-m", module], check=False).returncode)
    return worst


if __name__ == "__main__":
    sys.exit(main())
