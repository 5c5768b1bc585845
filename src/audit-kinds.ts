/**
 * What the audit says of each kind of entry of the house, for people: the end of "Lò Thị Mẩy …". A kind that is missing
 * here takes the summary of its route; a test finds kinds that have neither.
 */
import { adoptSummaries, defineAuditKinds } from '#modules/audit/index.ts'
import { rooms } from './rooms.ts'

defineAuditKinds('auth', {
  signIn: { vi: 'đăng nhập', en: 'signed in' },
  signOut: { vi: 'đăng xuất', en: 'signed out' },
  actInPost: { vi: 'làm việc ở vị trí {subject}', en: 'acted in the post {subject}' },
  setUp: { vi: 'thiết lập hệ thống lần đầu', en: 'set the installation up' },
  readLink: { vi: 'mở đường dẫn một lần', en: 'opened a one-time link' },
  useLink: { vi: 'đặt mật khẩu bằng đường dẫn một lần', en: 'set a password by a one-time link' },
  confirm: { vi: 'xác nhận lại bằng mật khẩu', en: 'confirmed with the password' },
  changePassword: { vi: 'đổi mật khẩu', en: 'changed the password' },
  endSession: { vi: 'kết thúc một phiên làm việc', en: 'ended a session' },
  endOtherSessions: { vi: 'kết thúc các phiên làm việc khác', en: 'ended the other sessions' },
  beginFactor: { vi: 'bắt đầu cài xác thực hai lớp', en: 'began to set up the second factor' },
  confirmFactor: { vi: 'bật xác thực hai lớp', en: 'turned the second factor on' },
  removeFactor: { vi: 'tắt xác thực hai lớp', en: 'turned the second factor off' },
  newRecoveryCodes: { vi: 'tạo mã khôi phục mới', en: 'made new recovery codes' },
  createKey: { vi: 'cấp khóa API {subject}', en: 'made the API key {subject}' },
  endKey: { vi: 'thu hồi khóa API {subject}', en: 'ended the API key {subject}' },
  createAccount: { vi: 'lập tài khoản {subject}', en: 'made the account {subject}' },
  resetAccount: { vi: 'cấp đường dẫn đặt lại mật khẩu cho {subject}', en: 'gave {subject} a link for a new password' },
  disableAccount: { vi: 'khóa tài khoản {subject}', en: 'disabled the account {subject}' },
  disableIdle: { vi: 'khóa tài khoản lâu không dùng {subject}', en: 'disabled the idle account {subject}' },
  enableAccount: { vi: 'mở khóa tài khoản {subject}', en: 'enabled the account {subject}' },
})

defineAuditKinds('people', {
  bootstrap: { vi: 'lập cơ quan đầu tiên {subject}', en: 'made the first organisation {subject}' },
  createOrganization: { vi: 'thêm cơ quan {subject} vào danh bạ', en: 'added the organisation {subject}' },
  updateOrganization: { vi: 'sửa thông tin cơ quan {subject}', en: 'corrected the organisation {subject}' },
  renameOrganization: { vi: 'đổi tên cơ quan {subject}', en: 'renamed the organisation {subject}' },
  dissolveOrganization: { vi: 'kết thúc cơ quan {subject}', en: 'dissolved the organisation {subject}' },
  createUnit: { vi: 'lập đơn vị {subject}', en: 'made the unit {subject}' },
  updateUnit: { vi: 'sửa đơn vị {subject}', en: 'changed the unit {subject}' },
  closeUnit: { vi: 'kết thúc đơn vị {subject}', en: 'closed the unit {subject}' },
  createPerson: { vi: 'thêm người {subject}', en: 'added the person {subject}' },
  updatePerson: { vi: 'sửa thông tin {subject}', en: 'changed the person {subject}' },
  createPost: { vi: 'lập vị trí công tác {subject}', en: 'made the post {subject}' },
  changePost: { vi: 'sửa vị trí công tác {subject}', en: 'changed the post {subject}' },
  endPost: { vi: 'kết thúc vị trí công tác {subject}', en: 'ended the post {subject}' },
  'posts-ended': { vi: 'ghi nhận các vị trí công tác hết hạn', en: 'noted the posts that ended' },
  delegate: { vi: 'ủy quyền cho {subject}', en: 'delegated to {subject}' },
  giveAuthority: { vi: 'ghi thẩm quyền ký cho {subject}', en: 'recorded the signing authority of {subject}' },
  endAuthority: { vi: 'chấm dứt thẩm quyền ký của {subject}', en: 'ended the signing authority of {subject}' },
  revokeDelegation: { vi: 'thu hồi ủy quyền {subject}', en: 'revoked the delegation {subject}' },
  updateTerm: { vi: 'sửa nhiệm kỳ {subject}', en: 'changed the term {subject}' },
  setCalendarDay: { vi: 'đặt ngày {subject} trong lịch làm việc', en: 'set the day {subject} in the working calendar' },
  clearCalendarDay: { vi: 'bỏ ngày {subject} khỏi lịch làm việc', en: 'cleared the day {subject} of the calendar' },
  withdrawOverride: { vi: 'bỏ quy định riêng {subject}', en: 'withdrew the own rule {subject}' },
})

defineAuditKinds('records', {
  openComponent: { vi: 'mở tệp {subject}', en: 'opened the file {subject}', isLook: true },
  askAccess: { vi: 'đề nghị đổi quyền truy cập {subject}', en: 'asked for other rights on {subject}' },
  setAccess: { vi: 'đổi quyền truy cập {subject}', en: 'changed the rights on {subject}' },
  confirmAccess: { vi: 'xác nhận quyền truy cập mới của {subject}', en: 'confirmed the new rights on {subject}' },
  refuseAccess: { vi: 'không đồng ý đổi quyền truy cập {subject}', en: 'refused other rights on {subject}' },
  withdrawAccess: { vi: 'rút đề nghị đổi quyền truy cập {subject}', en: 'withdrew a change of rights on {subject}' },
  endAccess: { vi: 'hết hạn quyền truy cập riêng của {subject}', en: 'ended the special rights on {subject}' },
})

defineAuditKinds('signatures', {
  addKey: { vi: 'thêm khóa ký số {subject}', en: 'entered the signing key {subject}' },
  addCertificate: { vi: 'đăng ký chứng thư số {subject}', en: 'registered the certificate {subject}' },
  findAttached: {
    vi: 'tìm chứng thư số trên thiết bị ở máy chủ',
    en: 'looked for certificates on devices at the server',
    isLook: true,
  },
  addAttached: {
    vi: 'đăng ký khóa {subject} trong thiết bị ở máy chủ',
    en: 'registered the key {subject} in a device at the server',
  },
  knowToken: {
    vi: 'ghi nhận chứng thư số {subject} ở lần ký đầu tiên',
    en: 'took {subject} on record at its first use',
  },
  confirmKey: { vi: 'xác nhận khóa của cơ quan {subject}', en: 'confirmed the agency’s key {subject}' },
  endKey: { vi: 'thu hồi hoặc gỡ khóa {subject}', en: 'revoked or removed the key {subject}' },
  setPicture: { vi: 'đặt hình chữ ký, con dấu cho khóa {subject}', en: 'set the picture of the key {subject}' },
  setPolicy: { vi: 'đặt quy định ký số của cơ quan', en: 'set the signing policy' },
  sign: { vi: 'ký số {subject} bằng khóa {data.key}', en: 'signed {subject} with the key {data.key}' },
  wrongPassphrase: { vi: 'nhập sai mật khẩu của khóa {subject}', en: 'gave a wrong passphrase for the key {subject}' },
  renew: { vi: 'đóng dấu thời gian lưu trữ cho {subject}', en: 'put an archive timestamp on {subject}' },
  verified: { vi: 'kiểm tra chữ ký số của {subject}: {data.verdict}', en: 'verified {subject}: {data.verdict}' },
  verifyComponent: {
    vi: 'kiểm tra lại chữ ký số của {subject}: {data.verdict}',
    en: 'verified {subject} again: {data.verdict}',
  },
  addSeal: { vi: 'vào sổ con dấu {subject}', en: 'entered the seal {subject}' },
  endSeal: { vi: 'ghi nộp lại, mất hoặc hủy con dấu {subject}', en: 'ended the seal {subject}' },
  handOver: { vi: 'bàn giao {subject} cho {after.custodian}', en: 'handed {subject} over to {after.custodian}' },
  printMinutes: { vi: 'in biên bản bàn giao {subject}', en: 'printed minutes of {subject}', isLook: true },
  printSeals: { vi: 'in {subject}', en: 'printed {subject}', isLook: true },
  printSealUses: { vi: 'in sổ sử dụng {subject}', en: 'printed the uses of {subject}', isLook: true },
  applySeal: {
    vi: 'đóng dấu {subject}: {data.impressions} lần',
    en: 'used the seal {subject}, {data.impressions} times',
  },
  verifyUpload: { vi: 'kiểm tra chữ ký của một tệp tải lên', en: 'verified an uploaded file', isLook: true },
})

defineAuditKinds('intake', {
  accept: { vi: 'nhận tệp {subject} sau khi rà soát bí mật', en: 'accepted {subject} after the secrets screen' },
  'refuse-secret': {
    vi: 'từ chối một tệp có dấu hiệu bí mật nhà nước',
    en: 'refused a file that looks like a state secret',
  },
  readBox: { vi: 'đọc một vùng trên trang của {subject}', en: 'read a box on a page of {subject}', isLook: true },
})

defineAuditKinds('incoming', {
  get: { vi: 'mở văn bản đến {subject}', en: 'opened the incoming document {subject}', isLook: true },
  open: { vi: 'mở văn bản đến {subject}', en: 'opened the incoming document {subject}', isLook: true },
  'hand-over': { vi: 'bàn giao việc của {subject}', en: 'handed the work on {subject} over' },
  register: { vi: 'vào sổ văn bản đến {subject}', en: 'registered the incoming document {subject}' },
  correct: { vi: 'sửa mục đã vào sổ {subject}', en: 'corrected the entry {subject}' },
  cancel: { vi: 'hủy số {subject}', en: 'cancelled the number of {subject}' },
  submit: { vi: 'trình {subject}', en: 'submitted {subject}' },
  propose: { vi: 'đề xuất xử lý {subject}', en: 'proposed how to handle {subject}' },
  direct: { vi: 'cho ý kiến chỉ đạo {subject}', en: 'directed {subject}' },
  assign: { vi: 'chuyển xử lý {subject}', en: 'assigned {subject}' },
  receive: { vi: 'ký nhận {subject}', en: 'signed for {subject}' },
  complete: { vi: 'kết thúc xử lý {subject}', en: 'completed {subject}' },
  sendBack: { vi: 'trả lại {subject}', en: 'sent {subject} back' },
  answered: { vi: 'ghi nhận văn bản trả lời {subject}', en: 'noted the answer to {subject}' },
  remind: { vi: 'đôn đốc xử lý {subject}', en: 'reminded of {subject}' },
  reopen: { vi: 'mở lại {subject}', en: 'reopened {subject}' },
  print: { vi: 'in {subject}', en: 'printed {subject}', isLook: true },
  label: { vi: 'in dấu đến của {subject}', en: 'printed the stamp of {subject}', isLook: true },
  slip: { vi: 'in phiếu giải quyết {subject}', en: 'printed the slip of {subject}', isLook: true },
  printRegister: { vi: 'in sổ văn bản đến', en: 'printed the register' },
  printChosen: { vi: 'in danh sách văn bản đến đã chọn', en: 'printed a list of chosen documents' },
})

defineAuditKinds('exchange', {
  arrive: { vi: 'nhận {subject} từ cơ quan khác', en: 'received {subject} from another organisation' },
  recall: { vi: 'nhận yêu cầu thu hồi {subject}', en: 'was asked to give {subject} back' },
  deliver: { vi: 'chuyển văn bản tới cơ quan khác', en: 'carried a document to others' },
  mail: { vi: 'gửi {subject} bằng thư điện tử tới {data.to}', en: 'sent {subject} by e-mail to {data.to}' },
  saveAddressee: { vi: 'ghi địa chỉ thư {subject}', en: 'kept the address {subject}' },
  saveGroup: { vi: 'ghi nhóm nơi nhận {subject}', en: 'kept the group {subject}' },
  removeGroup: { vi: 'bỏ nhóm nơi nhận {subject}', en: 'removed the group {subject}' },
  restoreGroup: { vi: 'khôi phục nhóm nơi nhận {subject}', en: 'restored the group {subject}' },
  saveMailForm: { vi: 'sửa mẫu thư gửi văn bản', en: 'changed the form of letters' },
  send: { vi: 'gửi {subject} qua cổng tới {data.to}', en: 'sent {subject} through the gateway to {data.to}' },
  'give-up': {
    vi: 'không gửi được {subject} tới {data.to}: {data.words}',
    en: 'could not send {subject} to {data.to}: {data.words}',
  },
  status: { vi: 'nhận trạng thái {data.code} từ {data.from}', en: 'heard the status {data.code} from {data.from}' },
  report: { vi: 'ghi nhận trạng thái từ nơi nhận', en: 'noted what a receiver did' },
  'change-answer': {
    vi: 'trả lời nơi gửi về việc cập nhật, thay thế {subject}',
    en: 'answered the sender about the change {subject}',
  },
})

defineAuditKinds('outgoing', {
  get: { vi: 'mở văn bản đi {subject}', en: 'opened the outgoing document {subject}', isLook: true },
  open: { vi: 'mở văn bản đi {subject}', en: 'opened the outgoing document {subject}', isLook: true },
  'open-version': { vi: 'xem dự thảo {subject}', en: 'looked at the draft {subject}', isLook: true },
  download: { vi: 'tải dự thảo {subject}', en: 'downloaded the draft {subject}', isLook: true },
  pages: { vi: 'xem dự thảo {subject}', en: 'looked at the draft {subject}', isLook: true },
  'hand-over': { vi: 'bàn giao dự thảo {subject}', en: 'handed the draft {subject} over' },
  'take-file': { vi: 'nhận tệp của {subject}', en: 'took in a file of {subject}' },
  create: { vi: 'lập dự thảo {subject}', en: 'began the draft {subject}' },
  change: { vi: 'sửa thông tin dự thảo {subject}', en: 'changed the draft {subject}' },
  upload: { vi: 'tải tệp lên cho {subject}', en: 'uploaded files for {subject}' },
  write: { vi: 'soạn phiên bản mới của {subject}', en: 'wrote a new version of {subject}' },
  fix: { vi: 'sửa thể thức tự động {subject}', en: 'mended the form of {subject}' },
  submit: { vi: 'trình {subject}', en: 'submitted {subject}' },
  withdraw: { vi: 'thu hồi về soạn thảo {subject}', en: 'took {subject} back' },
  abandon: { vi: 'hủy dự thảo {subject}', en: 'gave up the draft {subject}' },
  askOpinions: { vi: 'xin ý kiến về {subject}', en: 'asked for opinions on {subject}' },
  answerOpinion: { vi: 'cho ý kiến về {subject}', en: 'gave an opinion on {subject}' },
  replyOpinion: { vi: 'trả lời ý kiến về {subject}', en: 'answered an opinion on {subject}' },
  withdrawOpinion: { vi: 'thôi xin ý kiến về {subject}', en: 'no longer asks for an opinion on {subject}' },
  checkContent: { vi: 'kiểm tra nội dung {subject}', en: 'checked the content of {subject}' },
  checkForm: { vi: 'kiểm tra thể thức {subject}', en: 'checked the form of {subject}' },
  approve: { vi: 'duyệt {subject}', en: 'approved {subject}' },
  sendBack: { vi: 'trả lại {subject}', en: 'sent {subject} back' },
  render: { vi: 'dựng bản ký của {subject}', en: 'rendered {subject} for signing' },
  prepare: { vi: 'chuẩn bị bản ký của {subject}', en: 'prepared {subject} for signing' },
  signElsewhere: { vi: 'nộp bản đã ký bằng thiết bị của {subject}', en: 'handed in {subject} signed with a device' },
  sealElsewhere: {
    vi: 'nộp bản cơ quan đã ký bằng thiết bị của {subject}',
    en: 'handed in {subject} sealed with a device',
  },
  number: { vi: 'lấy số cho {subject}', en: 'numbered {subject}' },
  sign: { vi: 'ký số {subject}', en: 'signed {subject}' },
  seal: { vi: 'ký số cơ quan {subject}', en: 'sealed {subject}' },
  numberOnPaper: { vi: 'cấp số cho văn bản giấy {subject}', en: 'numbered {subject}, signed by hand' },
  setRecipients: { vi: 'sửa nơi nhận của {subject}', en: 'changed the recipients of {subject}' },
  issue: { vi: 'phát hành {subject}', en: 'issued {subject}' },
  confirmReceipt: { vi: 'ghi kết quả gửi {subject}', en: 'noted the receipt of {subject}' },
  recall: { vi: 'thu hồi {subject}', en: 'recalled {subject}' },
  print: { vi: 'in {subject}', en: 'printed {subject}', isLook: true },
  printDispatch: {
    vi: 'in bì, phiếu gửi của {subject}',
    en: 'printed envelopes or dispatch slips of {subject}',
    isLook: true,
  },
  printSlip: { vi: 'in phiếu trình của {subject}', en: 'printed the submission slip of {subject}', isLook: true },
  printRegister: { vi: 'in sổ văn bản đi', en: 'printed the outgoing register' },
})

defineAuditKinds('casefiles', {
  askAccess: { vi: 'đề nghị đổi quyền truy cập hồ sơ {subject}', en: 'asked for other rights on the file {subject}' },
  setAccess: { vi: 'đổi quyền truy cập hồ sơ {subject}', en: 'changed the rights on the file {subject}' },
  confirmAccess: {
    vi: 'xác nhận quyền truy cập mới của hồ sơ {subject}',
    en: 'confirmed the new rights on the file {subject}',
  },
  refuseAccess: {
    vi: 'không đồng ý đổi quyền truy cập hồ sơ {subject}',
    en: 'refused other rights on the file {subject}',
  },
  withdrawAccess: {
    vi: 'rút đề nghị đổi quyền truy cập hồ sơ {subject}',
    en: 'withdrew a change of rights on the file {subject}',
  },
  endAccess: {
    vi: 'hết hạn quyền truy cập riêng của hồ sơ {subject}',
    en: 'ended the special rights on the file {subject}',
  },
  createPlan: { vi: 'lập {subject}', en: 'began {subject}' },
  addHeading: { vi: 'thêm đề mục {after.heading} vào {subject}', en: 'added the heading {after.heading} to {subject}' },
  changeHeading: {
    vi: 'sửa đề mục {before.heading} của {subject}',
    en: 'changed the heading {before.heading} of {subject}',
  },
  removeHeading: {
    vi: 'xóa đề mục {before.heading} của {subject}',
    en: 'removed the heading {before.heading} of {subject}',
  },
  addLine: { vi: 'đưa hồ sơ {after.title} vào {subject}', en: 'put the file {after.title} into {subject}' },
  changeLine: { vi: 'sửa một hồ sơ của {subject}', en: 'changed a line of {subject}' },
  decideLines: { vi: 'nhận hoặc từ chối hồ sơ đề xuất của {subject}', en: 'decided on proposals for {subject}' },
  removeLine: { vi: 'bỏ hồ sơ {before.title} khỏi {subject}', en: 'took {before.title} out of {subject}' },
  submitPlan: { vi: 'trình {subject}', en: 'submitted {subject}' },
  decidePlan: { vi: 'duyệt hoặc trả lại {subject}', en: 'decided on {subject}' },
  printPlan: { vi: 'in {subject}', en: 'printed {subject}', isLook: true },
  addScheduleRow: { vi: 'thêm thời hạn bảo quản {subject}', en: 'added the retention row {subject}' },
  endScheduleRow: { vi: 'chấm dứt thời hạn bảo quản {subject}', en: 'ended the retention row {subject}' },
  open: { vi: 'mở hồ sơ {subject}', en: 'opened the file {subject}' },
  change: { vi: 'sửa hồ sơ {subject}', en: 'changed the file {subject}' },
  add: { vi: 'đưa văn bản vào hồ sơ {subject}', en: 'put documents into the file {subject}' },
  takeOut: { vi: 'đưa văn bản ra khỏi hồ sơ {subject}', en: 'took a document out of the file {subject}' },
  changeItem: { vi: 'sửa một văn bản trong hồ sơ {subject}', en: 'changed an item of the file {subject}' },
  addLoose: { vi: 'thêm giấy tờ không vào sổ vào hồ sơ {subject}', en: 'added a loose paper to the file {subject}' },
  uploadLoose: { vi: 'tải tệp quét vào hồ sơ {subject}', en: 'uploaded a scan into the file {subject}' },
  close: { vi: 'kết thúc hồ sơ {subject}', en: 'closed the file {subject}' },
  reopen: { vi: 'mở lại hồ sơ {subject}', en: 'opened the file {subject} again' },
  print: { vi: 'in giấy tờ của hồ sơ {subject}', en: 'printed papers of the file {subject}', isLook: true },
  take: { vi: 'xuất cả hồ sơ {subject}', en: 'took the whole file {subject} out', isLook: true },
  'hand-over': { vi: 'chuyển hồ sơ của {subject} cho {data.to}', en: 'handed the files of {subject} to {data.to}' },
})

defineAuditKinds('transfer', {
  create: { vi: 'lập {subject}', en: 'began {subject}' },
  change: { vi: 'sửa {subject}', en: 'changed {subject}' },
  submit: { vi: 'nộp vào lưu trữ: {subject}', en: 'handed over: {subject}' },
  withdraw: { vi: 'rút {subject}', en: 'withdrew {subject}' },
  look: { vi: 'xem hồ sơ lấy mẫu của {subject}', en: 'looked at a sampled file of {subject}' },
  decide: { vi: 'nhận, trả lại hồ sơ của {subject}', en: 'took in or returned files of {subject}' },
  sign: { vi: 'xác nhận biên bản của {subject}', en: 'signed the minutes of {subject}' },
  print: { vi: 'in giấy tờ của {subject}', en: 'printed papers of {subject}', isLook: true },
  handOn: { vi: 'lập {subject}', en: 'began {subject}' },
  carry: { vi: 'nhận danh mục chờ duyệt: {subject}', en: 'got a list to decide on: {subject}' },
  bounce: { vi: 'không chuyển được {subject} cho {data.to}', en: 'could not deliver {subject} to {data.to}' },
  settle: { vi: 'nhập kho hồ sơ của {data.from}: {subject}', en: 'took in the files of {data.from}: {subject}' },
  'handed-on': {
    vi: 'giao hồ sơ cho {data.to}, biên bản số {data.minutes}: {subject}',
    en: 'handed files to {data.to}, minutes {data.minutes}: {subject}',
  },
  printLeaver: {
    vi: 'in biên bản bàn giao hồ sơ của {subject}',
    en: 'printed the files that {subject} hands over',
    isLook: true,
  },
  openFile: { vi: 'mở tài liệu chờ nhận {subject}', en: 'opened a document to be taken in: {subject}', isLook: true },
  keepBack: { vi: 'đề nghị giữ lại hồ sơ {subject}', en: 'asked to keep the file {subject} back' },
  decideKeepBack: { vi: 'quyết định việc giữ lại hồ sơ {subject}', en: 'decided on keeping the file {subject} back' },
  takeBundle: { vi: 'nhận tài liệu bó gói {subject}', en: 'took in the bundle {subject}' },
})

defineAuditKinds('archive', {
  createRepository: { vi: 'lập {subject}', en: 'set up {subject}' },
  changeRepository: { vi: 'sửa {subject}', en: 'changed {subject}' },
  addAccession: { vi: 'ghi sổ nhập tài liệu số {subject}', en: 'entered the accession {subject}' },
  'take-in': { vi: 'nhập kho hồ sơ theo sổ nhập số {subject}', en: 'took files in under the accession {subject}' },
  create: { vi: 'mô tả {subject}', en: 'described {subject}' },
  change: { vi: 'sửa mô tả {subject}', en: 'changed the description of {subject}' },
  changeMany: { vi: 'sửa hàng loạt mô tả: {subject}', en: 'changed descriptions in bulk: {subject}' },
  move: { vi: 'chuyển chỗ {subject}', en: 'moved {subject}' },
  renumber: { vi: 'đánh số lại trong {subject}', en: 'numbered anew in {subject}' },
  merge: { vi: 'gộp {subject} vào đơn vị khác', en: 'merged {subject} into another' },
  remove: { vi: 'xóa mô tả {subject}', en: 'removed the description of {subject}' },
  publish: { vi: 'đổi mức công bố của {subject}', en: 'changed who may read {subject}' },
  createAuthority: { vi: 'lập hồ sơ tên gọi {subject}', en: 'recorded the name {subject}' },
  changeAuthority: { vi: 'sửa hồ sơ tên gọi {subject}', en: 'changed the authority record {subject}' },
  linkAuthorities: { vi: 'ghi quan hệ của {subject}', en: 'bound {subject} to another' },
  unlinkAuthorities: { vi: 'bỏ một quan hệ của {subject}', en: 'took a binding of {subject} away' },
  mergeAuthorities: { vi: 'gộp hồ sơ tên gọi {subject}', en: 'merged the authority record {subject}' },
  createCollection: { vi: 'lập tập văn kiện {subject}', en: 'began the collection {subject}' },
  changeCollection: { vi: 'sửa tập văn kiện {subject}', en: 'changed the collection {subject}' },
  decideCollected: {
    vi: 'công bố hoặc rút văn kiện trong {subject}',
    en: 'published or withdrew documents in {subject}',
  },
  setHarvesting: {
    vi: 'đổi thiết lập thu thập mô tả (OAI-PMH) ở {subject}',
    en: 'changed the harvesting (OAI-PMH) at {subject}',
  },
  printInventory: { vi: 'in mục lục hồ sơ {subject}', en: 'printed the inventory {subject}', isLook: true },
  findingAid: { vi: 'xuất mô tả của {subject}', en: 'took out the description of {subject}', isLook: true },
})

defineAuditKinds('storage', {
  addPlace: { vi: 'thêm nơi để hồ sơ {subject}', en: 'added the place {subject}' },
  changePlace: { vi: 'sửa nơi để hồ sơ {subject}', en: 'changed the place {subject}' },
  removePlace: { vi: 'xóa nơi để hồ sơ {subject}', en: 'removed the place {subject}' },
  createBoxes: { vi: 'lập {subject}', en: 'made {subject}' },
  changeBox: { vi: 'sửa {subject}', en: 'changed {subject}' },
  removeBox: { vi: 'xóa {subject}', en: 'removed {subject}' },
  placeBoxes: { vi: 'xếp chỗ cho {subject}', en: 'placed {subject}' },
  putIn: { vi: 'xếp hồ sơ vào {subject}', en: 'put files into {subject}' },
  fill: { vi: 'lập hộp và xếp hồ sơ của {subject}', en: 'boxed the files of {subject}' },
  takeOut: { vi: 'lấy {subject} ra cho {data.to}', en: 'took {subject} out for {data.to}' },
  putBack: { vi: 'trả {subject} vào hộp', en: 'put {subject} back' },
  removeContents: { vi: 'bỏ {subject} khỏi hộp', en: 'took {subject} out of the box for good' },
  labels: { vi: 'in nhãn {subject}', en: 'printed labels of {subject}', isLook: true },
})

defineAuditKinds('copies', {
  make: { vi: 'lập bản sao {after.symbol} của {subject}', en: 'made the copy {after.symbol} of {subject}' },
  makeElectronic: {
    vi: 'lập bản sao điện tử {after.symbol} của {subject}',
    en: 'made the electronic copy {after.symbol} of {subject}',
  },
  print: {
    vi: 'in bản sao {data.symbol} của {subject}',
    en: 'printed the copy {data.symbol} of {subject}',
    isLook: true,
  },
  giveUp: { vi: 'hủy bản sao {data.symbol} của {subject}', en: 'gave up the copy {data.symbol} of {subject}' },
  handIn: { vi: 'nhận bản lưu của {subject}', en: 'took in the archive copy of {subject}' },
  lend: {
    vi: 'cho {after.borrower} sử dụng bản lưu của {subject}',
    en: 'let {after.borrower} use the archive copy of {subject}',
  },
  takeBack: { vi: 'nhận lại bản lưu của {subject}', en: 'took back the archive copy of {subject}' },
  printKept: { vi: 'in {subject}', en: 'printed {subject}', isLook: true },
  text: { vi: 'xem lời văn của {subject} để trích sao', en: 'read {subject} to extract from it', isLook: true },
  printRegister: { vi: 'in sổ đăng ký bản sao', en: 'printed the register of copies', isLook: true },
})

defineAuditKinds('preservation', {
  fixity: {
    vi: 'rà kho tệp: {data.looked} tệp, {data.damaged} hỏng, {data.missing} thiếu, {data.repaired} đã sửa',
    en: 'checked the file store: {data.looked} files, {data.damaged} damaged, {data.missing} missing, {data.repaired} mended',
  },
  replicated: {
    vi: 'nhân bản kho tệp: {data.copied} tệp mới',
    en: 'replicated the file store: {data.copied} new files',
  },
  rebuilt: { vi: 'dựng lại lưu trữ từ {data.packages} gói', en: 'rebuilt the archive from {data.packages} packages' },
  copied: { vi: 'lập bản sao ngoại tuyến {subject}', en: 'made the offline copy {subject}' },
  'copy-checked': { vi: 'kiểm tra bản sao ngoại tuyến {subject}', en: 'checked the offline copy {subject}' },
  check: { vi: 'yêu cầu rà tính toàn vẹn tệp của cơ quan', en: 'asked for a fixity check' },
  checked: {
    vi: 'rà tính toàn vẹn: {data.looked} tệp, {data.damaged} hỏng, {data.missing} thiếu, {data.repaired} đã sửa',
    en: 'checked fixity: {data.looked} files, {data.damaged} damaged, {data.missing} missing, {data.repaired} mended',
  },
  'incident-opened': { vi: 'mở sự cố toàn vẹn {subject}', en: 'opened the incident {subject}' },
  'incident-repaired': { vi: 'phục hồi tệp của sự cố {subject}', en: 'mended the file of the incident {subject}' },
  reportIncident: { vi: 'ghi đã báo cáo sự cố {subject}', en: 'noted that the incident {subject} was reported' },
  closeIncident: { vi: 'kết thúc sự cố {subject}', en: 'closed the incident {subject}' },
  printIncidents: { vi: 'in báo cáo sự cố toàn vẹn', en: 'printed the report of incidents', isLook: true },
  pack: { vi: 'yêu cầu đóng gói {subject}', en: 'asked to pack {subject}' },
  packed: { vi: 'đóng gói bảo quản {subject}', en: 'packed {subject}' },
  convert: { vi: 'yêu cầu tạo bản chuyển đổi cho {data.files} tệp', en: 'asked for copies of {data.files} files' },
  converted: { vi: 'tạo bản chuyển đổi của {subject}', en: 'made a copy of {subject} in a format that lasts' },
  'not-converted': { vi: 'không chuyển đổi được {subject}', en: 'could not convert {subject}' },
  'open-copy': { vi: 'mở {subject}', en: 'opened {subject}', isLook: true },
  'download-copy': { vi: 'tải {subject}', en: 'downloaded {subject}', isLook: true },
  take: { vi: 'tải gói bảo quản của {subject}', en: 'took the package of {subject}', isLook: true },
  sip: { vi: 'xuất gói nộp (SIP) của {subject}', en: 'made a SIP of {subject}', isLook: true },
  dip: { vi: 'xuất gói sử dụng (DIP) của {subject}', en: 'made a DIP of {subject}', isLook: true },
})

defineAuditKinds('imports', {
  upload: { vi: 'nạp tệp {subject} để nhập dữ liệu cũ', en: 'loaded {subject} for taking over old data' },
  check: { vi: 'kiểm tra thử tệp {subject}', en: 'made a dry run of {subject}' },
  start: { vi: 'bắt đầu nhập tệp {subject}', en: 'started the import of {subject}' },
  finish: { vi: 'nhập xong tệp {subject}', en: 'finished the import of {subject}' },
  files: { vi: 'gửi tệp đính kèm cho lần nhập {subject}', en: 'sent files for the import {subject}' },
  undo: { vi: 'yêu cầu hoàn tác lần nhập {subject}', en: 'asked to undo the import {subject}' },
  undone: { vi: 'hoàn tác xong lần nhập {subject}', en: 'undid the import {subject}' },
  discard: { vi: 'bỏ tệp chưa nhập {subject}', en: 'dropped the file {subject}' },
  report: { vi: 'tải các dòng lỗi của lần nhập {subject}', en: 'took the faulty lines of {subject}', isLook: true },
})

defineAuditKinds('operations', {
  backup: { vi: 'sao lưu hệ thống, bản {data.name}', en: 'backed the system up as {data.name}' },
  'backup-failed': { vi: 'sao lưu theo lịch không thành', en: 'could not make the scheduled backup' },
  restored: {
    vi: 'khôi phục dữ liệu từ bản {data.name}, đến {data.until}',
    en: 'restored the data from {data.name}, up to {data.until}',
  },
  fixity: {
    vi: 'rà kho tệp: {data.looked} tệp, {data.damaged} hỏng, {data.missing} thiếu, {data.repaired} đã sửa',
    en: 'checked the file store: {data.looked} files, {data.damaged} damaged, {data.missing} missing, {data.repaired} mended',
  },
  sweep: { vi: 'dọn tệp không còn văn bản nào dùng', en: 'swept files that nothing refers to' },
})

for (const room of rooms) for (const contract of room.contracts) adoptSummaries(Object.values(contract.routes))
