#!/usr/bin/env python3
"""Each folder of src/ has a README that names its files; headers are guarded;
no file names a place of one machine or a host that packages come from."""
import os
import re
from fnmatch import fnmatch

from common import ROOT, files, finish, report, text

MACHINE = re.compile(r"(?<![\w.}~/])/(?:work|root|opt|home/\w+|Users/\w+|tmp/\w+\.\w+)/")
HOST = re.compile(r"\b(?:deb|ftp|security|snapshot|registry|proxy|pypi|files|mirror)s?\.[a-z]+(?:\.[a-z]+)*\.(?:org|com|net|io|dev)\b")
PAGE = 70  # lines
BINARY = (".png", ".db", ".gz", ".bin", ".ico")


def check_readme(folder):
    path = os.path.join("src", folder, "README.md")
    if not os.path.exists(os.path.join(ROOT, path)):
        return [f"src/{folder}/ has no README.md"]
    readme = text(path)
    faults = [f"{path}: is longer than a page"] if readme.count("\n") > PAGE else []
    # A module is named once for its files, also by a pattern: ini.c, ini, cmd_NAME.c, run_*.c.
    patterns = [re.sub("NAME|<[a-z]+>", "*", word) for word in re.findall(r"[\w*<>-]+", readme)]
    for name in sorted(os.listdir(os.path.join(ROOT, "src", folder))):
        stem, ending = os.path.splitext(name)
        if ending in (".c", ".h") and not any(fnmatch(stem, p) for p in patterns if p.strip("*")):
            faults.append(f"{path}: does not say what {name} is for")
    return faults


def check_file(path):
    content, faults = text(path), []
    for number, line in enumerate(content.split("\n"), 1):
        for what, pattern in (("a place of one machine", MACHINE), ("a host that packages come from", HOST)):
            if (found := pattern.search(line)) and not path.startswith("tests/fuzz/corpus"):
                faults.append(f"{path}:{number}: names {what}: {found.group()}")
    if path.startswith("src") and path.endswith(".h"):
        if not re.search(r"^#ifndef (\w+)\n#define \1$", content, re.M):
            faults.append(f"{path}: is not guarded against being included twice")
    if content and not content.endswith("\n") and path.endswith((".c", ".h", ".py", ".sh", ".md", ".build", ".ini")):
        faults.append(f"{path}: its last line has no end")
    return faults


for name in sorted(os.listdir(os.path.join(ROOT, "src"))):
    if any(f.endswith(".c") for f in files(os.path.join("src", name))):
        report(check_readme(name))
for file in files():
    if not file.endswith(BINARY):
        report(check_file(file))
finish()
