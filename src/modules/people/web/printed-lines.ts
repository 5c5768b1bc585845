/** Lines over a signer's name as they will be printed; pure. The server prints by the same words (`outgoing/rules.ts`). */
const PARTY: Readonly<Record<string, string>> = { TM: 'T/M ', KT: 'K/T ', TL: 'T/L ', TUQ: 'T/U ', Q: 'Q. ' }

export function printedLines(
  regime: 'state' | 'party',
  authority: readonly { readonly form: string; readonly of: string }[],
  position: string | null,
): string[] {
  const prefix = (form: string) => (regime === 'party' ? (PARTY[form] ?? `${form} `) : `${form}. `)
  const lines = authority.map(({ form, of }) => `${prefix(form)}${of.toLocaleUpperCase('vi')}`)
  return position ? [...lines, position.toLocaleUpperCase('vi')] : lines
}
