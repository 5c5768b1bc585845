/** CSIPSTR1–16: folders of the package. */
import type { PackageSource } from '../source/index.ts'
import type { MetsContext } from './context.ts'

/** Folders of representations, by name. */
export const representationsOf = (source: PackageSource): string[] =>
  [...source.folders]
    .map((path) => /^representations\/([^/]+)$/.exec(path)?.[1])
    .filter((name): name is string => name !== undefined)
    .sort()

type Fault = MetsContext['fault']

export function checkStructure(source: PackageSource, fault: Fault): void {
  const has = (folder: string) => source.folders.has(folder)
  const missing = (id: string, folder: string) => {
    if (!has(folder)) fault(id, 'folderMissing', {}, folder)
  }
  if (source.kind !== 'folder' && source.root === null) fault('CSIPSTR1', 'archiveWithoutFolder', {}, '')
  missing('CSIPSTR5', 'metadata')
  checkMetadataFolder(source, '', fault)
  missing('CSIPSTR9', 'representations')
  for (const path of source.files.keys())
    if (/^representations\/[^/]+$/.test(path)) fault('CSIPSTR10', 'fileOutsideRepresentation', {}, path)
  const representations = representationsOf(source)
  if (has('representations') && representations.length === 0)
    fault('CSIPSTR10', 'folderMissing', {}, 'representations/…')
  for (const name of representations) {
    const base = `representations/${name}`
    missing('CSIPSTR11', `${base}/data`)
    if (!source.files.has(`${base}/METS.xml`)) fault('CSIPSTR12', 'fileMissing', {}, `${base}/METS.xml`)
    missing('CSIPSTR13', `${base}/metadata`)
    checkMetadataFolder(source, `${base}/`, fault)
  }
  const hasSchemas = has('schemas') || representations.some((name) => has(`representations/${name}/schemas`))
  if (!hasSchemas) fault('CSIPSTR15', 'folderMissing', {}, 'schemas')
  for (const path of source.folders)
    if (/^(docs?|documents?|documentations?|tai-lieu-huong-dan)$/i.test(path) && path !== 'documentation')
      fault('CSIPSTR16', 'folderNamed', { expected: 'documentation' }, path)
}

/** Metadata lie in sub-folders by their kind. */
function checkMetadataFolder(source: PackageSource, base: string, fault: Fault): void {
  for (const path of source.files.keys()) {
    const name = path.startsWith(`${base}metadata/`) ? path.slice(base.length + 'metadata/'.length) : ''
    if (name === '' || name.includes('/')) continue
    if (/premis/i.test(name)) fault('CSIPSTR6', 'folderNamed', { expected: `${base}metadata/preservation` }, path)
    else fault('CSIPSTR7', 'folderNamed', { expected: `${base}metadata/descriptive` }, path)
  }
}
