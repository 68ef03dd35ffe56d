// Makes data/holidays.txt: the public holidays of every country, state and
// region that npm's date-holidays knows, and each country's weekend (CLDR).
// The format is described in data/README.md.
//
// How to run, from the top of the project, with node 18 or newer and npm; the
// packages go to a folder outside the tree:
//
//   tmp=$(mktemp -d) && cp data/make-holidays/* "$tmp" &&
//   (cd "$tmp" && npm install --no-package-lock --ignore-scripts) &&
//   node "$tmp/make-holidays.mjs" data/holidays.txt
//   python3 tests/data/holidays_check.py
//
// The same versions (package.json) give the same bytes. After a change of
// version, compare the attributions in data/LICENSE-holidays with the package's.

import { createRequire } from 'node:module'
import { readFileSync, writeFileSync } from 'node:fs'

// The library computes with the machine's local dates: fix them.
process.env.TZ = 'UTC'

const { default: Holidays } = await import('date-holidays-parser')
const { data: packaged } = await import('date-holidays/data')
const require = createRequire(import.meta.url)
const weekData = require('cldr-core/supplemental/weekData.json').supplemental.weekData

const FIRST = 2022
const LAST = 2040

// Where the data are certainly wrong: [code, rule, value, why]. false removes
// the rule; an object is merged into it, and without a type means public.
const SUB_US = 'substitutes 11-11 if sunday then next monday if saturday then previous friday'
const SUB_TW = ' and if Saturday then previous Friday if Sunday then next Monday'
const LAW_TW = 'a day off by the Act on commemoration days and holidays of May 2025'
const BR_20 = 'national since Lei 14.759/2023; the state rule that ends in 2023 hides the national one'
const LIST_AE = 'Cabinet Resolution 27 of 2024 and the yearly lists before it'
const CORRECTIONS = [
  ['AE', '27 Rajab', false, 'not a holiday since 2019'],
  ['AE', '1 Ramadan', false, 'not a holiday'],
  ['AE', '9 Dhu al-Hijjah', {}, 'Arafat Day; ' + LIST_AE],
  ['AE', '12-03', {}, 'second National Day; ' + LIST_AE],
  ['BR-AM', '11-20', { active: [{ from: '2010-07-08' }] }, BR_20],
  ['BR-MT', '11-20', { active: [{ from: '2002-12-27' }] }, BR_20],
  ['BR-RJ', '11-20', { active: [{ from: '2002-11-11' }] }, BR_20],
  ['BR-SP', '11-20', { active: [{ from: '2023-09-12' }] }, BR_20],
  ['CA-ON', 'easter 1', false, 'not among the nine public holidays of the Employment Standards Act, 2000'],
  ['CN', '06-01', false, 'only for children, as the library notes itself'],
  ['CN', 'chinese 01-0-03', {}, 'the third day of the New Year is a statutory holiday'],
  ['CN', '05-02 since 2025', {}, 'State Council Decree 795 of 2024'],
  ['KR', 'korean 01-0-01 P3D', false, 'Seollal is the day before, the day and the day after'],
  ['KR', '1 day before korean 01-0-01 P3D', {}, 'as above'],
  ['MG', '03-08', false, 'only for women, as the library notes itself'],
  ['TW', '05-01' + SUB_TW, { type: 'public' }, 'Labour Day is a day off for employees'],
  ['TW', '09-28' + SUB_TW + ' since 2025', { substitute: true }, LAW_TW],
  ['TW', '10-25' + SUB_TW + ' since 2025', { substitute: true }, LAW_TW],
  ['TW', '12-25' + SUB_TW + ' since 2025', { substitute: true }, LAW_TW],
  ['US', SUB_US, { type: 'public' }, '5 U.S.C. 6103(b): observed like the other federal days, which are public here'],
]

// CLDR has no entry, and so Saturday and Sunday; date-holidays says otherwise.
const WEEKEND_CORRECTIONS = { BD: '56' }

// ---------------------------------------------------------------- the data

// Some codes of regions are in mixed case (NZ-WTC-Buller), but the library
// looks codes up in upper case and would quietly give the country's days.
function upperKeys (places) {
  return places && Object.fromEntries(Object.entries(places).map(([k, p]) => [k.toUpperCase(), {
    ...p,
    ...(p.states && { states: upperKeys(p.states) }),
    ...(p.regions && { regions: upperKeys(p.regions) }),
  }]))
}

function place (data, code) {
  return code.split('-').reduce(
    (p, part, i) => i === 0 ? p[part] : (p.states ?? p.regions)[part], data.holidays)
}

function correct (data) {
  for (const [code, rule, value] of CORRECTIONS) {
    const days = place(data, code).days
    // A correction that no longer applies must be looked at, not carried along.
    if (value === false && !(rule in days)) throw Error(`${code}: no rule '${rule}' to remove`)
    if (value?.active && !(rule in days)) throw Error(`${code}: no rule '${rule}' to change`)
    if (value === false) delete days[rule]
    else days[rule] = { name: { en: rule }, ...days[rule], ...value }
  }
}

function codesOf (data) {
  const walk = (code, p) => [code, ...Object.entries({ ...p.states, ...p.regions })
    .flatMap(([k, sub]) => walk(code + '-' + k, sub))]
  return Object.entries(data.holidays).flatMap(([k, p]) => walk(k, p)).sort()
}

// ------------------------------------------------------------- the weekend

function weekendOf (country) {
  if (WEEKEND_CORRECTIONS[country]) return WEEKEND_CORRECTIONS[country]
  const iso = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
  const at = (table) => iso.indexOf(table[country] ?? table['001'])
  let digits = ''
  for (let d = at(weekData.weekendStart); ; d = (d + 1) % 7) {
    digits += d + 1
    if (d === at(weekData.weekendEnd)) break
  }
  return [...digits].sort().join('')
}

// ---------------------------------------------------------------- the days

const HOUR = 3600e3
const DAY = 24 * HOUR

// A civil day is off when a holiday covers more than half of it. That leaves
// out what begins at noon or later and the evening on which an Islamic or
// Jewish day begins, and keeps the day that it ends on at sunset.
function daysOff (code, data) {
  const h = new Holidays(data, code)
  h.setTimezone(undefined) // local wall clock: zones and summer time are no matter
  const years = new Map()
  for (let y = FIRST; y <= LAST; y++) years.set(y, new Set())
  for (let y = FIRST - 1; y <= LAST + 1; y++) {
    for (const day of h.getHolidays(y)) {
      if (day.type !== 'public') continue
      for (let t = Math.floor(day.start / DAY) * DAY; t < +day.end; t += DAY) {
        const covered = Math.min(+day.end, t + DAY) - Math.max(+day.start, t)
        if (covered <= 12 * HOUR) continue
        const [yyyy, mm, dd] = new Date(t).toISOString().slice(0, 10).split('-')
        years.get(+yyyy)?.add(mm + dd)
      }
    }
  }
  return [...years].map(([y, days]) => y + ':' + [...days].sort().join(',')).join(' ')
}

// -------------------------------------------------------------------- main

const out = process.argv[2]
if (!out) {
  console.error('usage: node make-holidays.mjs FILE')
  process.exit(2)
}

const pins = JSON.parse(readFileSync(new URL('package.json', import.meta.url))).dependencies
for (const [name, version] of Object.entries(pins)) {
  const found = require(name + '/package.json').version
  if (found !== version) throw Error(`${name} is ${found}, want ${version}`)
}

const data = { ...packaged, holidays: upperKeys(structuredClone(packaged.holidays)) }
correct(data)

const codes = codesOf(data)
const bodies = new Map()
const lines = []
const count = [0, 0, 0]
const printed = [0, 0, 0]
const empty = []
for (const code of codes) {
  if (!/^[A-Z]{2}(-[A-Z0-9]+){0,2}$/.test(code)) throw Error('odd code ' + code)
  const level = code.split('-').length - 1
  const body = weekendOf(code.slice(0, 2)) + '\t' + daysOff(code, data)
  bodies.set(code, body)
  count[level]++
  // Readers fall back to the code above, so what equals it need not be said.
  if (level > 0 && bodies.get(code.slice(0, code.lastIndexOf('-'))) === body) continue
  printed[level]++
  lines.push(code + '\t' + body)
  if (/:( |$)/.test(body)) empty.push(code)
}

const head = `\
Public holidays ${FIRST}-${LAST}, and weekends, by country, state and region.
Source of the days: npm date-holidays ${pins['date-holidays']} (parser ${pins['date-holidays-parser']}), by commenthol and
contributors, relying on Wikipedia articles; licence CC BY-SA 3.0
<creativecommons.org/licenses/by-sa/3.0>, and so is this file. Changed: computed
for these years, reduced to days off, corrected in ${CORRECTIONS.length} rules. Attributions:
LICENSE-holidays.
Source of the weekends: npm cldr-core ${pins['cldr-core']}, supplemental/weekData.json,
Unicode License v3; corrected for ${Object.keys(WEEKEND_CORRECTIONS).join(', ')}.
Made by make-holidays/make-holidays.mjs, where the corrections are listed; do
not edit.
A line: code, TAB, weekend (ISO days, 1=Monday), TAB, years YYYY:MMDD,MMDD,...
Each line is complete in itself. A region that equals the code above it in every
year has no line: look for DE-BY-A, then DE-BY, then DE.
${lines.length} lines: ${printed[0]} countries, ${printed[1]} of ${count[1]} states, ${printed[2]} of ${count[2]} regions below states.
`.trimEnd().split('\n').map((l) => '# ' + l)

const text = [...head, ...lines].join('\n') + '\n'
if (/[^\t\n\x20-\x7e]/.test(text)) throw Error('not ASCII')
writeFileSync(out, text)

const days = (text.match(/[:,]\d{4}(?=[, \n])/g) ?? []).length
console.log(head.at(-1).slice(2))
console.log(`${days} days, ${text.length} bytes, longest line ${Math.max(...lines.map((l) => l.length))} bytes`)
console.log(`corrections: ${CORRECTIONS.length} rules, ${Object.keys(WEEKEND_CORRECTIONS).length} weekends`)
console.log(`codes with a year without data: ${empty.length ? empty.join(' ') : 'none'}`)
