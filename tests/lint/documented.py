#!/usr/bin/env python3
"""Is every command documented?  documented.py PROGRAM [ROOT]

Asks the built program for its table (help --json) and checks that every command
has what a user needs: summary, usage, options with help, examples, help text, a
manual page that mandoc finds clean, and a place in README.md if there is one;
that the table and the files src/cli/cmd_*.c are of one mind; and that shells
take the completion scripts.  Prints what is missing; exit status 1 if anything is.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

BASH_ASKS = [  # words typed, the last one being completed; what must be offered; what must not
    (["hearback", "contac"], {"contacted"}, set()),
    (["hearback", ""], {"new", "today", "help"}, {"complete-names"}),
    (["hearback", "contacted", "x", "--via", "in"], {"in-person"}, {"email"}),
    (["hearback", "contacted", "x", "--via", "=", ""], {"email", "phone"}, set()),
    (["hearback", "check", "x", "--pur"], {"--purpose"}, {"--via"}),
    (["hearback", "--data", "d", "heard", "x", "--gist", ""], {"not-yet"}, set()),
    (["hearback", "demo", "heard", "x", "--gist", "re"], {"rejected"}, {"not-yet"}),
    (["hearback", "list", ""], {"people"}, set()),
    (["hearback", "help", "sn"], {"snooze"}, set()),
    (["hearback", "note", "x", "--", "--"], set(), {"--json"}),
]

faults = []


def fault(text):
    faults.append(text)
    print(text)


def run(*words, **more):
    return subprocess.run(words, capture_output=True, text=True, timeout=60, check=False, **more)


def check_texts(command):
    name = command["name"]
    for key in ("summary", "usage", "examples", "notes"):
        if not command[key]:
            fault(f"{name}: has no {key}")
    if command["summary"].endswith(".") or len(command["summary"]) > 68:
        fault(f"{name}: the summary is no short phrase: {command['summary']}")
    if not 1 <= len(command["examples"]) <= 4:
        fault(f"{name}: has {len(command['examples'])} examples")
    for line in command["usage"]:
        if line.split()[0] != name:
            fault(f"{name}: a usage line begins otherwise: {line}")
    for entry in command["options"] + command["positionals"]:
        if not entry["help"]:
            fault(f"{name}: {entry['name']} has no help")
    if not json.dumps(command, ensure_ascii=False).isascii():
        fault(f"{name}: its texts are not ASCII")


def check_help(program, command):
    name = command["name"]
    text = run(program, "help", name)
    if text.returncode or text.stderr:
        fault(f"{name}: help fails")
    for entry in command["options"]:
        if f"--{entry['name']}" not in text.stdout:
            fault(f"{name}: help does not show --{entry['name']}")
    for example in command["examples"]:
        if example["line"] not in text.stdout:
            fault(f"{name}: help does not show its example")
    if run(program, name, "--help").stdout != text.stdout:
        fault(f"{name}: {name} --help and help {name} differ")


def check_manual(program, names, folder):
    for name in [None, *names]:
        page = run(program, "man", *([name] if name else []))
        if page.returncode or not page.stdout:
            fault(f"{name or 'hearback'}: has no manual page")
        (folder / f"hearback{'-' + name if name else ''}.1").write_text(page.stdout)
    main_page = (folder / "hearback.1").read_text()
    for name in names:
        if f".Xr hearback-{name} 1" not in main_page:
            fault(f"{name}: hearback(1) does not refer to it")
    if not shutil.which("mandoc"):
        print("skipped: manual pages are not examined, as mandoc is not here")
        return
    lint = run("mandoc", "-T", "lint", "-W", "warning", *map(str, sorted(folder.glob("*.1"))))
    if lint.returncode:
        fault(lint.stdout + lint.stderr)


def check_readme(root, names):
    readme = root / "README.md"
    if not readme.exists():
        return
    text = readme.read_text()
    for name in names:
        if not re.search(rf"\b{re.escape(name)}\b", text):
            fault(f"{name}: README.md does not name it")


def check_files(root, names):
    files = {path.stem[len("cmd_"):].replace("_", "-") for path in (root / "src/cli").glob("cmd_*.c")}
    for name in sorted(files - set(names)):
        fault(f"src/cli/cmd_{name.replace('-', '_')}.c: is not in the table")
    for name in sorted(set(names) - files):
        fault(f"{name}: is described elsewhere than in src/cli/cmd_{name.replace('-', '_')}.c")


def check_completion(program, folder):
    for shell in ("bash", "zsh", "fish"):
        script = folder / f"hearback.{shell}"
        script.write_text(run(program, "completion", shell).stdout)
        if not shutil.which(shell):
            print(f"skipped: completion for {shell}, which is not here")
            continue
        syntax = run(shell, "-n", str(script))
        if syntax.returncode or not script.stat().st_size:
            fault(f"completion {shell}: {syntax.stderr or 'is empty'}")
    for words, wanted, unwanted in BASH_ASKS if shutil.which("bash") else []:
        ask = 'source "$1"; program=$2; shift 2; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); ' \
              '_hearback "$program"; printf "%s\\n" "${COMPREPLY[@]}"'
        answer = run("bash", "-c", ask, "bash", str(folder / "hearback.bash"), program, *words)
        offered = set(answer.stdout.split())
        if wanted - offered or unwanted & offered or answer.stderr:
            fault(f"completion bash: {' '.join(words)}: offers {sorted(offered)} {answer.stderr}")


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    program = str(pathlib.Path(sys.argv[1]).resolve())
    root = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else pathlib.Path(__file__).parents[2])
    commands = json.loads(run(program, "help", "--json").stdout)["commands"]
    shown = [command for command in commands if command["group"]]
    names = [command["name"] for command in shown]
    overview = run(program, "help").stdout
    for command in commands:
        check_texts(command)
        check_help(program, command)
    for name in names:
        if not re.search(rf"^  {re.escape(name)} ", overview, re.MULTILINE):
            fault(f"{name}: the overview does not list it")
    check_readme(root, names)
    check_files(root, [command["name"] for command in commands])
    with tempfile.TemporaryDirectory() as folder:
        check_manual(program, names, pathlib.Path(folder))
        check_completion(program, pathlib.Path(folder))
    print(f"{len(commands)} commands, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
