"""Which route map is in force."""

from functools import lru_cache
from pathlib import Path

from services.route_map.facts import RouteMap
from services.route_map.loader import SHIPPED, load

REGIONAL = SHIPPED


def regional(path: Path | None = None) -> RouteMap:
    """The region's route map, read and checked once per process; `path` takes another file. Raises `RouteMapWrong`."""
    return _read(path or REGIONAL)


@lru_cache(maxsize=8)
def _read(path: Path) -> RouteMap:
    return load(path)
