"""A topic page under a rush, beside nginx that serves the same bytes as a file.

    AITYS_DATA=… python -m bench.topic_page [--seconds 5] [--rounds 3] [--connections 8]

Needs `nginx` and `wrk` (Debian packages). The desk holds 13,084 real posts; `kept` asks for one address again
and again, `made` for another address every time, so that each page is made anew. All run on one machine and
share its cores with wrk; each round measures the three after one another, and medians are printed.
"""

from __future__ import annotations

import argparse
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from bench.desks import free_port, new_desk, posts_file
from bench.search_page import serving

_CONFIGURATION = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
  access_log off; default_type "text/html; charset=utf-8"; sendfile on; keepalive_requests 1000000;
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  server {{ listen 127.0.0.1:{port}; root {folder}/pages; }}
}}
"""
# wrk's own report stops at 90 and 99 %.
_SCRIPT = """
local asked = 0
request = function()
  asked = asked + 1
  return wrk.format("GET", wrk.path .. (%s and ("?n=" .. asked .. os.time()) or ""))
end
done = function(summary, latency)
  local wrong = summary.errors.status + summary.errors.read + summary.errors.timeout
  local p95 = latency:percentile(95.0)
  io.write(string.format("measured %%d %%d %%d %%d\\n", summary.requests, summary.duration, p95, wrong))
end
"""
_MEASURED = re.compile(r"measured (\d+) (\d+) (\d+) (\d+)")


@dataclass(frozen=True, slots=True)
class Figures:
    """`rate` in requests a second, `p95` in milliseconds."""

    rate: float
    p95: float


@dataclass(frozen=True, slots=True)
class Load:
    seconds: int
    connections: int


@contextmanager
def nginx(page: bytes) -> Iterator[str]:
    """nginx with `page` as its one file; gives its address."""
    with tempfile.TemporaryDirectory(prefix="aitys-bench-nginx-") as name:
        folder, port = Path(name), free_port()
        folder.chmod(0o755)
        (folder / "pages").mkdir()
        (folder / "pages" / "topic.html").write_bytes(page)
        (folder / "nginx.conf").write_text(_CONFIGURATION.format(folder=folder, port=port))
        process = subprocess.Popen([_tool("nginx"), "-p", name, "-c", str(folder / "nginx.conf")])
        try:
            time.sleep(0.5)
            yield f"http://127.0.0.1:{port}/topic.html"
        finally:
            process.terminate()
            process.wait()


def _tool(name: str) -> str:
    found = shutil.which(name, path="/usr/sbin:/usr/bin:/usr/local/bin")
    if found is None:
        sys.exit(f"not measured: there is no {name} here (a Debian package of that name)")
    return found


def measure(address: str, load: Load, *, anew: bool) -> Figures:
    """What wrk says of one stretch; every answer must be good."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(_SCRIPT % str(anew).lower())
        script.flush()
        command = [
            _tool("wrk"),
            "-t1",
            f"-c{load.connections}",
            f"-d{load.seconds}s",
            "-s",
            script.name,
            address,
        ]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = _MEASURED.search(said)
    if found is None:
        sys.exit(f"wrk said something else:\n{said}")
    requests, microseconds, p95, wrong = map(int, found.groups())
    if wrong:
        sys.exit(f"{wrong} of {requests} answers of {address} were no page")
    return Figures(requests / microseconds * 1e6, p95 / 1000)


def _body(address: str) -> bytes:
    with urlopen(address) as answer:  # noqa: S310 - our own server
        body: bytes = answer.read()
    return body


def compare(topic: str, load: Load, rounds: int) -> dict[str, list[Figures]]:
    page = _body(topic)
    found: dict[str, list[Figures]] = {"nginx": [], "kept": [], "made": []}
    with nginx(page) as file:
        if _body(file) != page:
            sys.exit("nginx serves other bytes")
        for _ in range(rounds):
            found["nginx"].append(measure(file, load, anew=False))
            found["kept"].append(measure(topic, load, anew=False))
            found["made"].append(measure(topic, load, anew=True))
    print(f"{len(page):,} bytes; {load.connections} connections, {rounds} rounds of {load.seconds} s")
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--seconds", type=int, default=5)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--connections", type=int, default=8)
    given = options.parse_args()
    with new_desk() as desk:
        desk.run("import", "posts", str(posts_file()))
        desk.run("topic", "add", "moscow", "--title", "Moscow", "--query", "Москва")
        with serving(desk) as port:
            topic = f"http://127.0.0.1:{port}/topics/moscow/"
            found = compare(topic, Load(given.seconds, given.connections), given.rounds)
    peer = statistics.median(each.rate for each in found["nginx"])
    print(f"{'':8} requests/s   p95 ms   of nginx")
    for name, figures in found.items():
        rate = statistics.median(each.rate for each in figures)
        p95 = statistics.median(each.p95 for each in figures)
        print(f"{name:8} {rate:10,.0f} {p95:8.1f} {rate / peer:9.1%}")


if __name__ == "__main__":
    main()
