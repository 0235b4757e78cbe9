"""Which route map is in force."""

from functools import lru_cache
from pathlib import Path

from services.route_map.facts import RouteMap
from services.route_map.loader import load

REGIONAL = Path(__file__).with_name("regional.yaml")


@lru_cache(maxsize=8)
def regional(path: Path = REGIONAL) -> RouteMap:
    """The region's route map, read and checked once per process. Raises `RouteMapWrong`."""
    return load(path)
