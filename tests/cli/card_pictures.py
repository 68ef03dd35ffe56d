"""Business cards of people who do not exist, drawn from text at test time, as scans and as photographs: in several
layouts and languages, turned, tilted, seen from the side, with noise, shadows and little light."""
import struct
import subprocess
import zlib
from html import escape

WIDE, HIGH = 1000, 600  # of a card: 85 by 51 mm at 300 dots an inch

# Lines: x, y (of the baseline), size, text, and what of: b bold, i italic, m middle, e right end, s serif, w white, g grey.
CARDS = [
    {"id": "plain", "lines": [
        (60, 120, 54, "Jane Moss", "b"), (60, 170, 32, "Lead Engineer", ""), (60, 300, 40, "Kestrel Optics Ltd", ""),
        (60, 420, 30, "jane.moss@kestrel.example", ""), (60, 470, 30, "+44 20 7946 0001", ""),
        (60, 520, 30, "www.kestrel.example", "")],
     "name": "Jane Moss", "title": "Lead Engineer", "organisation": "Kestrel Optics Ltd",
     "mails": ["jane.moss@kestrel.example"], "phones": ["+44 20 7946 0001"], "url": "www.kestrel.example"},
    {"id": "labels", "lines": [
        (500, 90, 50, "HARBOUR LAB", "bm"), (500, 130, 24, "Marine sensors since 1987", "m"),
        (60, 280, 44, "Dr. Tomas Novak", "b"), (60, 325, 28, "Head of Research", "i"),
        (60, 430, 26, "T: +420 2 5550 0101", ""), (60, 470, 26, "M: +420 601 555 010", ""),
        (60, 510, 26, "F: +420 2 5550 0199", ""), (940, 430, 26, "E: novak@harbour.example", "e"),
        (940, 470, 26, "W: harbour.example", "e"), (940, 510, 26, "12 Quay Street, Prague", "e")],
     "name": "Dr. Tomas Novak", "title": "Head of Research", "organisation": "HARBOUR LAB",
     "mails": ["novak@harbour.example"], "phones": ["+420 2 5550 0101", "+420 601 555 010"], "url": "harbour.example"},
    {"id": "german", "lines": [
        (60, 110, 40, "Bär & Söhne GmbH", "b"), (60, 240, 46, "Dipl.-Ing. Jörg Größe", ""),
        (60, 290, 30, "Leiter Entwicklung", ""), (60, 400, 26, "Hauptstraße 12", ""), (60, 435, 26, "10115 Berlin", ""),
        (560, 400, 26, "Tel. +49 30 5550 123", ""), (560, 435, 26, "Fax +49 30 5550 199", ""),
        (560, 470, 26, "Mobil +49 151 5550123", ""), (560, 505, 26, "groesse@baer.example", "")],
     "name": "Dipl.-Ing. Jörg Größe", "title": "Leiter Entwicklung", "organisation": "Bär & Söhne GmbH",
     "mails": ["groesse@baer.example"], "phones": ["+49 30 5550 123", "+49 151 5550123"]},
    {"id": "french", "lines": [
        (500, 120, 44, "Hélène Évêque", "bm"), (500, 165, 28, "Directrice des ressources humaines", "m"),
        (500, 300, 40, "Atelier Lumière SARL", "ms"), (500, 420, 26, "Tél. : +33 1 55 50 01 23", "m"),
        (500, 460, 26, "Portable : +33 6 55 50 01 23", "m"), (500, 500, 26, "h.eveque@lumiere.example", "m"),
        (500, 540, 26, "8 rue du Port, 75011 Paris", "m")],
     "name": "Hélène Évêque", "title": "Directrice des ressources humaines", "organisation": "Atelier Lumière SARL",
     "mails": ["h.eveque@lumiere.example"], "phones": ["+33 1 55 50 01 23", "+33 6 55 50 01 23"]},
    {"id": "dark", "back": "#152238", "lines": [
        (60, 130, 50, "Ada Quill", "bw"), (60, 180, 30, "Data Scientist", "w"), (60, 330, 38, "Northwind Analytics Inc.", "w"),
        (60, 440, 28, "ada@northwind.example", "w"), (60, 485, 28, "(555) 010-0199", "w")],
     "name": "Ada Quill", "title": "Data Scientist", "organisation": "Northwind Analytics Inc.",
     "mails": ["ada@northwind.example"], "phones": ["(555) 010-0199"]},
    {"id": "organisation-last", "lines": [
        (940, 120, 28, "jo.reed@tide.example", "e"), (940, 165, 28, "direct 020 7946 0123", "e"),
        (940, 320, 48, "Jo Reed", "be"), (940, 365, 28, "Recruitment Consultant", "e"), (940, 520, 36, "TIDE & PARTNERS", "e")],
     "name": "Jo Reed", "title": "Recruitment Consultant", "organisation": "TIDE & PARTNERS",
     "mails": ["jo.reed@tide.example"], "phones": ["020 7946 0123"]},
    {"id": "upright", "size": (600, 1000), "lines": [
        (300, 160, 48, "Mei Tanaka", "bm"), (300, 210, 28, "Product Manager", "m"), (300, 480, 36, "Lantern Software", "m"),
        (300, 700, 26, "mei.tanaka@lantern.example", "m"), (300, 745, 26, "+81 3 5550 0100", "m"),
        (300, 790, 26, "lantern.example", "m")],
     "name": "Mei Tanaka", "title": "Product Manager", "organisation": "Lantern Software",
     "mails": ["mei.tanaka@lantern.example"], "phones": ["+81 3 5550 0100"], "url": "lantern.example"},
    {"id": "serif-capitals", "lines": [
        (500, 150, 46, "MARGARET O'NEILL", "ms"), (500, 200, 28, "Partner", "ms"), (500, 300, 38, "Moss & Quill LLP", "ms"),
        (500, 430, 26, "Telephone 029 2018 0123", "ms"), (500, 470, 26, "Email moneill@mossquill.example", "ms"),
        (500, 510, 26, "https://mossquill.example", "ms")],
     "name": "Margaret O'Neill", "title": "Partner", "organisation": "Moss & Quill LLP",
     "mails": ["moneill@mossquill.example"], "phones": ["029 2018 0123"], "url": "https://mossquill.example"},
    {"id": "two-mails", "lines": [
        (60, 110, 44, "Sam van der Berg", "b"), (60, 155, 28, "CTO, Co-Founder", ""), (60, 270, 40, "Pelican Robotics B.V.", ""),
        (60, 390, 26, "office +31 20 555 0100", ""), (60, 430, 26, "cell +31 6 5550 0100", ""),
        (60, 480, 26, "sam@pelican.example", ""), (60, 520, 26, "info@pelican.example", ""),
        (560, 520, 26, "linkedin.com/in/samvdberg", "")],
     "name": "Sam van der Berg", "title": "CTO, Co-Founder", "organisation": "Pelican Robotics B.V.",
     "mails": ["sam@pelican.example", "info@pelican.example"], "phones": ["+31 6 5550 0100", "+31 20 555 0100"],
     "url": "linkedin.com/in/samvdberg"},
    {"id": "same-line", "lines": [
        (60, 120, 44, "Lena Vogt", "b"), (940, 120, 36, "Funke AG", "be"), (60, 165, 26, "Personalreferentin", ""),
        (60, 480, 26, "T +49 40 5550 456", ""), (500, 480, 26, "M +49 170 5550456", ""), (60, 530, 26, "lena.vogt@funke.example", ""),
        (500, 530, 26, "www.funke.example", "")],
     "name": "Lena Vogt", "title": "Personalreferentin", "organisation": "Funke AG",
     "mails": ["lena.vogt@funke.example"], "phones": ["+49 40 5550 456", "+49 170 5550456"], "url": "www.funke.example"},
    {"id": "name-and-mail-only", "lines": [
        (500, 280, 60, "Robin Hale", "bm"), (500, 360, 30, "robin@hale.example", "m")],
     "name": "Robin Hale", "title": "", "organisation": "", "mails": ["robin@hale.example"], "phones": []},
    {"id": "university", "lines": [
        (60, 100, 34, "University of Westbridge", "s"), (60, 140, 24, "Department of Physics", "s"),
        (60, 280, 44, "Prof. Anna Ivanova, PhD", "s"), (60, 325, 28, "Professor of Optics", "is"),
        (60, 450, 24, "Phone: +1 (555) 010-0142 ext. 7", "s"), (60, 490, 24, "a.ivanova@westbridge.example", "s")],
     "name": "Prof. Anna Ivanova, PhD", "title": "Professor of Optics", "organisation": "University of Westbridge",
     "mails": ["a.ivanova@westbridge.example"], "phones": ["+1 (555) 010-0142 ext. 7"]},
    {"id": "grey-on-white", "lines": [
        (60, 500, 26, "+44 7700 900123", "g"), (60, 540, 26, "priya@saltmarsh.example", "g"), (60, 100, 46, "Priya Anand", "g"),
        (60, 145, 26, "Senior UX Designer", "g"), (940, 540, 34, "Saltmarsh Studio", "eg")],
     "name": "Priya Anand", "title": "Senior UX Designer", "organisation": "Saltmarsh Studio",
     "mails": ["priya@saltmarsh.example"], "phones": ["+44 7700 900123"]},
]

# What is done to a card: turned by quarters, tilted by degrees, on a table, noise, blur, seen from the side.
WAYS = {
    "scan": {},
    "left": {"quarters": 1},
    "right": {"quarters": 3},
    "head-down": {"quarters": 2},
    "tilted": {"tilt": 4, "table": True},
    "photo": {"tilt": -3, "table": True, "noise": 0.25, "blur": 0.8},
    "far": {"tilt": -3, "table": True, "margin": 500, "noise": 0.25, "blur": 0.8},
    "side": {"table": True, "noise": 0.2, "blur": 0.6, "lean": 0.12},
}


def text_of(line, ink):
    x, y, size, text, how = line
    styles = {"font-size": size, "font-family": "DejaVu Serif" if "s" in how else "DejaVu Sans",
              "fill": "#ffffff" if "w" in how else "#707070" if "g" in how else ink,
              "text-anchor": "middle" if "m" in how else "end" if "e" in how else "start",
              "font-weight": "bold" if "b" in how else "normal", "font-style": "italic" if "i" in how else "normal"}
    return f'<text x="{x}" y="{y}" ' + " ".join(f'{k}="{v}"' for k, v in styles.items()) + f">{escape(text)}</text>"


def as_svg(card, way):
    """The card alone, or lying on a table under a lamp."""
    wide, high = card.get("size", (WIDE, HIGH))
    back = card.get("back", "#ffffff")
    paper = f'<rect width="{wide}" height="{high}" fill="{back}"/>' + "".join(text_of(l, "#202020") for l in card["lines"])
    margin = way.get("margin", 120) if way.get("table") else 0
    full = (wide + 2 * margin, high + 2 * margin)
    moves = f"translate({margin} {margin}) rotate({way.get('tilt', 0)} {wide / 2} {high / 2})"
    light = noise = defs = ""
    if margin:
        defs += ('<linearGradient id="light" x2="1" y2="1"><stop offset="0" stop-color="#fff" stop-opacity="0"/>'
                 '<stop offset="1" stop-color="#000" stop-opacity="0.45"/></linearGradient>')
        light = f'<rect width="{full[0]}" height="{full[1]}" fill="url(#light)"/>'
    if "blur" in way:
        defs += f'<filter id="blur"><feGaussianBlur stdDeviation="{way["blur"]}"/></filter>'
    if "noise" in way:
        defs += ('<filter id="noise" x="0" y="0" width="1" height="1"><feTurbulence type="fractalNoise" baseFrequency="0.8" seed="7"/>'
                 '<feColorMatrix values="0 0 0 0 0.5  0 0 0 0 0.5  0 0 0 0 0.5  1 0 0 0 -0.3"/></filter>')
        noise = f'<rect width="{full[0]}" height="{full[1]}" filter="url(#noise)" opacity="{way["noise"]}"/>'
    table = f'<rect width="{full[0]}" height="{full[1]}" fill="#8a6a48"/>' if margin else ""
    filtered = ' filter="url(#blur)"' if "blur" in way else ""
    body = f'{table}<g{filtered}><g transform="{moves}">{paper}</g></g>{light}{noise}'
    quarters = way.get("quarters", 0)
    turned = {0: "", 1: f"translate(0 {full[0]}) rotate(-90)", 2: f"translate({full[0]} {full[1]}) rotate(180)",
              3: f"translate({full[1]} 0) rotate(90)"}[quarters]
    w, h = full if quarters % 2 == 0 else (full[1], full[0])
    return (f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}"><defs>{defs}</defs>'
            f'<rect width="{w}" height="{h}" fill="#fff"/><g transform="{turned}">{body}</g></svg>')


def grey_of_png(data):
    """Width, height and grey rows of what rsvg-convert writes: 8 bits RGB or RGBA, not interlaced."""
    at, packed = 8, b""
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + size]
        if kind == b"IHDR":
            wide, high, bits, colours = struct.unpack(">IIBB", body[:10])
            assert bits == 8 and colours in (2, 6)
        packed += body if kind == b"IDAT" else b""
        at += 12 + size
    n = 4 if colours == 6 else 3
    raw, rows, before = zlib.decompress(packed), [], bytearray(wide * n)
    for y in range(high):
        how, line = raw[y * (wide * n + 1)], bytearray(raw[y * (wide * n + 1) + 1:(y + 1) * (wide * n + 1)])
        for i in range(len(line) if how else 0):
            left, up, corner = line[i - n] if i >= n else 0, before[i], before[i - n] if i >= n else 0
            if how == 4:
                p, q, r = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
                guess = left if p <= q and p <= r else up if q <= r else corner
            else:
                guess = (0, left, up, (left + up) // 2)[how]
            line[i] = (line[i] + guess) & 255
        rows.append(bytes(line[1::n]))
        before = line
    return wide, high, rows


def seen_from_the_side(picture, lean):
    """The far edge shorter by `lean` of the height, above and below."""
    wide, high, rows = picture
    out = []
    for y in range(high):
        line = bytearray(wide)
        for x in range(wide):
            shrink = 1 - 2 * lean * x / wide
            source = (y - high / 2) / shrink + high / 2
            line[x] = rows[int(source)][x] if 0 <= source < high else 90
        out.append(bytes(line))
    return wide, high, out


def as_pgm(picture):
    wide, high, rows = picture
    return b"P5 %d %d 255\n" % (wide, high) + b"".join(rows)


def draw(card, way, path):
    """A PNG; a JPEG where it is seen from the side."""
    how = WAYS[way]
    done = subprocess.run(["rsvg-convert"], input=as_svg(card, how).encode(), capture_output=True, check=True, timeout=60)
    data = done.stdout
    if "lean" in how:
        pgm = as_pgm(seen_from_the_side(grey_of_png(data), how["lean"]))
        data = subprocess.run(["cjpeg", "-quality", "85"], input=pgm, capture_output=True, check=True, timeout=60).stdout
    with open(path, "wb") as file:
        file.write(data)
    return path
