"""The site's own search page, timed from outside: HTTP against `aitys run` on 13,084 real posts.

`AITYS_DATA=… python -m bench.search_page [--requests 200]`. A phrase, a common word, three words and a topic
page; each request differs (a page number), so that no cache answers. Times are from sending to the last byte.
"""

from __future__ import annotations

import argparse
import http.client
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

from bench.desks import AITYS, Desk, free_port, new_desk, posts_file

PAGES = {
    "a phrase": ("/search/", {"q": '"министр обороны"'}),
    "a common word": ("/search/", {"q": "Москва"}),
    "three words": ("/search/", {"q": "ночью в аэропорту"}),
    "a topic of 13,084 posts' words": ("/topics/moscow/", {}),
}


@contextmanager
def serving(desk: Desk) -> Iterator[int]:
    port = free_port()
    command = [str(AITYS), "--desk", str(desk.folder), "run", "--no-collect", "--port", str(port)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait(port: int) -> None:
    for _ in range(200):
        try:
            return _get(http.client.HTTPConnection("127.0.0.1", port, timeout=2), "/readyz")
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the site did not come up within 20 s")


def _get(connection: http.client.HTTPConnection, path: str) -> None:
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != http.HTTPStatus.OK:
        raise OSError(f"{path}: {answer.status} {body[:200]!r}")


def measure(port: int, path: str, query: dict[str, str], requests: int) -> list[float]:
    """Milliseconds of each request, over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    times = []
    for number in range(requests + 5):
        asked = f"{path}?{urlencode({**query, 'page': str(number % 3 + 1)})}"
        began = time.perf_counter()
        _get(connection, asked)
        times.append((time.perf_counter() - began) * 1000)
    return times[5:]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    options.add_argument("--requests", type=int, default=200)
    requests = options.parse_args().requests
    with new_desk() as desk:
        desk.run("import", "posts", str(posts_file()))
        desk.run("topic", "add", "moscow", "--title", "Moscow", "--query", "Москва")
        with serving(desk) as port:
            print(f"{'page':34} p50 ms  p95 ms  of {requests} requests")
            for name, (path, query) in PAGES.items():
                times = measure(port, path, query, requests)
                print(
                    f"{name:34} {statistics.median(times):6.1f}  {statistics.quantiles(times, n=20)[18]:6.1f}"
                )


if __name__ == "__main__":
    main()
