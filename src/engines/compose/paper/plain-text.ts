/** XML 1.0 has no place for control characters; Word and Excel refuse a file that holds them. Also NFC, line feeds alone. */
export function withoutControls(text: string): string {
  let clean = ''
  for (const char of text.normalize('NFC').replace(/\r\n?/g, '\n')) {
    const code = char.codePointAt(0)!
    const isBad =
      (code < 32 && code !== 9 && code !== 10) ||
      (code >= 0xd800 && code <= 0xdfff) ||
      code === 0xfffe ||
      code === 0xffff
    clean += isBad ? '\ufffd' : char
  }
  return clean
}
