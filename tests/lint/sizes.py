#!/usr/bin/env python3
"""Functions of at most 100 lines (60 is what we aim at), files of at most 600
unless tests/lint/size-reasons.txt says why, half of them below 250.

Relies on the layout that clang-format enforces: the braces around a
function's body, and only those, stand at the beginning of a line."""
import os
import statistics

from common import ROOT, files, finish, report, text

FUNCTION_MOST, FUNCTION_AIM, FILE_MOST, FILE_MEDIAN = 100, 60, 600, 250
REASONS = "tests/lint/size-reasons.txt"


def functions(content):
    """(line, length) of each function."""
    begin = None
    for number, line in enumerate(content.split("\n"), 1):
        if line == "{":
            begin = number
        elif line.startswith("}") and begin:
            yield begin - 1, number - begin + 2
            begin = None


def read_reasons():
    """Lines of "path: reason"."""
    if not os.path.exists(os.path.join(ROOT, REASONS)):
        return {}
    pairs = [l.split(":", 1) for l in text(REASONS).splitlines() if l.strip() and not l.startswith("#")]
    return {path.strip(): reason.strip() for path, reason in pairs}


reasons, lengths, long_functions = read_reasons(), [], []
for path in files("src", "tests", "bench", ends=(".c", ".h")):
    content, faults = text(path), []
    lines = content.count("\n")
    if path.startswith("src"):
        lengths.append(lines)
    if lines > FILE_MOST and not reasons.get(path):
        faults.append(f"{path}: {lines} lines, more than {FILE_MOST}, and no reason in {REASONS}")
    for line, length in functions(content):
        if length > FUNCTION_MOST:
            faults.append(f"{path}:{line}: a function of {length} lines, more than {FUNCTION_MOST}")
        elif length > FUNCTION_AIM and path.startswith("src"):
            long_functions.append(f"{path}:{line} ({length})")
    report(faults)
for path in reasons:
    report([] if os.path.exists(os.path.join(ROOT, path)) else [f"{REASONS}: there is no {path}"])
median = int(statistics.median(lengths or [0]))
report([f"the median file has {median} lines, not less than {FILE_MEDIAN}"] if median >= FILE_MEDIAN else [])
print(f"median file of src/: {median} lines; functions of more than {FUNCTION_AIM}: {', '.join(long_functions) or 'none'}")
finish()
