#!/usr/bin/env python3
"""Each folder of src/ includes only itself and lower layers, PURE ones only
PURE ones; libraries stay behind their fences; every source is in the build."""
import os
import re

from common import files, finish, report, text

LAYER = {"base": 0, "model": 1, "sys": 1, "plan": 2, "letter": 2, "codec": 2, "store": 3, "word": 3, "mail": 3, "net": 3,
         "card": 3, "app": 4, "cli": 5, "web": 5}
PURE = {"base", "model", "plan", "letter", "word"}
PURE_MAY = {"stdarg.h", "stdbool.h", "stddef.h", "stdint.h", "stdio.h", "stdlib.h", "string.h", "limits.h", "assert.h"}
# Other people's libraries: the folders that may include them, and in how many files at most.
FENCES = [("glib", {"sys", "store"}, 99), ("gio", {"sys", "store"}, 99), ("sqlite3", {"store"}, 99),
          ("jansson", {"codec"}, 1), ("curl", {"net"}, 2), ("hunspell", {"sys"}, 1), ("gmime", {"mail"}, 2),
          ("libxml", {"mail"}, 1), ("tesseract", {"card"}, 1), ("leptonica", {"card"}, 1), ("dlfcn", {"sys"}, 2)]
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)

users = {fence[0]: [] for fence in FENCES}


def check_own(path, folder, name):
    other = name.split("/")[0]
    if "/" not in name or other not in LAYER:
        return [f'{path}: "{name}" is not of the form "folder/file.h"']
    if other != folder and LAYER[other] >= LAYER[folder]:
        return [f"{path}: {folder}/ (layer {LAYER[folder]}) must not include {name} (layer {LAYER[other]})"]
    if folder in PURE and other not in PURE:
        return [f"{path}: {folder}/ is pure and must not include {name}"]
    return []


def check_system(path, folder, name):
    faults = []
    if folder in PURE and name not in PURE_MAY:
        faults.append(f"{path}: {folder}/ is pure and must not include <{name}>")
    for library, folders, most in FENCES:
        if name.startswith(library):
            users[library].append(path)
            if folder not in folders:
                faults.append(f"{path}: <{name}> may be included only in {', '.join(sorted(folders))}")
            elif len(users[library]) > most:
                faults.append(f"{path}: <{name}> is fenced in {users[library][0]} already")
    return faults


def check(path):
    folder = path.split(os.sep)[1]
    if folder not in LAYER:
        return [f"{path}: {folder}/ has no layer; give it one in tests/lint/layers.py"]
    faults, seen = [], set()
    for kind, name in INCLUDE.findall(text(path)):
        if name in seen:
            faults.append(f"{path}: includes {name} twice")
        seen.add(name)
        faults += (check_own if kind == '"' else check_system)(path, folder, name)
    build = os.path.join("src", folder, "meson.build")
    listed = text(build) + text("meson.build") if path.endswith(".c") else None
    if listed is not None and f"{os.path.basename(path)}'" not in listed:
        faults.append(f"{path}: is not listed in {build}")
    return faults


for source in files("src", ends=(".c", ".h")):
    report(check(source))
for kind in ("unit/test_", "fuzz/fuzz_"):
    for source in files("tests/" + kind.split("/")[0], ends=(".c",)):
        name = source.removeprefix("tests/" + kind)
        if name != source:
            report([] if f"'{name[:-2]}'" in text("tests/meson.build") else
                   [f"{source}: is not listed in tests/meson.build"])
finish()
