type Value = string | number | null

/** Keyset cursor of a list: the values of the last row's sort keys, as an opaque word. */
export function encodeCursor(values: readonly Value[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url')
}

/**
 * The values of a cursor.
 * @param length how many sort keys the list has
 * @returns null for no text, and for text that is no cursor of so many values
 */
export function decodeCursor(text: string | undefined, length: number): Value[] | null {
  if (!text) return null
  try {
    const values: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    const isCursor =
      Array.isArray(values) &&
      values.length === length &&
      values.every((one) => one === null || typeof one === 'string' || typeof one === 'number')
    return isCursor ? (values as Value[]) : null
  } catch {
    return null
  }
}
