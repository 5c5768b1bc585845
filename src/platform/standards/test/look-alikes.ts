/** Invented files that look like those of the standards: enough to be recognised, nothing of their content. */

const xsd = (namespace: string, mark: string, words = '') =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<!-- ${words} -->\n` +
  `<x:schema xmlns:x="http://www.w3.org/2001/XMLSchema" targetNamespace="${namespace}">${mark}</x:schema>`

export const LOOK_ALIKES = {
  'pronom-signatures': (version = '7') =>
    `<FFSignatureFile xmlns="http://www.nationalarchives.gov.uk/pronom/SignatureFile" Version="${version}" DateCreated="2026-01-01T00:00:00">
<InternalSignatureCollection><InternalSignature ID="1" Specificity="Specific"><ByteSequence Reference="BOFoffset"><SubSequence Position="1" SubSeqMinOffset="0" SubSeqMaxOffset="0"><Sequence>494E56</Sequence></SubSequence></ByteSequence></InternalSignature></InternalSignatureCollection>
<FileFormatCollection><FileFormat ID="1" Name="Invented" PUID="x-inv/1"><InternalSignatureID>1</InternalSignatureID></FileFormat></FileFormatCollection></FFSignatureFile>`,
  'pronom-containers': (version = '3') =>
    `<ContainerSignatureMapping schemaVersion="1.0" signatureVersion="${version}"><ContainerSignatures/><FileFormatMappings><FileFormatMapping signatureId="1" Puid="x-inv/2"/></FileFormatMappings></ContainerSignatureMapping>`,
  mets: (version = '1.2') => xsd('http://www.loc.gov/METS/', '<x:element name="mets"/>', `Version ${version}`),
  premis: (version = '3.0') => xsd('http://www.loc.gov/premis/v3', '<x:element name="premis"/>', `VERSION ${version}`),
  'ead-2002': (version = '200201') => xsd('urn:isbn:1-931666-22-9', '<x:element name="ead"/>', `Version: ${version}`),
  ead3: (version = '1.0.0') =>
    xsd('http://ead3.archivists.org/schema/', '<x:element name="ead"/>', `Release: ${version}`),
  xlink: (version = '2') =>
    xsd('http://www.w3.org/1999/xlink', '<x:attributeGroup name="simpleLink"/>', `XLink Schema, v. ${version}`),
  'csip-extension': () =>
    xsd('https://DILCIS.eu/XML/METS/CSIPExtensionMETS', '<x:attribute name="CONTENTINFORMATIONTYPE"/>'),
  'csip-profile': (version = '2.0.0') =>
    `<METS_Profile xmlns="http://www.loc.gov/METS_Profile/v2" ID="V${version}"><structural_requirements><metsRootElement><requirement ID="CSIP1" REQLEVEL="MUST"/></metsRootElement></structural_requirements></METS_Profile>`,
} as const
