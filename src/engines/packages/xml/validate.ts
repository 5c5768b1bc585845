/**
 * XSD validation with libxml2 (WebAssembly, `libxml2-wasm`), against schemas that are handed in. Imports are answered from those alone:
 * no network, no file system, no catalogue. What is validated has been refused already if it carries a DTD (`parseXml`).
 */
import { ParseOption, XmlDocument, XmlValidateError, XsdValidator, xmlRegisterInputProvider } from 'libxml2-wasm'
import type { Schemas } from '../types.ts'

export interface SchemaFault {
  readonly line: number
  readonly message: string
}

const OPTION =
  ParseOption.XML_PARSE_NONET |
  ParseOption.XML_PARSE_NO_XXE |
  ParseOption.XML_PARSE_NO_SYS_CATALOG |
  ParseOption.XML_PARSE_HUGE |
  ParseOption.XML_PARSE_BIG_LINES

/** Addresses of schemas inside libxml2: nothing outside this set is ever opened. */
const SCHEME = 'vankho-schema:'
const served = new Map<string, Uint8Array>()
let isRegistered = false

function register(): void {
  if (isRegistered) return
  isRegistered = true
  const open = new Map<number, { bytes: Uint8Array; at: number }>()
  let next = 1
  xmlRegisterInputProvider({
    // everything is ours, so that libxml2 never looks elsewhere; what is not served does not exist
    match: () => true,
    open: (name) => {
      const bytes = served.get(name)
      if (!bytes) return undefined
      open.set(next, { bytes, at: 0 })
      return next++
    },
    read: (id, buffer) => {
      const one = open.get(id)
      if (!one) return -1
      const part = one.bytes.subarray(one.at, one.at + buffer.length)
      buffer.set(part)
      one.at += part.length
      return part.length
    },
    close: (id) => open.delete(id as unknown as number),
  })
}

const targetOf = (text: string): string | null =>
  /<(?:\w+:)?schema\b[^>]*?\btargetNamespace\s*=\s*["']([^"']+)["']/.exec(text)?.[1] ?? null

let sets = 0

/** Validators for the namespaces of a set of schemas; each is made when it is first asked for. */
export class SchemaSet {
  private readonly byNamespace = new Map<string, string>()
  private readonly made = new Map<string, XsdValidator | null>()
  private readonly prefix = `${SCHEME}${++sets}/`

  /** @param schemas files by name; the newest METS wins by its name when there are several */
  constructor(schemas: Schemas) {
    const texts = new Map<string, string>()
    for (const name of [...schemas.keys()].sort()) {
      if (!/\.xsd$/i.test(name)) continue
      const text = new TextDecoder().decode(schemas.get(name)!)
      const namespace = targetOf(text)
      if (namespace === null || text.includes('<!DOCTYPE') || text.includes('<!ENTITY')) continue
      this.byNamespace.set(namespace, name)
      texts.set(name, text)
    }
    for (const [name, text] of texts) served.set(`${this.prefix}${name}`, Buffer.from(this.localImports(text)))
  }

  /** Imports point to the set's own files, by namespace; those of others are left without a place. */
  private localImports(text: string): string {
    return text.replace(/<(\w+:)?import\b[^>]*>/g, (tag) => {
      const namespace = /\bnamespace\s*=\s*["']([^"']+)["']/.exec(tag)?.[1]
      const name = namespace === undefined ? undefined : this.byNamespace.get(namespace)
      const bare = tag.replace(/\s*schemaLocation\s*=\s*("[^"]*"|'[^']*')/, '')
      return name === undefined ? bare : bare.replace(/\s*(\/?>)$/, ` schemaLocation="${this.prefix}${name}"$1`)
    })
  }

  has(namespace: string): boolean {
    return this.byNamespace.has(namespace)
  }

  /** Namespaces of METS' neighbours are imported with it, so that their attributes are judged too. */
  private validator(namespace: string): XsdValidator | null {
    const known = this.made.get(namespace)
    if (known !== undefined) return known
    register()
    const imports = [...this.byNamespace]
      .filter(([one]) => one === namespace || /xlink|CSIPExtension/i.test(one))
      .map(([one, name]) => `<xs:import namespace="${one}" schemaLocation="${this.prefix}${name}"/>`)
    const driver = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.join('')}</xs:schema>`
    const document = XmlDocument.fromString(driver, { option: OPTION, url: `${this.prefix}driver.xsd` })
    let made: XsdValidator | null = null
    try {
      made = XsdValidator.fromDoc(document)
    } catch {
      // a schema that cannot be compiled judges nothing; the caller says that it is missing
    } finally {
      document.dispose()
    }
    this.made.set(namespace, made)
    return made
  }

  /** Faults of a document by the schema of its namespace; null: there is none that can judge it. */
  validate(bytes: Uint8Array, namespace: string, most = 50): SchemaFault[] | null {
    if (!this.has(namespace)) return null
    const validator = this.validator(namespace)
    if (validator === null) return null
    register()
    const document = XmlDocument.fromBuffer(bytes, { option: OPTION })
    try {
      validator.validate(document)
      return []
    } catch (error) {
      if (!(error instanceof XmlValidateError)) throw error
      return error.details.slice(0, most).map(({ line, message }) => ({
        line,
        message: message
          .trim()
          .replace(/\{(https?|urn):[^}]*\}/g, '')
          .slice(0, 300),
      }))
    } finally {
      document.dispose()
    }
  }

  dispose(): void {
    for (const one of this.made.values()) one?.dispose()
    this.made.clear()
    for (const name of served.keys()) if (name.startsWith(this.prefix)) served.delete(name)
  }
}
