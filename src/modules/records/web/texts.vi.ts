/** Words of the register books. Keys are the same in both languages. */
export default {
  title: 'Sổ đăng ký',
  print: 'In sổ',
  column: {
    period: 'Kỳ',
    title: 'Sổ',
    numbers: 'Số đầu – cuối',
    used: 'Đang dùng',
    cancelled: 'Khuyết số',
    state: 'Trạng thái',
  },
  state: { open: 'Đang mở', locked: 'Đang khóa', closed: 'Đã đóng', reconciling: 'Đang đối chiếu' },
  proposed: { label: 'Sổ chưa mở', line: '{{title}}, kỳ {{period}}: chưa mở' },
  open: {
    verb: 'Mở sổ',
    title: 'Mở “{{title}}” kỳ {{period}}?',
    consequence: 'Số bắt đầu từ 1 và chạy liên tục đến hết kỳ; số đã cấp không cấp lại.',
    done: 'Đã mở {{title}}',
  },
  move: {
    reason: 'Lý do',
    open: {
      verb: 'Mở khóa sổ',
      consequence: 'Sổ lại lấy được số mới từ số kế tiếp.',
      done: 'Đã mở khóa {{title}}',
    },
    locked: {
      verb: 'Khóa sổ',
      consequence: 'Không ai lấy được số mới cho đến khi mở khóa. Các mục đã vào sổ vẫn xử lý như thường.',
      done: 'Đã khóa {{title}}',
    },
    closed: {
      verb: 'Đóng sổ',
      consequence: 'Sổ đã đóng không mở lại được. Số cuối cùng đang có là số cuối của sổ.',
      done: 'Đã đóng {{title}}',
    },
  },
  reconcile: {
    why: 'Dữ liệu vừa được khôi phục từ bản sao lưu; số cuối cùng còn trong máy là {{last}}. Hãy xem dấu đến, sổ giấy, văn bản đã phát để biết số cuối cùng đã cấp, rồi xác nhận. Nếu nhiều sổ dùng chung dãy số thì xác nhận một lần cho tất cả.',
    seen: 'Số cuối cùng thấy trên giấy',
    digits: 'Chỉ ghi chữ số; chưa có số nào thì ghi 0',
    gaps: 'Các số từ {{from}} đến {{to}} thành khuyết số có lý do; số kế tiếp là {{next}}.',
    noGaps: 'Không mất số nào; số kế tiếp là {{next}}.',
    verb: 'Xác nhận và mở lại',
    done: 'Đã đối chiếu xong {{title}}',
  },
  sheet: {
    lost: 'Số đã cấp trước khi khôi phục dữ liệu',
    reason: 'Lý do: {{reason}}',
    cancelled_other: 'Khuyết số ({{count}})',
    noCancelled: 'Sổ này không có số nào bị hủy.',
    cancelledAt: 'Hủy lúc {{at}}',
  },
  empty: { title: 'Chưa có sổ nào', hint: 'Mở sổ của năm để bắt đầu lấy số.' },
}
