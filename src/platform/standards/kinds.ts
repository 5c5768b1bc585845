/** The files of foreign standards that an installation can hold. They are not shipped: an administrator brings them (decision 26). */

export type StandardKind =
  | 'pronom-signatures'
  | 'pronom-containers'
  | 'mets'
  | 'premis'
  | 'ead-2002'
  | 'ead3'
  | 'xlink'
  | 'csip-extension'
  | 'csip-profile'

export interface Standard {
  readonly kind: StandardKind
  /** Name in the folder. Schemas import each other by these names: METS and EAD 2002 ask for `xlink.xsd`. */
  readonly file: string
  /** As people call it. */
  readonly title: string
  /** Root element, and for schemas the namespace that they are for. */
  readonly root: string
  readonly namespace: string | null
  readonly targetNamespace?: string
  /** A declaration that only the right and whole file has: `element mets`. Other files share the namespace of XLink, for one. */
  readonly mark: string
  /** Where the file says its version: an attribute of the root, or words near its beginning. */
  readonly version: { readonly attribute: string } | { readonly words: RegExp } | null
}

const XSD = 'http://www.w3.org/2001/XMLSchema'
const schema = { root: 'schema', namespace: XSD }

export const STANDARDS: readonly Standard[] = [
  {
    kind: 'pronom-signatures',
    file: 'pronom-signatures.xml',
    title: 'PRONOM: DROID binary signature file',
    root: 'FFSignatureFile',
    namespace: 'http://www.nationalarchives.gov.uk/pronom/SignatureFile',
    mark: 'FileFormat PUID',
    version: { attribute: 'Version' },
  },
  {
    kind: 'pronom-containers',
    file: 'pronom-containers.xml',
    title: 'PRONOM: DROID container signature file',
    root: 'ContainerSignatureMapping',
    namespace: null,
    mark: 'FileFormatMapping Puid',
    version: { attribute: 'signatureVersion' },
  },
  {
    ...schema,
    kind: 'mets',
    file: 'mets.xsd',
    title: 'METS',
    targetNamespace: 'http://www.loc.gov/METS/',
    mark: 'element mets',
    version: { words: /Version (\d+(?:\.\d+)+)/ },
  },
  {
    ...schema,
    kind: 'premis',
    file: 'premis.xsd',
    title: 'PREMIS 3',
    targetNamespace: 'http://www.loc.gov/premis/v3',
    mark: 'element premis',
    version: { words: /VERSION (\d+(?:\.\d+)+)/i },
  },
  {
    ...schema,
    kind: 'ead-2002',
    file: 'ead-2002.xsd',
    title: 'EAD 2002',
    targetNamespace: 'urn:isbn:1-931666-22-9',
    mark: 'element ead',
    version: { words: /Version: (\d{6})/ },
  },
  {
    ...schema,
    kind: 'ead3',
    file: 'ead3.xsd',
    title: 'EAD3',
    targetNamespace: 'http://ead3.archivists.org/schema/',
    mark: 'element ead',
    version: { words: /Release: (\d+(?:\.\d+)+)/ },
  },
  {
    ...schema,
    kind: 'xlink',
    file: 'xlink.xsd',
    title: 'XLink (METS)',
    targetNamespace: 'http://www.w3.org/1999/xlink',
    mark: 'attributeGroup simpleLink',
    version: { words: /XLink Schema, v\. ?(\d+)/ },
  },
  {
    ...schema,
    kind: 'csip-extension',
    file: 'csip-extension.xsd',
    title: 'E-ARK CSIP extension of METS (DILCIS)',
    targetNamespace: 'https://DILCIS.eu/XML/METS/CSIPExtensionMETS',
    mark: 'attribute CONTENTINFORMATIONTYPE',
    version: null,
  },
  {
    kind: 'csip-profile',
    file: 'csip-profile.xml',
    title: 'E-ARK CSIP METS profile',
    root: 'METS_Profile',
    namespace: 'http://www.loc.gov/METS_Profile/v2',
    mark: 'requirement CSIP1',
    version: { attribute: 'ID' },
  },
]

/** The row of a kind. */
export const standardOf = (kind: StandardKind): Standard => STANDARDS.find((one) => one.kind === kind)!
