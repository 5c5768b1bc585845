/** Levels of E-ARK CSIP's requirements, 2.0.4 and 2.2.0 (DILCIS Board, CC BY 4.0), and the vocabularies that they name. */
import type { Level } from '../types.ts'

/** `any`: the package names no version (both use the same address for their profile); an error is only what both call one. */
export type CsipVersion = '2.0.4' | '2.2.0' | 'any'

const SHOULD = new Set(
  [3, 4, 8, 17, 20, 21, 31, 32, 34, 35, 47, 48, 58, 62, 91, 92, 93, 97, 101, 105].map((number) => `CSIP${number}`),
)
const MAY = new Set([5, 45, 61, 63, 73, 74, 75].map((number) => `CSIP${number}`))
/** MUST in 2.0.4, SHOULD since. */
const SOFTENED = new Set(['CSIP96', 'CSIP100', 'CSIP104'])
const STRUCTURE_MUST = new Set(['CSIPSTR1', 'CSIPSTR4'])
const STRUCTURE_MAY = new Set(['CSIPSTR3', 'CSIPSTR8', 'CSIPSTR14'])

/** MUST: error, SHOULD: warning, MAY: info (and only when what may be is wrong). */
export function levelOf(id: string, version: CsipVersion): Level {
  if (id.startsWith('CSIPSTR')) return STRUCTURE_MUST.has(id) ? 'error' : STRUCTURE_MAY.has(id) ? 'info' : 'warning'
  if (SHOULD.has(id) || (version !== '2.0.4' && SOFTENED.has(id))) return 'warning'
  return MAY.has(id) ? 'info' : 'error'
}

/** What only 2.0.4 asks for, a warning where the version is not known: CSIP86, and identifiers unique across the package. */
export const levelOfOld = (version: CsipVersion): Level | null =>
  version === '2.0.4' ? 'error' : version === 'any' ? 'warning' : null

/** The version in the address of a METS' profile, when it has one. */
export function versionOf(profile: string | null): CsipVersion {
  const found = /v?2[-.](\d)/i.exec(profile?.replace(/^.*\//, '') ?? '')
  if (!found) return 'any'
  return Number(found[1]) > 0 ? '2.2.0' : '2.0.4'
}

const set = (...values: string[]): ReadonlySet<string> => new Set(values.map((one) => fold(one)))

/** Vocabularies are written with hyphens and dashes, capitals and without, in the standard's own examples. */
export const fold = (value: string): string => value.toLowerCase().replace(/[‐-―]/g, '-').replace(/\s+/g, ' ').trim()

/** `mets/@TYPE`: the content category. */
export const CONTENT_CATEGORY = set(
  'Textual works – Print',
  'Textual works – Digital',
  'Textual works – Electronic Serials',
  'Digital Musical Composition (score-based representations)',
  'Photographs – Print',
  'Photographs – Digital',
  'Other Graphic Images – Print',
  'Other Graphic Images – Digital',
  'Microforms',
  'Audio – On Tangible Medium (digital or analog)',
  'Audio – Media-independent (digital)',
  'Motion Pictures – Digital and Physical Media',
  'Video – File-based and Physical Media',
  'Software',
  'Datasets',
  'Geospatial Data',
  'Databases',
  'Database',
  'Websites',
  'Collection',
  'Event',
  'Interactive resource',
  'Physical object',
  'Service',
  'Mixed',
  'Mixes',
  'Other',
)
export const CONTENT_INFORMATION_TYPE = set(
  'ERMS',
  'SIARD1',
  'SIARD2',
  'SIARDDK',
  'GeoData',
  'citcarchival_v1_0',
  'citsarchival_v1_0',
  'csarchival_v1_0',
  'citspremis_v1_0',
  'cspremis_v1_0',
  'citserms_v2_1',
  'citserms_v3_0',
  'citsehpj_v1_0',
  'citsehpj_v2_0',
  'citsehcr_v1_0',
  'citssiard_v1_0',
  'citsgeospatial_v3_0',
  'cits3dpm_v1_0',
  'MIXED',
  'OTHER',
)
export const OAIS_TYPE = new Set(['SIP', 'AIP', 'DIP', 'AIU', 'AIC'])
export const STATUS = new Set(['CURRENT', 'SUPERSEDED'])
/** METS 1.12: `mdRef/@MDTYPE`. */
export const MDTYPE = new Set([
  'MARC',
  'MODS',
  'EAD',
  'DC',
  'NISOIMG',
  'LC-AV',
  'VRA',
  'TEIHDR',
  'DDI',
  'FGDC',
  'LOM',
  'PREMIS',
  'PREMIS:OBJECT',
  'PREMIS:AGENT',
  'PREMIS:RIGHTS',
  'PREMIS:EVENT',
  'TEXTMD',
  'METSRIGHTS',
  'ISO 19115:2003 NAP',
  'EAC-CPF',
  'LIDO',
  'OTHER',
])
/** METS 1.12: `@CHECKSUMTYPE`, with Node's name where we can compute it. */
export const CHECKSUM: Readonly<Record<string, string | null>> = {
  'Adler-32': null,
  CRC32: null,
  HAVAL: null,
  MD5: 'md5',
  MNP: null,
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
  TIGER: null,
  WHIRLPOOL: null,
}
