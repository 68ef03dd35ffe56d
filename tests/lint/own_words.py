#!/usr/bin/env python3
"""own_words.py [ROOT]: what the product says to people, read over by its own
check, $HEARBACK (A9, A13, E6): sentences of src/, reasons of playbooks, texts of rules and
questions of letters.  Nothing may be certainly wrong, and nothing may blame,
beg, press or alarm, unless own-words-reasons.txt grants it."""
import json
import os
import re
import subprocess
import sys
import tempfile

from common import ROOT, files, finish, report, text

PROGRAM = os.path.abspath(os.environ.get("HEARBACK", "build/hearback"))
TONE = {"A9", "A13", "A14", "B9", "B10", "B14", "D9", "E6"}
SILENT = {"src/cli/complete.c", "src/cli/man.c", "src/codec/card_words.c", "src/codec/table_header.c",
          "src/codec/table_status.c", "src/codec/when_tokens.c", "src/word/own_quotes.c", "src/word/own_signature.c",
          "src/word/employer.c"}  # scripts, markup, lists of words
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')
STRINGS = re.compile(r'(?:"(?:[^"\\]|\\.)*"\s*)+')
COMMENT = re.compile(r"/\*.*?\*/|^\s*#\s*include[^\n]*|'(?:[^'\\\n]|\\.)'", re.S | re.M)
# What is quoted, bracketed or named as it is typed: no words of ours.
TYPED = re.compile(r'"[^"\n]*"|\[[^\]\n]*\]|\b(?:zsh|fpath|\.?eml|vcf|[Vv]card-version)\b')
FORMAT = re.compile(r"%[-+ 0#]*(?:\*|\d+)?(?:\.(?:\*|\d+))?(?:hh|h|ll|l|z|j|t)?([a-zA-Z%])")
LEAST_WORDS = 4


def filled(sentence):
    """Conversions become a name or a number, escapes what they mean."""
    sentence = re.sub(r"\\n", "\n", sentence).replace('\\"', '"').replace("\\\\", "\\").replace("\\t", " ")
    sentence = re.sub(r"(%\.?\*?s)(?=[A-Za-z])", r"\1 ", sentence)
    return FORMAT.sub(lambda m: {"s": "Harbour", "c": "a", "%": "%"}.get(m.group(1), "5"), sentence)


def is_said(sentence):
    words = re.findall(r"[A-Za-z']{2,}", sentence)
    if len(words) < LEAST_WORDS or sentence.startswith("hearback ") or re.search(r"SELECT |UPDATE |XXXX|INSERT |CREATE |\\x|\{|[a-z]+\|", sentence):
        return False
    return sum(w.islower() or w.istitle() for w in words) * 3 >= len(words) * 2


def as_paragraph(sentence):
    """A sentence that can stand alone: those that go on from another begin small and have no stop."""
    sentence = " ".join(TYPED.sub("Harbour", sentence).split())
    sentence = re.sub(r"^[^A-Za-z\"(]+", "", sentence)
    sentence = sentence[:1].upper() + sentence[1:]
    return sentence if sentence.endswith((".", "!", "?", ":", '."')) else sentence.rstrip(",;: (") + "."


def of_source(path):
    for literals in STRINGS.findall(COMMENT.sub("", text(path))):
        whole = filled("".join(LITERAL.findall(literals)))
        for part in whole.split("\n"):
            if is_said(part):
                yield path, as_paragraph(part)


def of_playbook(path):
    for line in text(path).split("\n"):
        if line.startswith(("why", "title", "summary")) and "=" in line:
            yield path, as_paragraph(re.sub(r"\{[^}]*\}", "Harbour", line.split("=", 1)[1]))


def of_letters(path):
    for line in text(path).split("\n"):
        if re.match(r"\s*(why|ask|question)\b\s*[:=]?", line):
            yield path, as_paragraph(re.sub(r'\ban "', 'a "', re.sub(r"^\s*\w+\s*[:=]?", "", line)))


def collect():
    said = []
    for path in files("src", ends=(".c",)):
        if path not in SILENT and not path.startswith("src/base"):
            said += of_source(path)
    for path in files("playbooks", ends=(".ini",)):
        said += of_playbook(path)
    for path in files("letters", ends=(".txt",)) + files("mail/en", ends=(".txt",)):
        said += of_letters(path)
    unique = {}
    for path, sentence in said:
        unique.setdefault(sentence, path)
    return [(path, sentence) for sentence, path in unique.items()]


def check(said):
    """One letter of all sentences, a paragraph each; the findings by line."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "own.txt")
        with open(path, "w", encoding="utf-8") as f:
            f.write("".join(sentence + "\n\n" for _, sentence in said))
        done = subprocess.run([PROGRAM, "--data", os.path.join(folder, "none.db"), "--json", "lint", path, "--language", "en-GB"],
                              capture_output=True, text=True, check=False, env={**os.environ, "XDG_CONFIG_HOME": folder})
    if done.returncode not in (0, 3):
        sys.exit(f"lint ended with status {done.returncode}: {done.stderr}")
    return json.loads(done.stdout)["findings"]


granted = {tuple(line.split(": ")[:2]) for line in text("tests/lint/own-words-reasons.txt").split("\n") if line[:1] != "#"}
said = collect()
faults = {i: [] for i in range(len(said))}
for finding in check(said):
    if finding["length"] and (finding["level"] == "error" or finding["rule"] in TONE):
        path, sentence = said[(finding["line"] - 1) // 2]
        if (path, finding["found"]) in granted:
            continue
        faults[(finding["line"] - 1) // 2].append(
            f"{path}: \"{sentence}\": {finding['found']}: {finding['why']} ({finding['rule']})")
for found in faults.values():
    report(found)
assert len(said) > 500, f"only {len(said)} sentences were found"
finish()
