/** PRONOM's pattern language and DROID's rules on an invented signature file. */
import { describe, expect, it } from 'vitest'
import { bytesSource, compileSet, identify, readDroidFiles } from '../index.ts'
import { blocksOf, hasBlocks, Window } from '../signatures/match.ts'
import { PatternError, parsePattern, reversed } from '../signatures/pattern.ts'
import { ole2 } from './ole2.ts'

const bytes = (text: string): Buffer => Buffer.from(text, 'latin1')
const isIn = (pattern: string, text: string | Buffer, min = 0, max = 0): boolean =>
  hasBlocks(blocksOf(parsePattern(pattern), min, max), new Window(typeof text === 'string' ? bytes(text) : text, true))

describe('patterns', () => {
  it.each([
    ['414243', 'ABC', true],
    ['414243', 'ABD', false],
    ["41 'BC'", 'ABC', true],
    ['41??43', 'AxC', true],
    ['41??43', 'AC', false],
    ['41{2}43', 'AxxC', true],
    ['41{2}43', 'AxC', false],
    ['41{1-3}43', 'AxxxC', true],
    ['41{1-3}43', 'AC', false],
    ['41{1-3}43', 'AxxxxC', false],
    ['41{2-*}43', 'AxxxxxxxxC', true],
    ['41{2-*}43', 'AxC', false],
    ['41*43', 'A----C', true],
    ['41*43', 'AC', true],
    ['41*43', 'C----A', false],
    ['[41:43]', 'B', true],
    ['[41:43]', 'D', false],
    ['[!41]', 'B', true],
    ['[!41]', 'A', false],
    ['[!41:43]', 'D', true],
    ['[!41:43]', 'B', false],
    ["['a'-'c' 'x' 30]", '0', true],
    ["['a'-'c' 'x' 30]", 'd', false],
    ['[&03]', '\x07', true],
    ['[&03]', '\x05', false],
    ['[~03]', '\x05', true],
    ['[!&01]', '\x02', true],
    ['[3030:3939]', '42', true],
    ['[3030:3939]', '4\xff', true],
    ['[3030:3939]', 'A0', false],
    ['[!4142]', 'AC', true],
    ['[!4142]', 'AB', false],
    ["('cat'|'do'|'dog')'s'", 'dogs', true],
    ["('cat'|'do'|'dog')'s'", 'dos', true],
    ["('cat'|'do'|'dog')'s'", 'cows', false],
    ["(41{1-2}|'B'(43|44))5A", 'AxxZ', true],
    ["(41{1-2}|'B'(43|44))5A", 'BDZ', true],
    ['`HtMl`', 'htML', true],
    // a bounded gap may have to be tried in more than one length
    ["'a'{0-9}'b'{0-1}'c'", 'axxbxbc', true],
    ["'a'*'b'{1}'c'*'d'", 'a bb c bxc d', true],
    ["'a'*'b'{1}'c'*'d'", 'a d bxc', false],
  ] as const)('%s in %j: %s', (pattern, text, expected) => {
    expect(isIn(pattern, text)).toBe(expected)
  })

  it('places of the beginning are kept to, in short and in long stretches', () => {
    for (const long of [0, 5000]) {
      const text = `${'.'.repeat(long + 5)}MARK`
      expect(isIn("'MARK'", text, 0, long + 5)).toBe(true)
      expect(isIn("'MARK'", text, 0, long + 4)).toBe(false)
      expect(isIn("'MARK'", text, long + 6, long + 50)).toBe(false)
    }
  })

  it('a pattern read backwards fits the bytes read backwards', () => {
    const pattern = parsePattern("'ab'[30:39]{2-3}('cd'|'e')")
    const text = bytes('ab7xxxcd')
    expect(hasBlocks(blocksOf(reversed(pattern), 0, 0), new Window(Buffer.from(text).reverse(), true))).toBe(true)
  })

  it.each(['4', 'ZZ', '{x}', '{3-1}', '[', '[]', '[30:3131]', "'open", '(41', '(|41)', '(41*42|43)', '41)'])(
    '%s is refused',
    (pattern) => {
      expect(() => parsePattern(pattern)).toThrow(PatternError)
    },
  )

  it('tells when a “no” is not certain, because the file goes on', () => {
    const part = new Window(bytes('HEAD....'), false)
    expect(hasBlocks(blocksOf(parsePattern("'HEAD'*'TAIL'"), 0, 0), part)).toBe(false)
    expect(part.ranOff).toBe(true)
    const other = new Window(bytes('BODY....'), false)
    expect(hasBlocks(blocksOf(parsePattern("'HEAD'*'TAIL'"), 0, 0), other)).toBe(false)
    expect(other.ranOff).toBe(false)
  })

  it('many places that nearly fit do not make the work explode', () => {
    const pattern = `'a' ${Array.from({ length: 12 }, () => "{0-200} ('a' | 'aa')").join(' ')} 'b'`
    expect(isIn(pattern, 'a'.repeat(20_000), 0, 15_000)).toBe(false)
  })
})

const FILE = (formats: string, signatures: string) => `<?xml version="1.0"?>
<FFSignatureFile xmlns="http://www.nationalarchives.gov.uk/pronom/SignatureFile" Version="1">
<InternalSignatureCollection>${signatures}</InternalSignatureCollection>
<FileFormatCollection>${formats}</FileFormatCollection></FFSignatureFile>`
const sub = (attributes: string, inner: string) => `<SubSequence ${attributes}>${inner}</SubSequence>`
const at = (min: number, max: number) => `Position="1" SubSeqMinOffset="${min}" SubSeqMaxOffset="${max}"`
const signature = (id: number, ...sequences: string[]) =>
  `<InternalSignature ID="${id}" Specificity="Specific">${sequences.join('')}</InternalSignature>`
const sequence = (reference: string, ...parts: string[]) =>
  `<ByteSequence${reference ? ` Reference="${reference}"` : ''}>${parts.join('')}</ByteSequence>`

const invented = compileSet(
  readDroidFiles(
    Buffer.from(
      FILE(
        `<FileFormat ID="1" Name="Plain" PUID="x/1" MIMEType="a/b, c/d"><InternalSignatureID>1</InternalSignatureID><Extension>Pla</Extension></FileFormat>
         <FileFormat ID="2" Name="Fine" PUID="x/2" Version="2"><InternalSignatureID>2</InternalSignatureID><Extension>fin</Extension><HasPriorityOverFileFormatID>1</HasPriorityOverFileFormatID></FileFormat>
         <FileFormat ID="3" Name="Twin" PUID="x/3"><InternalSignatureID>3</InternalSignatureID><Extension>twi</Extension></FileFormat>
         <FileFormat ID="4" Name="Twin too" PUID="x/4"><InternalSignatureID>3</InternalSignatureID><Extension>two</Extension></FileFormat>
         <FileFormat ID="5" Name="By name" PUID="x/5" MIMEType="text/plain"><Extension>nam</Extension></FileFormat>
         <FileFormat ID="6" Name="Ended" PUID="x/6"><InternalSignatureID>4</InternalSignatureID></FileFormat>
         <FileFormat ID="7" Name="Pieces" PUID="x/7"><InternalSignatureID>5</InternalSignatureID></FileFormat>
         <FileFormat ID="8" Name="Box" PUID="x/8"><InternalSignatureID>6</InternalSignatureID></FileFormat>
         <FileFormat ID="9" Name="Box with words" PUID="x/9"><InternalSignatureID>6</InternalSignatureID><Extension>box</Extension></FileFormat>
         <FileFormat ID="10" Name="Broken" PUID="x/10"><InternalSignatureID>7</InternalSignatureID></FileFormat>
         <FileFormat ID="11" Name="Whole" PUID="x/11"><InternalSignatureID>8</InternalSignatureID></FileFormat>`,
        [
          signature(1, sequence('BOFoffset', sub(at(0, 0), '<Sequence>504C</Sequence><Shift Byte="50">1</Shift>'))),
          signature(
            2,
            sequence('BOFoffset', sub(at(0, 0), '<Sequence>504C</Sequence>')),
            sequence('', sub('Position="1" SubSeqMinOffset="3"', '<Sequence>46494E45</Sequence>')),
          ),
          signature(3, sequence('BOFoffset', sub(at(2, 4), '<Sequence>5457494E</Sequence>'))),
          signature(
            4,
            sequence(
              'EOFoffset',
              sub(
                at(1, 2),
                '<Sequence>454E44</Sequence><LeftFragment MinOffset="0" MaxOffset="2" Position="1">3C</LeftFragment><LeftFragment MinOffset="1" MaxOffset="1" Position="2">23</LeftFragment>',
              ),
            ),
          ),
          signature(
            5,
            sequence(
              'BOFoffset',
              sub(
                at(0, 0),
                '<Sequence>504945</Sequence><RightFragment MinOffset="0" MaxOffset="0" Position="1">31</RightFragment><RightFragment MinOffset="2" MaxOffset="3" Position="1">3232</RightFragment><RightFragment MinOffset="0" MaxOffset="1" Position="2">[41:43]</RightFragment>',
              ),
              sub('Position="2" SubSeqMinOffset="2"', '<Sequence>4345</Sequence>'),
            ),
          ),
          signature(6, sequence('BOFoffset', sub(at(0, 0), '<Sequence>D0CF11E0</Sequence>'))),
          signature(7, sequence('BOFoffset', sub(at(0, 0), '<Sequence>504C{oops}</Sequence>'))),
          signature(8, '<ByteSequence Reference="BOFoffset" Sequence="\'WHOLE\' {2} [30:39] * 21"/>'),
        ].join(''),
      ),
    ),
    Buffer.from(
      `<ContainerSignatureMapping schemaVersion="1.0" signatureVersion="1"><ContainerSignatures>
       <ContainerSignature Id="1" ContainerType="OLE2"><Description/><Files>
         <File><Path>Marks</Path></File>
         <File><Path>Inner/Words</Path><BinarySignatures><InternalSignatureCollection><InternalSignature ID="1">
           <ByteSequence Reference="BOFoffset"><SubSequence Position="1" SubSeqMinOffset="0" SubSeqMaxOffset="2"><Sequence>'wor' ['c'-'e'] 's'</Sequence></SubSequence></ByteSequence>
         </InternalSignature></InternalSignatureCollection></BinarySignatures></File>
       </Files></ContainerSignature></ContainerSignatures>
       <FileFormatMappings><FileFormatMapping signatureId="1" Puid="x/9"/></FileFormatMappings>
       <TriggerPuids><TriggerPuid ContainerType="OLE2" Puid="x/8"/></TriggerPuids></ContainerSignatureMapping>`,
    ),
  ),
)
const told = async (name: string, content: string | Buffer) => {
  const found = await identify(bytesSource(typeof content === 'string' ? bytes(content) : content), name, invented)
  return [found.puid, found.method, ...found.warnings.map((one) => one.code)]
}

describe('DROID’s rules', () => {
  it('a format of lower priority gives way; another signature that is not understood stops nothing', async () => {
    expect(await told('a.pla', 'PL')).toEqual(['x/1', 'signature'])
    expect(await told('a.fin', 'PL.FINE')).toEqual(['x/2', 'signature'])
    expect(await told('a.fin', 'PLFINE')).toEqual(['x/1', 'signature', 'extension-mismatch'])
  })
  it('equals are told, the one with the right extension first', async () => {
    expect(await told('a.twi', '..TWIN')).toEqual(['x/3', 'signature', 'several'])
    expect(await told('a.TWO', '....TWIN')).toEqual(['x/4', 'signature', 'several'])
    expect(await told('a.two', '.....TWIN')).toEqual([null, 'none', 'unknown'])
    expect(await told('a', '..TWIN')).toEqual(['x/3', 'signature', 'extension-mismatch', 'several'])
  })
  it('by the extension only what has no signature, and text must look like text', async () => {
    expect(await told('a.nam', 'words')).toEqual(['x/5', 'extension', 'extension-only'])
    expect(await told('a.nam', 'wor\0ds')).toEqual(['x/5', 'extension', 'not-text', 'extension-only'])
    expect(await told('a.nam', Buffer.from('\ufeffwords', 'utf16le'))).toEqual(['x/5', 'extension', 'extension-only'])
    expect(await told('a.nam', '')).toEqual(['x/5', 'extension', 'empty', 'extension-only'])
    expect(await told('a.pla', 'words')).toEqual([null, 'none', 'unknown'])
  })
  it('from the end, with fragments to the left', async () => {
    for (const [text, puid] of [
      ['....#.<END.', 'x/6'],
      ['....#.<..END..', 'x/6'],
      ['....#.<...END.', null],
      ['....#<END.', null],
      ['....#.<END', null],
      ['....#.<END...', null],
    ] as const)
      expect((await told('a', text))[0], text).toBe(puid)
  })
  it('fragments to the right, with alternatives of their own distance, and a second part', async () => {
    for (const [text, puid] of [
      ['PIE1A..CE', 'x/7'],
      ['PIE1.C....CE', 'x/7'],
      ['PIE..22B..CE', 'x/7'],
      ['PIE...22.B..CE', 'x/7'],
      ['PIE.22B..CE', null],
      ['PIE1D..CE', null],
      ['PIE1A.CE', null],
      ['.PIE1A..CE', null],
    ] as const)
      expect((await told('a', text))[0], text).toBe(puid)
  })
  it('an expression in an attribute', async () => {
    expect((await told('a', 'WHOLE..7 and so on!'))[0]).toBe('x/11')
    expect((await told('a', 'WHOLE..x and so on!'))[0]).toBeNull()
  })
  it('a format with a container signature is told by that alone; nested and small streams are read', async () => {
    const good = { Marks: Buffer.alloc(0), 'Inner/Words': bytes('.words') }
    expect(await told('a.box', ole2(good))).toEqual(['x/9', 'container'])
    const large = { Marks: Buffer.alloc(9), 'Inner/Words': Buffer.concat([bytes('wores'), Buffer.alloc(5000)]) }
    expect(await told('a.box', ole2(large))).toEqual(['x/9', 'container'])
    expect(await told('a', ole2({ ...good, 'Inner/Words': bytes('other') }))).toEqual(['x/8', 'signature'])
    expect(await told('a', ole2({ 'Inner/Words': bytes('words') }))).toEqual(['x/8', 'signature'])
  })
  it('a file that is none of PRONOM’s is refused with its fault', () => {
    for (const text of [
      '',
      '<a/>',
      'words',
      FILE('', ''),
      '<!DOCTYPE a [<!ENTITY b "c">]><a/>',
      FILE('', '').slice(0, -9),
    ])
      expect(() => readDroidFiles(Buffer.from(text), null), text).toThrow(
        expect.objectContaining({ code: 'FORMATS_SIGNATURES_UNREADABLE' }),
      )
  })
})
