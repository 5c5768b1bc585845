/** Made by `npm run generate`. What each permission lets one do. */
export const permissionTitles: Readonly<Record<string, { readonly vi: string; readonly en: string }>> = {
  "archive.describe": {
    "vi": "Mô tả, sắp xếp tài liệu lưu trữ",
    "en": "Describe and arrange archival records"
  },
  "archive.publish": {
    "vi": "Công bố, ngừng công bố trong lưu trữ",
    "en": "Publish in the archive, take back"
  },
  "archive.read": {
    "vi": "Tra tìm trong lưu trữ",
    "en": "Read in the archive"
  },
  "audit.read": {
    "vi": "Xem nhật ký",
    "en": "Read the audit log"
  },
  "auth.key": {
    "vi": "Cấp khóa API",
    "en": "Issue API keys"
  },
  "auth.manage": {
    "vi": "Quản lý tài khoản",
    "en": "Manage accounts"
  },
  "casefiles.approve": {
    "vi": "Duyệt danh mục hồ sơ",
    "en": "Approve the file plan"
  },
  "casefiles.ask-access": {
    "vi": "Đề nghị đổi quyền xem hồ sơ",
    "en": "Ask for a change of access to a file"
  },
  "casefiles.consolidate": {
    "vi": "Tổng hợp danh mục hồ sơ",
    "en": "Consolidate the file plan"
  },
  "casefiles.export": {
    "vi": "Xuất cả hồ sơ",
    "en": "Take a whole file out"
  },
  "casefiles.keep": {
    "vi": "Mở, lập, kết thúc hồ sơ",
    "en": "Open, build and close files"
  },
  "casefiles.oversee": {
    "vi": "Xem tình hình lập hồ sơ",
    "en": "See who has files to make"
  },
  "casefiles.propose": {
    "vi": "Đề xuất hồ sơ vào danh mục",
    "en": "Propose files for the plan"
  },
  "casefiles.read": {
    "vi": "Xem danh mục hồ sơ, hồ sơ",
    "en": "See file plans and files"
  },
  "casefiles.reopen": {
    "vi": "Mở lại hồ sơ đã kết thúc",
    "en": "Open a closed file again"
  },
  "copies.make": {
    "vi": "Sao văn bản",
    "en": "Make copies of documents"
  },
  "copies.print": {
    "vi": "Xem danh sách, in sổ bản sao",
    "en": "List copies, print their register"
  },
  "copies.read": {
    "vi": "Xem bản sao",
    "en": "See copies"
  },
  "desk.read": {
    "vi": "Xem việc của mình",
    "en": "Read one’s own work"
  },
  "desk.rebuild": {
    "vi": "Lập lại danh sách việc",
    "en": "Rebuild the lists of work"
  },
  "desk.team": {
    "vi": "Xem việc của đơn vị",
    "en": "Read the unit’s work"
  },
  "exchange.addresses": {
    "vi": "Giữ danh bạ riêng, nhóm nơi nhận, mẫu thư",
    "en": "Keep the own address book, groups, form of letters"
  },
  "exchange.partners": {
    "vi": "Quản lý cổng trao đổi và danh bạ ngoài hệ thống",
    "en": "Keep partner gateways and the address book"
  },
  "exchange.queue": {
    "vi": "Xem, gửi lại gói tin gửi nơi khác",
    "en": "See and resend messages to other installations"
  },
  "imports.work": {
    "vi": "Nhập dữ liệu cũ",
    "en": "Import from files"
  },
  "incoming.assign": {
    "vi": "Giao việc",
    "en": "Assign work"
  },
  "incoming.chase": {
    "vi": "Đôn đốc",
    "en": "Send reminders"
  },
  "incoming.direct": {
    "vi": "Cho ý kiến chỉ đạo",
    "en": "Give directions"
  },
  "incoming.figures": {
    "vi": "Xem số liệu giải quyết văn bản đến",
    "en": "Read the figures of incoming documents"
  },
  "incoming.handle": {
    "vi": "Xử lý văn bản được giao",
    "en": "Handle assigned documents"
  },
  "incoming.phrases": {
    "vi": "Sửa câu thường dùng",
    "en": "Edit usual phrases"
  },
  "incoming.print": {
    "vi": "In sổ văn bản đến",
    "en": "Print the incoming register"
  },
  "incoming.propose": {
    "vi": "Đề xuất xử lý",
    "en": "Propose a handling"
  },
  "incoming.read": {
    "vi": "Xem văn bản đến",
    "en": "Read incoming documents"
  },
  "incoming.register": {
    "vi": "Vào sổ văn bản đến",
    "en": "Register incoming documents"
  },
  "incoming.submit": {
    "vi": "Trình văn bản",
    "en": "Submit documents"
  },
  "incoming.suggest-lead": {
    "vi": "Gợi ý nơi chủ trì",
    "en": "Be told who led before"
  },
  "intake.work": {
    "vi": "Làm việc ở khay tiếp nhận",
    "en": "Work in the intake tray"
  },
  "operations.health": {
    "vi": "Xem tình trạng hệ thống",
    "en": "See the system’s health"
  },
  "operations.own": {
    "vi": "Xem thông báo, việc nền của mình",
    "en": "Read own notices and jobs"
  },
  "outgoing.check-content": {
    "vi": "Kiểm tra nội dung dự thảo",
    "en": "Check the content of drafts"
  },
  "outgoing.check-form": {
    "vi": "Kiểm tra thể thức dự thảo",
    "en": "Check the form of drafts"
  },
  "outgoing.draft": {
    "vi": "Soạn thảo văn bản",
    "en": "Draft documents"
  },
  "outgoing.issue": {
    "vi": "Cấp số, đóng dấu, phát hành",
    "en": "Number, seal and issue"
  },
  "outgoing.opine": {
    "vi": "Cho ý kiến dự thảo",
    "en": "Give an opinion on a draft"
  },
  "outgoing.print": {
    "vi": "In sổ văn bản đi",
    "en": "Print the outgoing registers"
  },
  "outgoing.read": {
    "vi": "Xem văn bản đi",
    "en": "Read outgoing documents"
  },
  "outgoing.recall": {
    "vi": "Thu hồi văn bản đã phát hành",
    "en": "Recall issued documents"
  },
  "outgoing.send-back": {
    "vi": "Trả lại dự thảo",
    "en": "Send drafts back"
  },
  "outgoing.sign": {
    "vi": "Duyệt và ký văn bản",
    "en": "Approve and sign documents"
  },
  "people.delegate": {
    "vi": "Ủy quyền",
    "en": "Delegate"
  },
  "people.give-authority": {
    "vi": "Ghi thẩm quyền ký văn bản",
    "en": "Record who may sign"
  },
  "people.manage": {
    "vi": "Quản lý cơ quan, người, vị trí",
    "en": "Manage organisations, people, posts"
  },
  "people.read": {
    "vi": "Xem danh bạ",
    "en": "Read the directory"
  },
  "preservation.copies": {
    "vi": "Mở bản chuyển đổi lưu trữ",
    "en": "Open copies in formats that last"
  },
  "preservation.read": {
    "vi": "Xem gói bảo quản và lịch sử bảo quản",
    "en": "See packages and what was done to preserve files"
  },
  "preservation.watch": {
    "vi": "Theo dõi tính toàn vẹn, sự cố, bản sao",
    "en": "Watch fixity, incidents and copies"
  },
  "preservation.work": {
    "vi": "Đóng gói, xuất gói bảo quản, chuyển đổi định dạng",
    "en": "Make and take packages, convert files"
  },
  "records.ask-access": {
    "vi": "Đề nghị đổi quyền xem văn bản",
    "en": "Ask for a change of access"
  },
  "records.confirm-access": {
    "vi": "Xác nhận đổi quyền xem văn bản",
    "en": "Confirm a change of access"
  },
  "records.keep-books": {
    "vi": "Mở, khóa, đóng sổ",
    "en": "Keep the register books"
  },
  "records.read": {
    "vi": "Xem hồ sơ văn bản và tệp",
    "en": "Read documents and files"
  },
  "search.find": {
    "vi": "Tìm văn bản",
    "en": "Search documents"
  },
  "search.keep-words": {
    "vi": "Sửa chữ viết tắt",
    "en": "Edit abbreviations"
  },
  "search.rebuild": {
    "vi": "Lập lại chỉ mục tìm kiếm",
    "en": "Rebuild the search index"
  },
  "signatures.confirm-agency-key": {
    "vi": "Xác nhận, thu hồi khóa của cơ quan",
    "en": "Confirm and revoke the agency’s key"
  },
  "signatures.end-key": {
    "vi": "Thu hồi, gỡ khóa ký số",
    "en": "Revoke or remove signing keys"
  },
  "signatures.keep-agency-key": {
    "vi": "Giữ khóa ký số của cơ quan",
    "en": "Keep the agency’s signing key"
  },
  "signatures.keep-seals": {
    "vi": "Quản lý con dấu",
    "en": "Keep the seals"
  },
  "signatures.keys": {
    "vi": "Giữ khóa ký số của mình",
    "en": "Keep one’s own signing keys"
  },
  "signatures.see-seals": {
    "vi": "Xem sổ quản lý con dấu",
    "en": "See the register of seals"
  },
  "signatures.set-policy": {
    "vi": "Đặt quy định ký số của cơ quan",
    "en": "Set the organisation’s signing policy"
  },
  "signatures.trust": {
    "vi": "Xem danh sách tin cậy",
    "en": "See the trust list"
  },
  "signatures.verify": {
    "vi": "Kiểm tra chữ ký số",
    "en": "Verify signatures"
  },
  "storage.keep": {
    "vi": "Sắp xếp kho, hộp; đưa hồ sơ vào, lấy ra",
    "en": "Keep stores and boxes, put files in and out"
  },
  "storage.read": {
    "vi": "Xem kho, hộp, nơi để hồ sơ",
    "en": "See stores, boxes and where files lie"
  },
  "transfer.consent": {
    "vi": "Đồng ý giữ lại hồ sơ đến hạn",
    "en": "Consent to keeping files back"
  },
  "transfer.hand-on": {
    "vi": "Nộp hồ sơ vào lưu trữ lịch sử",
    "en": "Hand files on to the historical archive"
  },
  "transfer.hand-over": {
    "vi": "Nộp hồ sơ vào lưu trữ",
    "en": "Hand files over"
  },
  "transfer.read": {
    "vi": "Xem hồ sơ đến hạn, đợt nộp lưu",
    "en": "See what is due and handed over"
  },
  "transfer.receive": {
    "vi": "Nhận hồ sơ vào lưu trữ, trả lại",
    "en": "Take files in, return them"
  }
}
