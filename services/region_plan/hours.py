"""Stretches of somebody's time, put together and taken apart. Pure."""

from collections.abc import Iterable

from services.scheduling.facts import Block


def joined_with(blocks: Iterable[Block], one: Block) -> tuple[Block, ...]:
    """The blocks with this one, those that touch made one."""
    found: list[Block] = []
    for begins, ends in sorted((*blocks, one)):
        if found and begins <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], ends))
        else:
            found.append((begins, ends))
    return tuple(found)


def without(blocks: Iterable[Block], taken: Iterable[Block]) -> tuple[Block, ...]:
    """What is left of the blocks."""
    left = list(blocks)
    for begins, ends in taken:
        left = [
            part
            for opens, closes in left
            for part in ((opens, min(closes, begins)), (max(opens, ends), closes))
            if part[0] < part[1]
        ]
    return tuple(left)


def within(blocks: Iterable[Block], one: Block) -> bool:
    """Whether one of the blocks holds this one whole."""
    return any(begins <= one[0] and one[1] <= ends for begins, ends in blocks)
