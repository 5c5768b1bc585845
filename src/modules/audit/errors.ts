import { defineErrors } from '#platform/errors/index.ts'

export const auditErrors = defineErrors({
  AUDIT_TREE_BROKEN: {
    status: 500,
    vi: 'Cây niêm phong nhật ký không còn khớp với dấu đã ký ở mục thứ {size}. Đã ngừng niêm phong; hãy chạy kiểm tra nhật ký và báo người phụ trách an toàn.',
    en: 'The sealed tree no longer matches its signed head at entry {size}. Sealing has stopped; run the verification and tell whoever is responsible for security.',
  },
  AUDIT_TOO_MANY_ROWS: {
    status: 422,
    vi: 'Danh sách có hơn {limit} dòng. Hãy thu hẹp khoảng ngày hoặc bộ lọc rồi xuất lại.',
    en: 'The list has more than {limit} lines. Narrow the days or the filters and export again.',
  },
})
