"""The ways to spoil a C file, one condition or number at a time; used by scripts/mutate."""
import re

HIDDEN = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'|^\s*#[^\n]*|\bassert\([^\n]*',
                    re.S | re.M)
COMPARE = re.compile(r"<=|>=|==|!=|(?<![<])<(?![<])|(?<![>-])>(?![>])")
OTHERS = {"<": ["<=", ">"], "<=": ["<", ">="], ">": [">=", "<"], ">=": [">", "<="], "==": ["!="], "!=": ["=="]}
NUMBER = re.compile(r"(?<![\w.\[])(\d+)(?![\w.\]])")
ASSIGNS = re.compile(r"(?<![=!<>])=(?!=)|(?<=<<)=|(?<=>>)=")


def blank(code):
    """The code with comments, strings, directives and asserts blanked out, so that places stay the same."""
    return HIDDEN.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), code)


def right_end(code, at):
    """Where the operand that begins at `at` ends."""
    depth = 0
    for i in range(at, len(code)):
        if depth == 0 and (code[i] in ")]};,?:" or code.startswith(("&&", "||"), i)):
            return i
        depth += (code[i] in "([{") - (code[i] in ")]}")
    return len(code)


def left_end(code, at):
    """Where the operand that ends at `at` begins."""
    depth = 0
    for i in range(at - 1, -1, -1):
        if depth == 0:
            if code[i] in "([{};,?:" or ASSIGNS.match(code, i) or code[i - 1:i + 1] in ("&&", "||"):
                return i + 1
            if re.compile(r"\breturn\b").match(code, i):
                return i + 6
        depth += (code[i] in ")]}") - (code[i] in "([{")
    return 0


def mutants(code):
    """(start, end, replacement) of each."""
    bare = blank(code)
    for m in COMPARE.finditer(bare):
        yield from ((m.start(), m.end(), other) for other in OTHERS[m.group()])
    for m in re.finditer(r"&&|\|\|", bare):
        neutral = "1" if m.group() == "&&" else "0"
        yield m.end(), right_end(bare, m.end()), f" {neutral}"
        yield left_end(bare, m.start()), m.start(), f" {neutral} "
    for m in NUMBER.finditer(bare):
        yield m.start(), m.end(), str(int(m.group()) + 1)


def spoil(code, mutant):
    start, end, replacement = mutant
    return code[:start] + replacement + code[end:]


def spoilt_line(code, mutant):
    """(line number, the line as the mutant has it; if it is several, as one)."""
    start, end, _ = mutant
    first, last = code.rfind("\n", 0, start) + 1, (code + "\n").find("\n", end)
    line = spoil(code[first:last], (start - first, end - first, mutant[2]))
    return code.count("\n", 0, start) + 1, " ".join(line.split())
