/** What findings say, in both languages. One sentence serves all rules that a fault of its kind breaks; the rule's id stands beside it. */

interface Words {
  readonly vi: string
  readonly en: string
}

const words = <const T extends Record<string, Words>>(table: T): T => table

export const SENTENCES = words({
  // the archive or folder
  pathAbsolute: {
    vi: 'Đường dẫn tuyệt đối: giải nén sẽ ghi ra ngoài thư mục.',
    en: 'An absolute path: it would be written outside the folder.',
  },
  pathTraversal: {
    vi: 'Đường dẫn có “..”: giải nén sẽ ghi ra ngoài thư mục.',
    en: 'The path has “..”: it would be written outside the folder.',
  },
  pathOdd: { vi: 'Đường dẫn có đoạn trống hoặc “.”.', en: 'The path has an empty part or “.”.' },
  nameControl: {
    vi: 'Tên có ký tự điều khiển hoặc ký tự đổi chiều chữ.',
    en: 'The name has control characters or marks that turn the writing.',
  },
  nameEncoding: { vi: 'Tên tệp không phải UTF-8.', en: 'The name of an entry is not UTF-8.' },
  nameLong: {
    vi: 'Tên quá dài (255 byte mỗi đoạn, 4096 byte cả đường dẫn).',
    en: 'The name is too long (255 bytes a part, 4096 the path).',
  },
  nameUnportable: { vi: 'Tên không dùng được trên Windows.', en: 'The name cannot be used on Windows.' },
  nameCase: {
    vi: 'Tên chỉ khác “{other}” ở chữ hoa, chữ thường.',
    en: 'The name differs from “{other}” by capitals only.',
  },
  nameUnicode: {
    vi: 'Tên chỉ khác “{other}” ở cách mã hóa dấu (NFC, NFD).',
    en: 'The name differs from “{other}” by the coding of accents only (NFC, NFD).',
  },
  duplicateEntry: { vi: 'Mục này có hơn một lần.', en: 'This entry is there more than once.' },
  link: { vi: 'Là liên kết (symlink, hardlink); gói không được có liên kết.', en: 'It is a link; a package has none.' },
  special: { vi: 'Không phải tệp hay thư mục thường.', en: 'It is neither a plain file nor a folder.' },
  encrypted: { vi: 'Mục bị mã hóa, không đọc được.', en: 'The entry is encrypted and cannot be read.' },
  zipMethod: {
    vi: 'Cách nén số {method} không được hỗ trợ (chỉ lưu nguyên và deflate).',
    en: 'Compression method {method} is not supported (stored and deflate only).',
  },
  zipOverlap: {
    vi: 'Mục dùng chung dữ liệu với mục khác (bom nén).',
    en: 'The entry shares its bytes with another (a zip bomb).',
  },
  entrySize: { vi: 'Kích thước khai báo không đúng.', en: 'The declared size is not right.' },
  entryBroken: {
    vi: 'Dữ liệu của mục không đọc được hoặc không như khai báo ({reason}).',
    en: 'The entry cannot be read or is not what it promises ({reason}).',
  },
  tooMany: { vi: 'Hơn {limit} mục.', en: 'More than {limit} entries.' },
  tooLarge: { vi: 'Tổng dung lượng vượt {limit} byte.', en: 'More than {limit} bytes in all.' },
  bomb: { vi: 'Tỷ lệ nén {ratio} lần: bom nén.', en: 'It unpacks to {ratio} times its size: a bomb.' },
  unknownPackage: {
    vi: 'Không nhận ra loại gói: không có bagit.txt, không có METS.xml.',
    en: 'What package this is cannot be told: no bagit.txt, no METS.xml.',
  },
  more: { vi: 'Còn {count} nhận xét nữa không liệt kê.', en: '{count} more remarks are not listed.' },
  // files
  fileMissing: { vi: 'Thiếu tệp này.', en: 'This file is missing.' },
  folderMissing: { vi: 'Thiếu thư mục này.', en: 'This folder is missing.' },
  folderNamed: { vi: 'Phải nằm trong thư mục “{expected}”.', en: 'It should lie in the folder “{expected}”.' },
  fileOutsideRepresentation: {
    vi: 'Tệp nằm ngoài thư mục của bản đại diện.',
    en: 'The file lies outside the folders of representations.',
  },
  archiveWithoutFolder: {
    vi: 'Tệp nén phải giải ra đúng một thư mục gốc.',
    en: 'The archive must unpack to one root folder.',
  },
  checksum: {
    vi: 'Giá trị băm {algorithm} không khớp: tệp đã thay đổi hoặc hỏng.',
    en: 'The {algorithm} digest does not match: the file was changed or damaged.',
  },
  sizeDiffers: {
    vi: 'Kích thước là {found} byte, {what} ghi {expected}.',
    en: 'The size is {found} bytes, {what} says {expected}.',
  },
  mimeForm: { vi: '“{found}” không phải kiểu MIME ({what}).', en: '“{found}” is no media type ({what}).' },
  mimeDiffers: {
    vi: 'Kiểu MIME “{found}” trái với tên tệp ({what}).',
    en: 'The media type “{found}” contradicts the name of the file ({what}).',
  },
  hrefMissing: {
    vi: 'Không có tệp “{href}” mà {what} trỏ tới.',
    en: 'There is no file “{href}” that {what} points to.',
  },
  hrefBase: {
    vi: 'Đường dẫn “{href}” tính từ thư mục gói, không phải từ tệp METS.',
    en: 'The address “{href}” counts from the package, not from the METS file.',
  },
  fileUnreferenced: { vi: 'Tệp không được {what} nhắc tới.', en: '{what} does not name this file.' },
  // XML
  xmlBroken: { vi: 'Không phải XML đúng ({reason}).', en: 'It is not well-formed XML ({reason}).' },
  xmlDtd: {
    vi: 'Có DTD hoặc thực thể; không được phép trong gói.',
    en: 'It has a DTD or entities, which have no place in a package.',
  },
  xmlEncoding: { vi: 'Bảng mã không đọc được ({reason}).', en: 'The encoding cannot be read ({reason}).' },
  xmlTooLarge: { vi: 'XML quá lớn hoặc lồng quá sâu ({reason}).', en: 'The XML is too large or too deep ({reason}).' },
  xsd: { vi: 'Dòng {line}: trái lược đồ. {reason}', en: 'Line {line}: against the schema. {reason}' },
  metsRoot: { vi: 'Phần tử gốc là {found}, không phải mets.', en: 'The root element is {found}, not mets.' },
  elementMissing: { vi: 'Thiếu {what}.', en: '{what} is missing.' },
  attributeMissing: { vi: 'Dòng {line}: thiếu {what}.', en: 'Line {line}: {what} is missing.' },
  attributeValue: {
    vi: 'Dòng {line}: {what} là “{found}”, phải là “{expected}”.',
    en: 'Line {line}: {what} is “{found}”, it must be “{expected}”.',
  },
  attributeUnknown: {
    vi: 'Dòng {line}: {what} có giá trị “{found}” ngoài danh mục.',
    en: 'Line {line}: {what} has the value “{found}”, which its vocabulary does not know.',
  },
  attributeDate: {
    vi: 'Dòng {line}: {what} “{found}” không phải ngày giờ (xs:dateTime).',
    en: 'Line {line}: {what} “{found}” is no xs:dateTime.',
  },
  count: { vi: '{what}: có {found}, phải có {expected}.', en: '{what}: {found} found, {expected} expected.' },
  objectIdFolder: {
    vi: 'OBJID “{found}” khác tên thư mục “{folder}”.',
    en: 'OBJID “{found}” is not the name of the folder “{folder}”.',
  },
  idForm: {
    vi: 'Dòng {line}: ID “{id}” của {what} không đúng dạng xml:id.',
    en: 'Line {line}: the ID “{id}” of {what} is no xml:id.',
  },
  idRepeated: {
    vi: 'Dòng {line}: ID “{id}” của {what} bị trùng.',
    en: 'Line {line}: the ID “{id}” of {what} is there twice.',
  },
  idElsewhere: {
    vi: 'Dòng {line}: ID “{id}” của {what} đã dùng trong {other}.',
    en: 'Line {line}: the ID “{id}” of {what} is used in {other} already.',
  },
  idDangling: {
    vi: 'Dòng {line}: {what} trỏ tới “{id}”, không có hoặc sai loại.',
    en: 'Line {line}: {what} points to “{id}”, which is not there or of another kind.',
  },
  notReferenced: {
    vi: '{what} không nhắc tới “{id}” (tất cả {count} mục).',
    en: '{what} does not name “{id}” ({count} in all).',
  },
  // BagIt
  bagSerialization: {
    vi: 'Tệp nén phải giải ra đúng một thư mục chứa túi.',
    en: 'The archive must unpack to one folder, the bag.',
  },
  bagDeclaration: {
    vi: 'bagit.txt phải có đúng hai dòng: BagIt-Version và Tag-File-Character-Encoding.',
    en: 'bagit.txt must have exactly two lines: BagIt-Version and Tag-File-Character-Encoding.',
  },
  bagDeclarationBom: { vi: 'bagit.txt có dấu BOM.', en: 'bagit.txt begins with a byte order mark.' },
  bagVersion: { vi: 'Không biết phiên bản BagIt {version}.', en: 'BagIt version {version} is not known.' },
  bagEncoding: { vi: 'Không biết bảng mã {encoding}.', en: 'The encoding {encoding} is not known.' },
  bagTagEncoding: {
    vi: 'Nội dung không đúng bảng mã mà bagit.txt khai.',
    en: 'The content is not in the encoding that bagit.txt names.',
  },
  bagBom: { vi: 'Tệp bắt đầu bằng dấu BOM.', en: 'The file begins with a byte order mark.' },
  bagAlgorithm: { vi: 'Không biết thuật toán băm {algorithm}.', en: 'The digest algorithm {algorithm} is not known.' },
  bagManifestMissing: { vi: 'Túi không có bảng kê manifest-*.txt nào.', en: 'The bag has no manifest-*.txt.' },
  bagManifestLine: {
    vi: 'Dòng {line} không phải “giá trị băm, khoảng trắng, đường dẫn”.',
    en: 'Line {line} is not “digest, blank, path”.',
  },
  bagAsterisk: { vi: 'Tên tệp có dấu * của md5sum đứng trước.', en: 'Names are preceded by the * of md5sum.' },
  bagDotSlash: { vi: 'Đường dẫn bắt đầu bằng “./”.', en: 'Paths begin with “./”.' },
  bagPathScope: { vi: 'Đường dẫn “{file}” ra ngoài túi.', en: 'The path “{file}” leads out of the bag.' },
  bagPathPlace: { vi: '“{file}” không được kê ở đây.', en: '“{file}” may not be listed here.' },
  bagDuplicate: { vi: '“{file}” được kê hơn một lần.', en: '“{file}” is listed more than once.' },
  bagLookalike: {
    vi: '“{file}” và “{other}” chỉ khác chữ hoa hoặc cách mã hóa dấu.',
    en: '“{file}” and “{other}” differ by capitals or the coding of accents only.',
  },
  bagNormalization: {
    vi: 'Tên trong {manifest} mã hóa dấu khác tên tệp.',
    en: 'The name in {manifest} codes its accents otherwise than the file.',
  },
  bagFileMissing: { vi: '{manifest} kê tệp này nhưng không có.', en: '{manifest} lists this file, it is not there.' },
  bagFileUnlisted: { vi: 'Tệp không có trong bảng kê nào.', en: 'No manifest lists this file.' },
  bagManifestsDiffer: {
    vi: '{manifest} không kê tệp này; mọi bảng kê phải kê đủ.',
    en: '{manifest} does not list this file; every manifest must list all.',
  },
  bagSystemFile: {
    vi: 'Tệp do hệ điều hành để lại, có thể bị xóa bất cứ lúc nào.',
    en: 'A file that systems leave behind; it may vanish at any time.',
  },
  bagTagManifest: { vi: 'Bảng kê thẻ không kê “{file}”.', en: 'The tag manifest does not list “{file}”.' },
  bagTagManifestsDiffer: {
    vi: 'Các bảng kê thẻ kê những tệp khác nhau.',
    en: 'The tag manifests list different files.',
  },
  bagFetchLine: {
    vi: 'Dòng {line} không phải “URL, độ dài, đường dẫn”.',
    en: 'Line {line} is not “URL, length, path”.',
  },
  bagFetchLength: {
    vi: 'fetch.txt ghi {length} byte, tệp có {found}.',
    en: 'fetch.txt says {length} bytes, the file has {found}.',
  },
  bagFetchUnlisted: {
    vi: 'fetch.txt nhắc tới nhưng bảng kê không có.',
    en: 'fetch.txt names it, a manifest does not.',
  },
  bagFetchPending: {
    vi: 'Tệp còn phải tải về (fetch.txt); túi chưa đủ.',
    en: 'The file is still to be fetched (fetch.txt); the bag is not complete.',
  },
  bagInfoLine: { vi: 'Dòng {line} không phải “Nhãn: giá trị”.', en: 'Line {line} is not “Label: value”.' },
  bagOxum: { vi: 'Payload-Oxum ghi {value}, thực tế {found}.', en: 'Payload-Oxum says {value}, it is {found}.' },
  bagOxumForm: {
    vi: 'Payload-Oxum “{value}” không phải “số byte.số tệp”.',
    en: 'Payload-Oxum “{value}” is not “bytes.files”.',
  },
  bagOxumRepeated: { vi: 'Payload-Oxum có hơn một lần.', en: 'Payload-Oxum is there more than once.' },
  bagDate: { vi: 'Bagging-Date “{value}” không phải YYYY-MM-DD.', en: 'Bagging-Date “{value}” is not YYYY-MM-DD.' },
  // TT 05/2025
  fieldMissing: { vi: 'Thiếu {field}.', en: '{field} is missing.' },
  fieldLength: {
    vi: '{field} dài {found} ký tự, tối đa {limit}.',
    en: '{field} has {found} characters, {limit} at most.',
  },
  fieldCode: {
    vi: '{field}: mã “{found}” không có trong danh mục.',
    en: '{field}: the code “{found}” is not in its list.',
  },
  fieldNumber: { vi: '{field}: “{found}” không phải số.', en: '{field}: “{found}” is no number.' },
  fieldFlag: { vi: '{field}: “{found}” phải là 0 hoặc 1.', en: '{field}: “{found}” must be 0 or 1.' },
  fieldDate: { vi: '{field}: “{found}” không phải ngày DD/MM/YYYY.', en: '{field}: “{found}” is no day DD/MM/YYYY.' },
  fieldRepeated: { vi: 'Dòng {line}: {field} có hơn một lần.', en: 'Line {line}: {field} is there more than once.' },
  fieldName: {
    vi: 'Dòng {line}: dùng tên {field}, loại gói này dùng {expected}.',
    en: 'Line {line}: the name {field} is used, this kind of package has {expected}.',
  },
  fieldForeign: {
    vi: 'Dòng {line}: {field} không thuộc loại gói này.',
    en: 'Line {line}: {field} does not belong to this kind of package.',
  },
  fieldUnknown: { vi: 'Dòng {line}: thông tư không có {field}.', en: 'Line {line}: the circular has no {field}.' },
  paperCode: {
    vi: 'Hồ sơ số hóa (confidenceLevel 02) phải có paperFileCode.',
    en: 'A digitised file (confidenceLevel 02) must have paperFileCode.',
  },
  riskStatus: {
    vi: 'riskRecovery là 1 nhưng không có riskRecoveryStatus.',
    en: 'riskRecovery is 1, riskRecoveryStatus is missing.',
  },
  dateOrder: {
    vi: 'Ngày bắt đầu {found} sau ngày kết thúc {other}.',
    en: 'The start {found} is after the end {other}.',
  },
  docCodeForm: {
    vi: 'Mã tài liệu “{found}” không kết thúc bằng số thứ tự 7 chữ số.',
    en: 'The document code “{found}” does not end with an ordinal of seven digits.',
  },
  docCodeFile: {
    vi: 'Mã tài liệu “{found}” không bắt đầu bằng mã hồ sơ “{expected}”.',
    en: 'The document code “{found}” does not begin with the file code “{expected}”.',
  },
  docCodeRepeated: {
    vi: 'Mã tài liệu “{found}” đã dùng trong {other}.',
    en: 'The document code “{found}” is used in {other} already.',
  },
  arcFileCode: {
    vi: 'arcFileCode “{found}” khác mã của gói “{expected}”.',
    en: 'arcFileCode “{found}” is not that of the package “{expected}”.',
  },
  totalDoc: {
    vi: 'totalDoc ghi {found}, gói có {expected} tài liệu.',
    en: 'totalDoc says {found}, the package has {expected} documents.',
  },
  uuidCase: { vi: 'UUID trong “{found}” phải viết hoa.', en: 'The UUID in “{found}” should be in capitals.' },
  idFormTt05: {
    vi: 'Dòng {line}: ID “{id}” không theo dạng {expected}.',
    en: 'Line {line}: the ID “{id}” is not of the form {expected}.',
  },
  formatUnlisted: {
    vi: 'Định dạng không có trong danh mục của thông tư.',
    en: 'The circular does not list this format.',
  },
  premisSip: { vi: 'Gói SIP không có siêu dữ liệu bảo quản.', en: 'A SIP has no preservation metadata.' },
  premisVersion: { vi: 'Không phải PREMIS 3 ({found}).', en: 'It is not PREMIS 3 ({found}).' },
  premisPart: { vi: 'Dòng {line}: thiếu {what}.', en: 'Line {line}: {what} is missing.' },
  premisEvent: { vi: 'Không có sự kiện nào thuộc loại {expected}.', en: 'There is no event of the type {expected}.' },
  fileUndescribed: { vi: 'Tài liệu không có siêu dữ liệu EAD.', en: 'The document has no EAD metadata.' },
  metadataUnused: { vi: 'Siêu dữ liệu không gắn với tài liệu nào.', en: 'The metadata belong to no document.' },
  fetchForbidden: { vi: 'Loại gói này không được có .fetch.txt.', en: 'This kind of package has no .fetch.txt.' },
  fetchFormSip: {
    vi: 'Nội dung phải là một dòng: định danh tài liệu.',
    en: 'Its content must be one line: the id of the document.',
  },
  fetchFormAip: {
    vi: 'Nội dung phải là: urn, đường dẫn, kích thước, định danh.',
    en: 'Its content must be: urn, path, size, id.',
  },
  fetchFonds: {
    vi: 'Trỏ sang phông “{found}”, gói thuộc phông “{expected}”.',
    en: 'It points to the fonds “{found}”, the package is of “{expected}”.',
  },
})

export type Said = keyof typeof SENTENCES
