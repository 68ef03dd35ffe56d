#!/usr/bin/env python3
"""Checks data/holidays.txt: its format completely, and days off that are known
from laws and almanacs, not from the package that the file was made from.

Only Python's standard library. Run: python3 tests/data/holidays_check.py [FILE]
"""
import datetime as dt
import os
import re
import sys
from bisect import bisect_left

FIRST, LAST = 2022, 2040
YEARS = range(FIRST, LAST + 1)
HERE = os.path.dirname(os.path.abspath(__file__))
FILE = os.path.join(HERE, "..", "..", "data", "holidays.txt")
MON, TUE, WED, THU, FRI, SAT, SUN = range(7)

passed = failed = 0


def check(what, ok, detail=""):
    global passed, failed
    if ok:
        passed += 1
    else:
        failed += 1
        print("FAILED: " + what + (": " + str(detail) if detail else ""))


# ISO 3166-1 alpha-2, then IC (reserved there: Canary Islands) and XK (Kosovo,
# a user-assigned code in common use).
ISO = set("""
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM
BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX
CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG
GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR
IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV
LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE
NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO
RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF
TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF
WS YE YT ZA ZM ZW IC XK
""".split())

# ---------------------------------------------------------------- the format


def read(path):
    """Returns {code: (weekend, {year: [date]})}; checks the format on the way."""
    raw = open(path, "rb").read()
    bad = [b for b in set(raw) if b not in (9, 10) and not 32 <= b < 127]
    check("only ASCII, LF and TAB", not bad, bad)
    check("ends with one LF", raw.endswith(b"\n") and not raw.endswith(b"\n\n"))
    lines = raw.decode("ascii", "replace").split("\n")[:-1]
    n = 0
    while n < len(lines) and lines[n].startswith("#"):
        n += 1
    head, body = lines[:n], lines[n:]
    check("comment lines at the top", n > 0)
    check("no comment or empty line below them",
          all(l and not l.startswith("#") for l in body))
    text = "\n".join(head)
    for want in ("date-holidays", "cldr-core", "CC BY-SA 3.0",
                 "creativecommons.org/licenses/by-sa/3.0", "Wikipedia",
                 "LICENSE-holidays", "%d-%d" % (FIRST, LAST), "make-holidays"):
        check("the comment names " + want, want in text)
    check("the comment names versions",
          re.search(r"date-holidays \d+\.\d+\.\d+", text)
          and re.search(r"cldr-core \d+\.\d+\.\d+", text))

    table, wrong = {}, []
    for i, line in enumerate(body, n + 1):
        problem = None
        fields = line.split("\t")
        if len(fields) != 3:
            wrong.append("line %d: %d fields" % (i, len(fields)))
            continue
        code, weekend, years = fields
        if not re.fullmatch(r"[A-Z]{2}(-[A-Z0-9]+){0,2}", code):
            problem = "code " + code
        elif code[:2] not in ISO:
            problem = "no such country " + code
        elif code in table:
            problem = "twice " + code
        elif not re.fullmatch(r"[1-7]{1,2}", weekend) or \
                list(weekend) != sorted(set(weekend)):
            problem = "weekend " + weekend
        parts = years.split(" ")
        if [p[:5] for p in parts] != ["%d:" % y for y in YEARS]:
            problem = "years"
        days = {}
        for p in parts:
            days[p[:4]] = []
            if not re.fullmatch(r"\d{4}:(\d{4}(,\d{4})*)?", p):
                problem = "year " + p
                continue
            mmdd = p[5:].split(",") if p[5:] else []
            if any(a >= b for a, b in zip(mmdd, mmdd[1:])):
                problem = "order in " + p
            for d in mmdd:
                try:
                    days[p[:4]].append(dt.date(int(p[:4]), int(d[:2]), int(d[2:])))
                except ValueError:
                    problem = "no such day %s-%s" % (p[:4], d)
        if problem:
            wrong.append("line %d: %s" % (i, problem))
        table[code] = (weekend, {int(y): v for y, v in days.items() if y.isdigit()})
    check("each line is well formed", not wrong, wrong[:5])

    keys = [l.split("\t")[0].encode() for l in body]
    check("sorted bytewise by code", all(a < b for a, b in zip(keys, keys[1:])))
    whole = [l.encode() for l in body]
    check("sorted bytewise as whole lines", whole == sorted(whole))
    check("each code is found by binary search",
          all(keys[bisect_left(keys, k)] == k for k in keys))
    orphans = [c for c in table if "-" in c and c[:2] not in table]
    check("each region's country has a line", not orphans, orphans[:5])
    split = [c for c in table if table[c][0] != table[c[:2]][0]]
    check("a region has its country's weekend", not split, split[:5])

    def same(c):
        up = c
        while "-" in up:
            up = up.rsplit("-", 1)[0]
            if up in table:
                return table[up] == table[c]
        return False
    needless = [c for c in table if same(c)]
    check("no region repeats the code above it", not needless, needless[:5])
    stated = re.search(r"(\d+) lines: (\d+) countries, (\d+) of \d+ states, "
                       r"(\d+) of \d+ regions", text)
    levels = [sum(c.count("-") == k for c in table) for k in range(3)]
    check("the counts in the comment are right", stated and
          [int(g) for g in stated.groups()] == [len(body)] + levels, levels)
    few = [(c, y) for c in table for y in YEARS
           if not 3 <= len(table[c][1].get(y, [])) <= 60]
    check("3 to 60 days in each year", not few, few[:5])
    return table


# ------------------------------------------------- the almanac, worked out here


def easter(y):
    """Western Easter Sunday (the anonymous Gregorian computation)."""
    a, b, c = y % 19, y // 100, y % 100
    d, e = b // 4, b % 4
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    l = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * l) // 451
    month, day = divmod(h + l - 7 * m + 114, 31)
    return dt.date(y, month, day + 1)


def orthodox_easter(y):
    """Eastern Easter Sunday (Meeus, Julian), as a Gregorian date."""
    d = (19 * (y % 19) + 15) % 30
    e = (2 * (y % 4) + 4 * (y % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return dt.date(y, month, day + 1) + dt.timedelta(13)  # true 1900-2099


def plus(date, days):
    return date + dt.timedelta(days)


def nth(y, month, weekday, n):
    first = dt.date(y, month, 1)
    return plus(first, (weekday - first.weekday()) % 7 + 7 * (n - 1))


def last(y, month, weekday):
    end = plus(dt.date(y + month // 12, month % 12 + 1, 1), -1)
    return plus(end, -((end.weekday() - weekday) % 7))


def fixed(y, *mmdd):
    return {dt.date(y, int(d[:2]), int(d[2:])) for d in mmdd}


def us(y):
    """5 U.S.C. 6103, with Saturday moved to Friday and Sunday to Monday."""
    out = {nth(y, 1, MON, 3), nth(y, 2, MON, 3), last(y, 5, MON),
           nth(y, 9, MON, 1), nth(y, 10, MON, 2), nth(y, 11, THU, 4)}
    for year in (y, y + 1):  # 1 January may be observed in the old year
        for d in fixed(year, "0101", "0619", "0704", "1111", "1225"):
            out.add(plus(d, {SAT: -1, SUN: 1}.get(d.weekday(), 0)))
    return {d for d in out if d.year == y}


def gb_eng(y):
    e = easter(y)
    out = {plus(e, -2), plus(e, 1), nth(y, 5, MON, 1), last(y, 5, MON),
           last(y, 8, MON)}
    new_year = dt.date(y, 1, 1)
    out.add(plus(new_year, {SAT: 2, SUN: 1}.get(new_year.weekday(), 0)))
    for d in sorted(fixed(y, "1225", "1226")):
        while d.weekday() >= SAT or d in out:
            d = plus(d, 1)
        out.add(d)
    return out


def de(y):
    e = easter(y)
    return fixed(y, "0101", "0501", "1003", "1225", "1226") | {
        plus(e, -2), plus(e, 1), plus(e, 39), plus(e, 50)}


def de_by(y):
    return de(y) | fixed(y, "0106", "1101") | {plus(easter(y), 60)}


def de_be(y):
    once = {2025: ["0508"], 2028: ["0617"]}  # named once each by Berlin's law
    return de(y) | fixed(y, "0308", *once.get(y, []))


def fr(y):
    e = easter(y)
    return fixed(y, "0101", "0501", "0508", "0714", "0815", "1101", "1111",
                 "1225") | {plus(e, 1), plus(e, 39), plus(e, 50)}


def at(y):
    e = easter(y)
    return fixed(y, "0101", "0106", "0501", "0815", "1026", "1101", "1208",
                 "1225", "1226") | {plus(e, 1), plus(e, 39), plus(e, 50), plus(e, 60)}


# Codes whose working days off are given in full by a law: the file must have
# these and no others from Monday to Friday.
EXACT = [("US", us, FIRST), ("GB-ENG", gb_eng, 2024), ("GB-WLS", gb_eng, 2024),
         ("DE", de, FIRST), ("DE-BY", de_by, FIRST), ("DE-BE", de_be, FIRST),
         ("FR", fr, FIRST), ("AT", at, FIRST)]

# Days after Easter Sunday that are off in every year.
EASTER = [("IE", 1), ("NL", 1), ("NL", 39), ("BE", 50), ("PL", 60), ("PT", -2),
          ("PT", 60), ("ES", -2), ("IT", 1), ("SE", -2), ("SE", 39), ("NO", -3),
          ("DK", 50), ("FI", 1), ("CZ", -2), ("HU", 50), ("CA-ON", -2),
          ("AU-NSW", 1), ("NZ", -2), ("ZA", 1), ("BR", -2), ("DE-NW", 60),
          ("DE-HE", 60), ("GB-NIR", 1), ("GB-SCT", -2), ("FR-57", -2)]
ORTHODOX = [("GR", -48), ("GR", 1), ("GR", 50), ("RO", -2), ("RO", 1), ("BG", 1),
            ("CY", 1)]

# Single days: code, the days that are off, what they are.
OFF = [
    ("US", "2026-07-03", "Independence Day, observed"),
    ("US", "2022-06-20 2022-12-26 2023-01-02", "observed on Monday"),
    ("US", "2027-12-31", "New Year 2028, observed in 2027"),
    ("US", "2023-11-10 2028-11-10", "Veterans Day, observed"),
    ("US-CA", "2026-03-31 2026-11-27", "Cesar Chavez Day, after Thanksgiving"),
    ("US-MA", "2026-04-20", "Patriots' Day"),
    ("GB-ENG", "2022-06-02 2022-06-03 2022-09-19 2023-05-08", "once only"),
    ("GB-SCT", "2025-01-02 2026-01-02 2022-01-04 2027-01-04", "2 January"),
    ("GB-SCT", "2026-11-30 2024-12-02", "St Andrew, and its substitute"),
    ("GB-SCT", "2026-08-03", "Scotland's August holiday is the first Monday"),
    ("GB-NIR", "2026-03-17 2026-07-13", "St Patrick, Boyne substitute"),
    ("IE", "2023-02-06 2024-02-05 2026-02-02", "St Brigid"),
    ("DE-NW", "2026-06-04 2026-11-01", "Fronleichnam, Allerheiligen"),
    ("DE-SN", "2026-11-18 2026-10-31", "Buss- und Bettag, Reformation"),
    ("DE-BY-A", "2025-08-08 2025-01-06", "Augsburg; Bavaria's day in it too"),
    ("DE-TH", "2026-09-20", "Weltkindertag"),
    ("CH", "2026-08-01", "Bundesfeier"),
    ("NL", "2026-04-27 2025-04-26", "King's Day, a day early on a Sunday"),
    ("PL", "2025-12-24 2026-12-24", "Christmas Eve since 2025"),
    ("IT", "2026-06-02 2026-04-25", "Republic, Liberation"),
    ("ES-MD", "2026-05-02", "Comunidad de Madrid"),
    ("SE", "2026-06-06 2026-06-20", "National Day, Midsummer"),
    ("CA-ON", "2026-02-16 2026-05-18 2026-10-12", "Family, Victoria, Thanksgiving"),
    ("CA-QC", "2026-06-24", "Fete nationale"),
    ("AU", "2026-01-26 2026-04-25", "Australia, Anzac"),
    ("AU-VIC", "2026-11-03", "Melbourne Cup"),
    ("NZ", "2025-06-20 2026-07-10", "Matariki"),
    ("JP", "2026-01-01 2026-01-12 2026-02-11 2026-02-23 2026-03-20 2026-04-29 "
     "2026-05-03 2026-05-04 2026-05-05 2026-05-06 2026-07-20 2026-08-11 2026-09-21 "
     "2026-09-22 2026-09-23 2026-10-12 2026-11-03 2026-11-23", "all of 2026"),
    ("KR", "2024-02-09 2024-02-10 2024-02-11 2024-02-12 2026-02-16 2026-02-18",
     "Seollal"),
    ("KR", "2025-10-05 2025-10-06 2025-10-07 2025-10-08", "Chuseok"),
    ("CN", "2024-02-10 2024-02-11 2024-02-12 2026-02-16 2026-02-17 2026-02-18 "
     "2026-02-19", "Spring Festival"),
    ("CN", "2025-05-01 2025-05-02 2026-10-01 2026-10-02 2026-10-03", "fixed days"),
    ("HK", "2026-02-17 2026-07-01 2026-10-01", "New Year, HKSAR, National Day"),
    ("SG", "2026-02-17 2026-08-10", "New Year, National Day on Monday"),
    ("TW", "2025-10-24 2025-12-25", "Retrocession on Friday, Constitution"),
    ("IN", "2026-01-26 2026-08-15 2026-10-02", "the three national days"),
    ("IN-MH", "2026-05-01", "Maharashtra Day"),
    ("IN-KA", "2026-11-01 2026-01-26", "Karnataka; the country's day in it too"),
    ("AE", "2026-03-20 2026-03-21 2026-03-22", "Eid al-Fitr"),
    ("AE", "2026-05-26 2026-05-27 2026-12-02 2026-12-03", "Arafat, Adha, National"),
    ("TR", "2026-03-20 2026-03-21 2026-03-22 2026-10-29", "Ramazan, Republic"),
    ("TR", "2026-05-27 2026-05-28 2026-05-29 2026-05-30", "Kurban"),
    ("IL", "2022-09-26 2023-09-16 2024-10-03 2025-09-23 2026-09-12 2026-09-13",
     "Rosh Hashanah"),
    ("IL", "2026-09-21 2025-10-02 2024-10-12", "Yom Kippur"),
    ("MX", "2026-09-16 2026-11-16", "Independence, Revolution"),
    ("BR", "2024-11-20 2026-09-07", "Consciencia Negra, Independence"),
    ("BR-SP", "2024-11-20 2026-07-09 2026-11-20", "the country's day in it too"),
    ("ZA", "2026-08-10", "Women's Day, Monday"),
    ("UA", "2026-08-24", "Independence"),
    ("NZ-WTC-BULLER", "2026-02-06", "Waitangi; a code in mixed case at its source"),
    ("DE-BY-QQ", "2026-01-06", "an unknown region has its state's days"),
    ("DE-QQ-QQ", "2026-10-03", "an unknown state has its country's days"),
]
WORK = [
    ("DE", "2026-01-06 2026-06-04 2026-03-09 2026-12-24 2026-12-31", "not federal"),
    ("DE-BE", "2026-06-04", "no Fronleichnam"),
    ("GB-SCT", "2026-04-06 2026-08-31", "no Easter Monday"),
    ("GB-ENG", "2026-01-02 2026-11-30 2026-03-17", "Scotland's, Northern Ireland's"),
    ("FR", "2026-04-03 2025-12-26", "only in the east"),
    ("AT", "2026-04-03", "no Good Friday"),
    ("US", "2026-07-06 2026-11-27 2026-12-24", "not federal"),
    ("US", "2023-11-13", "Veterans Day on a Saturday is observed on Friday"),
    ("CA-ON", "2026-04-06 2026-08-03", "not statutory"),
    ("CN", "2026-03-08 2026-05-04 2026-06-01 2026-08-01", "for some people only"),
    ("KR", "2026-02-19", "the day after Seollal's three"),
    ("TR", "2026-03-19 2026-03-23 2026-05-26 2026-10-28", "the eves are half days"),
    ("AE", "2026-03-19 2026-03-23 2026-01-16 2026-02-18", "around Eid; Rajab"),
    ("IL", "2026-09-11 2026-09-14", "around Rosh Hashanah"),
    ("IS", "2026-12-24 2026-12-31", "half days"),
    ("DK", "2024-04-26 2026-05-01", "store bededag abolished"),
    ("MG", "2027-03-08", "only for women"),
]
WEEKEND = [("US", "67"), ("DE-BY", "67"), ("AE", "67"), ("TR", "67"), ("IL", "56"),
           ("EG", "56"), ("SA", "56"), ("BH", "56"), ("DZ", "56"), ("BD", "56"),
           ("IR", "5"), ("IN", "7"), ("IN-MH", "7"), ("UG", "7")]

# A person may live in any of these: the country must not lack.
COUNTRIES = """AR AT AU BE BG BR CA CH CL CN CO CR CY CZ DE DK EE EG ES FI FR GB GR
HK HR HU ID IE IL IN IR IS IT JP KE KR KZ LT LU LV MT MX MY NG NL NO NZ PE PH PK PL
PT RO RS RU SA SE SG SI SK TH TR TW UA US UY VN ZA""".split()
# Regions with days of their own.
REGIONS = """AU-ACT AU-NSW AU-NT AU-QLD AU-SA AU-TAS AU-VIC AU-WA CA-AB CA-BC
CA-ON CA-QC CH-BE CH-GE CH-TI CH-ZH DE-BB DE-BE DE-BW DE-BY DE-BY-A DE-HB DE-HE DE-HH
DE-MV DE-NI DE-NW DE-RP DE-SH DE-SL DE-SN DE-ST DE-TH ES-MD ES-CT FR-57 FR-67 FR-68
GB-ENG GB-NIR GB-SCT GB-WLS IN-MH US-AK US-AL US-CA US-HI US-LA US-MA US-TX""".split()


def main():
    table = read(sys.argv[1] if len(sys.argv) > 1 else FILE)

    def find(code):
        while code not in table and "-" in code:
            code = code.rsplit("-", 1)[0]  # the reader's rule
        return table.get(code, ("", {}))

    def off(code, date):
        return date in find(code)[1].get(date.year, [])

    lacking = [c for c in COUNTRIES + REGIONS if c not in table]
    check("well-known countries and regions have lines", not lacking, lacking)

    for y, w, o in ((2024, "0331", "0505"), (2025, "0420", "0420"),
                    (2026, "0405", "0412"), (2027, "0328", "0502")):
        check("this check's own Easter of %d" % y,
              fixed(y, w) == {easter(y)} and fixed(y, o) == {orthodox_easter(y)})
    for code, rule, since in EXACT:
        for y in range(since, LAST + 1):
            have = {d for d in find(code)[1].get(y, []) if d.weekday() < SAT}
            want = {d for d in rule(y) if d.weekday() < SAT}
            check("%s %d in full" % (code, y), have == want,
                  sorted(map(str, have ^ want)))
    for table_, sunday in ((EASTER, easter), (ORTHODOX, orthodox_easter)):
        for code, offset in table_:
            wrong = [y for y in YEARS if not off(code, plus(sunday(y), offset))]
            check("%s Easter%+d" % (code, offset), not wrong, wrong)
    for days, want in ((OFF, True), (WORK, False)):
        for code, dates, what in days:
            for d in dates.split():
                check("%s %s %s (%s)" % (code, d, "off" if want else "not off", what),
                      off(code, dt.date.fromisoformat(d)) == want)
    for code, want in WEEKEND:
        check("%s weekend" % code, find(code)[0] == want, find(code)[0])

    print("%d passed, %d failed" % (passed, failed))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
