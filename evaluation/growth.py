"""`python -m evaluation.growth`: what linking costs with 173 and with 3,000 services.

The further services are generated siblings: a real one's name and strings with a made-up word
before them. Encodings are made up too (a hash of the words), since encoding grows by itself with
the number of strings, once, and is kept: what is measured is everything else.
"""

from __future__ import annotations

import resource
import time
import zlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from knowledge.reading import read_pack
from knowledge.settings import default_pack
from understanding.encoder import Role, Vectors
from understanding.examples import Example
from understanding.services import Service, services_of
from understanding.training import fit

SIZES = (173, 3000)
QUERIES = 100


class MadeUpEncoder:
    """Vectors that are sums of one random vector for each character."""

    name = "made up"
    dimension = 384

    def encode(self, texts: Sequence[str], role: Role = "query") -> Vectors:
        """See `SentenceEncoder.encode`."""
        rows = [sum(map(self._of, text), np.zeros(self.dimension)) for text in texts]
        vectors = np.array(rows, np.float32).reshape(-1, self.dimension)
        return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)

    def _of(self, character: str) -> Vectors:
        dice = np.random.default_rng(zlib.crc32(character.encode()))
        return dice.standard_normal(self.dimension).astype(np.float32)


def grown(services: Sequence[Service], size: int) -> list[Service]:
    """`size` services: the given ones, then siblings of them."""
    return [_sibling(services[i % len(services)], i // len(services)) for i in range(size)]


def _sibling(service: Service, generation: int) -> Service:
    mark = chr(0x4E00 + 211 * generation) + chr(0x5200 + 97 * generation) if generation else ""
    called = tuple(mark + alias for alias in service.aliases)
    return Service(f"{service.id}-{generation}", mark + service.name, called)


def measure(services: Sequence[Service]) -> tuple[float, float, float]:
    """Seconds of training, milliseconds of ranking one message (median), peak memory in MB."""
    start = time.perf_counter()
    linker = fit(services, [Example("今天天气怎么样", ())], MadeUpEncoder())
    training = time.perf_counter() - start
    taken = []
    for service in list(services)[:: max(1, len(services) // QUERIES)]:
        read = linker.read(service.aliases[0])
        start = time.perf_counter()
        linker.rank(read)
        taken.append(1000 * (time.perf_counter() - start))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return training, float(np.median(taken)), peak


def main() -> None:
    """Print one line for each size, smallest first (the peak of memory is the process's)."""
    services = services_of(read_pack(Path(default_pack())))
    for size in SIZES:
        training, milliseconds, peak = measure(grown(services, size))
        print(f"{size:5} services: trained in {training:6.1f} s, ", end="")
        print(f"ranked in {milliseconds:6.2f} ms, peak {peak:6.0f} MB", flush=True)


if __name__ == "__main__":
    main()
