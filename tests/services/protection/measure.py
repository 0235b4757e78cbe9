"""Prints how many seeded leaks are found and how many clean texts are stopped.

python -m tests.services.protection.measure
"""

from collections import Counter
from sys import argv, stdout
from time import process_time

from services.protection.matching import hits
from tests.services.protection.leaks import HELD_BACK, Clean, Leak, clean, leaks


def missed(first: int, many: int) -> tuple[Leak, ...]:
    """The leaks that are not found."""
    return tuple(one for one in leaks(first, many) if not hits(one.text, one.terms))


def stopped(first: int, many: int) -> tuple[tuple[Clean, tuple[str, ...]], ...]:
    """The clean texts that are stopped, and for which terms."""
    looked = ((one, hits(one.text, one.terms)) for one in map(clean, range(first, first + many)))
    return tuple((one, found) for one, found in looked if found)


def main(leaks_each: int = 2_000, clean_each: int = 3_000, *, say: bool = False) -> None:
    """Both figures, for what served while the matcher was made and for what was held back."""
    for name, first in (("known", 0), ("held back", HELD_BACK)):
        begun = process_time()
        lost = missed(first, leaks_each)
        stdout.write(f"{name}: {leaks_each - len(lost)} of {leaks_each} leaks found\n")
        false = stopped(first, clean_each)
        stdout.write(f"{name}: {len(false)} of {clean_each} clean texts stopped, {process_time() - begun:.1f} s\n")
        if say or not first:
            stdout.write(f"{Counter(f'{one.drawn.sort}: {one.ways}' for one in lost).most_common(60)}\n")
            for one in lost[:25]:
                stdout.write(f"  {one.ways} {one.drawn.core!r} as {one.written!r}\n")
            for text, found in false[:30]:
                stdout.write(f"  {found} in {' '.join(text.text.split())[:0]}\n")
                for line in text.text.splitlines():
                    if hits(line, found):
                        stdout.write(f"      {line}\n")


if __name__ == "__main__":
    main(say="all" in argv)
