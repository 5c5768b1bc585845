/** Texts: by their first words where they have some, else by the extension. */
import type { RawFormat } from '../signatures/raw.ts'
import { anywhere, end, format, start } from './write.ts'

const html = (puid: string, version: string, dtd: string): RawFormat => {
  const any = (word: string) => `('${word.toUpperCase()}' | '${word}')`
  return format(puid, 'HTML', 'text/html', 'htm html', {
    version,
    over: ['fmt/96'],
    by: [
      [
        start(
          `'<!' ${any('doctype')} ' ' ${any('html')} ' ' ${any('public')} ' "-//' {1-16} '//' ${any('dtd')} ' ' {0-64} ${any('html')} ' ${dtd}`,
          1024,
        ),
      ],
    ],
  })
}

const xhtml = (puid: string, version: string): RawFormat =>
  format(puid, 'XHTML', 'application/xhtml+xml', 'htm html', {
    version,
    over: ['fmt/101', 'fmt/96'],
    by: [
      [
        start(`'<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML ${version}'`, 1024),
        anywhere("'<html xmlns=\"http://www.w3.org/1999/xhtml\"' * '<title>' * '</title>'"),
      ],
    ],
  })

/** Key words that each version of the format brought. */
const rtf = (puid: string, version: string, over: readonly string[], pattern: string): RawFormat =>
  format(puid, 'Rich Text Format', 'application/rtf', 'rtf', { version, over, by: [[start(pattern)]] })

const RTF_HEAD = "'{\\rt' {0-15} ('ansi' | 'mac' | 'pca' | 'pc') '\\ansicpg'"
const STYLE_FONTS = "'\\stshfdbch' {1-5} '\\stshfloch' {1-5} '\\stshfhich' {1-5} '\\stshfbi'"

export const textFormats: readonly RawFormat[] = [
  format('x-fmt/111', 'Plain text', 'text/plain', 'txt'),
  format('x-fmt/18', 'Comma separated values', 'text/csv', 'csv'),
  format('fmt/101', 'XML', 'application/xml', 'xml', {
    version: '1.0',
    over: ['fmt/98', 'fmt/99', 'fmt/100', 'fmt/96'],
    by: [[start(`'<?xml version=' (22 | 27) '1.0' (22 | 27)`, 3)]],
  }),
  format('fmt/96', 'HTML', 'text/html', 'htm html', {
    by: [[start("'<' ('HTML' | 'html')", 1024), end("'</' ('BODY' | 'HTML' | 'body' | 'html') '>'", 1024)]],
  }),
  html('fmt/98', '3.2', "3.2'"),
  html('fmt/99', '4.0', "4.0' ('/' | ' ')"),
  html('fmt/100', '4.01', "4.01'"),
  format('fmt/471', 'HTML', 'text/html', 'htm html', {
    version: '5',
    over: ['fmt/96'],
    by: [[start("'<!' ('DOCTYPE' | 'doctype') {0-4} ('HTML' | 'html') '>'", 1024)]],
  }),
  xhtml('fmt/102', '1.0'),
  xhtml('fmt/103', '1.1'),
  rtf('fmt/45', '1.0-1.4', [], "'{\\rt' ('f\\' | 'f1\\') ('ansi' | 'mac' | 'pca' | 'pc')"),
  rtf('fmt/50', '1.5-1.6', ['fmt/45'], RTF_HEAD),
  rtf('fmt/52', '1.7', ['fmt/45', 'fmt/50'], `${RTF_HEAD} * ${STYLE_FONTS}`),
  rtf('fmt/53', '1.8', ['fmt/45', 'fmt/50', 'fmt/52'], `${RTF_HEAD} * ${STYLE_FONTS} * '\\lsdstimax'`),
  rtf(
    'fmt/355',
    '1.9',
    ['fmt/45', 'fmt/50', 'fmt/52', 'fmt/53'],
    `${RTF_HEAD} * ${STYLE_FONTS} * '\\' ('*\\colorschememapping' | '*\\datastore' | '*\\defchp')`,
  ),
]
