"""Prints the Dutch public holidays of the package `holidays` as CSV: datum,soort,naam.

`soort` is the package's own category: "public" for a public holiday, "optional" for a day that some
have off. Nothing of our own calendar is known here, which is the point: the tests compare the two.
Usage: kalender_orakel.py FIRST_YEAR LAST_YEAR
"""

import csv
import sys

import holidays


def main() -> None:
    eerste, laatste = int(sys.argv[1]), int(sys.argv[2])
    uit = csv.writer(sys.stdout, lineterminator="\n")
    uit.writerow(["datum", "soort", "naam"])
    for soort in ("public", "optional"):
        dagen = holidays.country_holidays(
            "NL", years=range(eerste, laatste + 1), categories=(soort,), language="nl"
        )
        for datum, naam in sorted(dagen.items()):
            uit.writerow([datum.isoformat(), soort, naam])


if __name__ == "__main__":
    main()
