#!/usr/bin/env python3
"""make_box.py FILE [MESSAGES [IN_TEN]]: a mailbox (mboxrd), always the same for the numbers; so many of ten messages (1)
are about a search for work, the others from friends and shops. 4 to 20 KB a message; plain text, some with HTML beside it or alone, some with an attachment, some in base64."""
import base64
import random
import sys

PEOPLE = ["Jane Moss", "Tomas Novak", "Ada Sommer", "Lena Hartmann", "Iris Vale", "Omar Reed", "J\u00fcrgen Wei\u00df"]
HOUSES = ["kestrel", "harbour", "lumen", "northwind", "quarry", "meadow"]
WORDS = ("thank you for your interest in the position we have received application and will be in touch within two "
         "weeks our team is reviewing interview next Thursday please let us know whether this suits best regards about "
         "project experience with testing instruments unfortunately decided to go ahead with another candidate").split()


OTHERS = ("we went to the lake on sunday and it rained all day the children had a good time with their cousins dinner was "
          "late as the train stood still for an hour do you remember the house by the river your parcel is on its way and "
          "will arrive tomorrow thanks for the photos they are lovely see you soon give my love to everybody").split()
words = WORDS


def prose(r, size):
    out, line = [], ""
    while size > 0:
        line += r.choice(words) + " "
        if len(line) > 68:
            out.append(line.strip() + ".")
            size -= len(line)
            line = ""
            if r.random() < 0.15:
                out.append("")
    return "\n".join(out)


def page(r, size):
    cell = '<td style="font-family:Arial,sans-serif;font-size:14px;color:#333333;padding:8px 0">%s<br></td>'
    rows = "".join(f'<tr class="row">{cell % prose(r, 300)}</tr>\n' for _ in range(max(1, size // 450)))
    return (f'<html><head><style>.row {{ margin: 0 }}</style></head><body><table width="600">{rows}</table>'
            f'<p>See <a href="https://jobs.example/{r.randrange(10**6)}">the posting</a></p></body></html>')


def encoded(data):
    return base64.encodebytes(data).decode()


def part(kind, body, transfer="8bit", extra=""):
    return f"Content-Type: {kind}{extra}\nContent-Transfer-Encoding: {transfer}\n\n{body}\n"


def several(kind, parts, mark):
    body = "".join(f"--{mark}\n{p}" for p in parts) + f"--{mark}--\n"
    return f'Content-Type: multipart/{kind}; boundary="{mark}"\n\nThis is a message in several parts.\n{body}'


def body_of(r, number):
    size, kind, mark = r.randrange(2500, 17000), number % 10, f"=_part_{number}_{r.randrange(10**9)}"
    text = part("text/plain; charset=utf-8", prose(r, size))
    if kind < 4:
        return text
    if kind < 6:
        return several("alternative", [part("text/plain; charset=utf-8", prose(r, size // 3)),
                                       part("text/html; charset=utf-8", page(r, size * 2 // 3))], mark)
    if kind == 6:
        return part("text/html; charset=utf-8", page(r, size))
    if kind == 7:
        return part("text/plain; charset=utf-8", encoded(prose(r, size * 2 // 3).encode()), "base64")
    return several("mixed", [part("text/plain; charset=utf-8", prose(r, size // 4)),
                             part("application/pdf", encoded(r.randbytes(size // 2)), "base64",
                                  f'; name="cv-{number}.pdf"\nContent-Disposition: attachment; filename="cv-{number}.pdf"')],
                   mark)


def message(r, number, work):
    global words
    who, house = r.choice(PEOPLE), r.choice(HOUSES) if work else f"friends{number % 97}"
    words, what = (WORDS, f"Test Engineer at {house}") if work else (OTHERS, "Sunday by the lake")
    name = who if who.isascii() else "=?utf-8?B?" + base64.b64encode(who.encode()).decode() + "?="
    day = f"{number % 28 + 1:02d} {('Sep', 'Oct', 'Nov')[number % 3]} 2026 10:{number % 60:02d}:00 +0200"
    head = (f"Return-Path: <bounce-{number}@{house}.example>\nReceived: from mx.{house}.example (mx.{house}.example "
            f"[192.0.2.{number % 250}])\n\tby mail.example.com with ESMTPS id {number:08x}\n\tfor <me@example.com>; {day}\n"
            f"Authentication-Results: mail.example.com; dkim=pass; spf=pass\nDKIM-Signature: v=1; a=rsa-sha256; "
            f"c=relaxed; d={house}.example;\n\ts=mail; bh={encoded(r.randbytes(32)).strip()};\n\tb="
            + "\n\t ".join(encoded(r.randbytes(128)).split()) +
            f"\nFrom: {name} <{who.split()[0].lower() if who.isascii() else 'jw'}@{house}.example>\nTo: Me Myself <me@example.com>\n"
            f"Subject: Re: {what} ({number})\nDate: Mon, {day}\nMessage-ID: <{number}.{house}@mail.{house}.example>\n"
            f"In-Reply-To: <{number // 3}.mine@example.com>\nReferences: <{number // 3}.first@example.com>\n\t"
            f"<{number // 3}.mine@example.com>\nMIME-Version: 1.0\n")
    return head + body_of(r, number)


def main():
    r = random.Random(20261008)
    with open(sys.argv[1], "w", encoding="utf-8", newline="\n") as f:
        for number in range(int(sys.argv[2]) if len(sys.argv) > 2 else 20000):
            work = number % 10 < (int(sys.argv[3]) if len(sys.argv) > 3 else 1)
            text = message(r, number, work).replace("\nFrom ", "\n>From ")
            f.write(f"From jane@kestrel.example Mon Oct 12 08:00:00 2026\n{text}\n")


main()
