// Makes data/windows-zones.txt: the names that Windows, Outlook and Exchange
// give to time zones, and the zone of the IANA database that each one means.
// The format is described in data/README.md.
//
// How to run, from the top of the project, with node 18 or newer and npm; the
// packages go to a folder outside the tree:
//
//   tmp=$(mktemp -d) && cp data/make-zones/* "$tmp" &&
//   (cd "$tmp" && npm install --no-package-lock --ignore-scripts) &&
//   node "$tmp/make-zones.mjs" data/windows-zones.txt
//
// The same versions (package.json) give the same bytes.

import { createRequire } from 'node:module'
import { writeFileSync } from 'node:fs'

const require = createRequire(import.meta.url)
const { mapTimezones } = require('cldr-core/supplemental/windowsZones.json').supplemental.windowsZones
const zones = require('cldr-bcp47/bcp47/timezone.json').keyword.u.tz
const shown = require('timezones.json')

// Names that Windows shows, and has shown, beside those of timezones.json: [shown, key].
const MORE = [
  ['Pacific Time (US & Canada)', 'Pacific Standard Time'],
  ['Pacific Time (US & Canada); Tijuana', 'Pacific Standard Time'],
  ['Eastern Time (US & Canada)', 'Eastern Standard Time'],
  ['Dublin, Edinburgh, Lisbon, London', 'GMT Standard Time'],
  ['Greenwich Mean Time : Dublin, Edinburgh, Lisbon, London', 'GMT Standard Time'],
  ['Helsinki, Kiev, Riga, Sofia, Tallinn, Vilnius', 'FLE Standard Time'],
  ['Moscow, St. Petersburg, Volgograd', 'Russian Standard Time'],
  ['Moscow, St. Petersburg', 'Russian Standard Time'],
]

// CLDR keeps its first name for a zone; what the database calls it now stands beside it.
const current = new Map()
for (const zone of Object.values(zones))
  if (zone._iana) for (const alias of zone._alias.split(' ')) current.set(alias, zone._iana)

const keys = new Map()
for (const { mapZone } of mapTimezones)
  if (mapZone._territory === '001') keys.set(mapZone._other, current.get(mapZone._type) ?? mapZone._type)

const names = new Map(keys)
const bare = text => text.replace(/^\((?:UTC|GMT)[^)]*\) */, '')
for (const [text, key] of [...shown.map(z => [bare(z.text), z.value]), ...MORE]) {
  if (!keys.has(key) || text.includes('- Old')) continue
  if (names.has(text) && names.get(text) !== keys.get(key)) throw new Error(`two zones are shown as ${text}`)
  names.set(text, keys.get(key))
}

const lines = [...names].map(([name, zone]) => `${name}\t${zone}\n`).sort()
const head = `# Windows names of time zones; made by data/make-zones from CLDR ${require('cldr-core/package.json').version} and timezones.json ${require('timezones.json/package.json').version}; licences: LICENSE-windows-zones\n`
writeFileSync(process.argv[2], head + lines.join(''))
