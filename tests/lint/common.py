"""What the lints share: the files of a tree, and a common way to report."""
import os
import sys

ROOT = os.path.abspath(sys.argv[1]) if len(sys.argv) > 1 else \
    os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SKIP = {".git", "build", "build-test", "node_modules", "__pycache__"}

passed = failed = 0


def files(*folders, ends=("",)):
    """Paths below ROOT, relative to it, sorted."""
    found = []
    for folder in folders or (".",):
        for at, below, names in os.walk(os.path.join(ROOT, folder)):
            below[:] = [b for b in below if b not in SKIP]
            found += [os.path.relpath(os.path.join(at, n), ROOT) for n in names if n.endswith(ends)]
    return sorted(found)


def text(path):
    with open(os.path.join(ROOT, path), encoding="utf-8", errors="replace") as file:
        return file.read()


def report(faults):
    """One checked thing, with a sentence for each fault."""
    global passed, failed
    for fault in faults:
        print(fault)
    passed, failed = passed + (not faults), failed + bool(faults)


def finish():
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)
