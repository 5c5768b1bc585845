import { defineErrors } from '#platform/errors/index.ts'

export const peopleErrors = defineErrors({
  PEOPLE_AUTHORITY_NEEDS_END: {
    status: 422,
    vi: 'Ủy quyền ký (TUQ.) phải có thời hạn (NĐ 30/2020 Đ13.4). Hãy ghi ngày kết thúc.',
    en: 'An authorisation to sign (TUQ.) is given for a time (NĐ 30/2020 Art. 13.4). Enter its last day.',
  },
  PEOPLE_AUTHORITY_FORM: {
    status: 422,
    vi: 'Thẩm quyền ký chưa rõ: ghi chức vụ hoặc hình thức ký, mỗi hình thức một lần.',
    en: 'The signing authority is not clear: enter a title or a form of signing, each form once.',
  },
  PEOPLE_AUTHORITY_PASSED_ON: {
    status: 422,
    vi: 'Người được ủy quyền ký không được ủy quyền lại (NĐ 30/2020 Đ13.4).',
    en: 'Whoever signs by authorisation does not pass it on (NĐ 30/2020 Art. 13.4).',
  },
  PEOPLE_SELF_GRANT: {
    status: 403,
    vi: 'Không ai được tự giao vị trí hoặc vai trò cho mình. Xin nhờ một quản trị viên khác.',
    en: 'Nobody grants a post or a role to himself. Ask another administrator.',
  },
  PEOPLE_MIXED_DUTIES: {
    status: 422,
    vi: 'Quản trị hệ thống không giữ vai trò nghiệp vụ trong cùng một vị trí (QCVN 12:2026/BCA 3.7). Hãy lập hai vị trí.',
    en: 'An administrator holds no business role in the same post (QCVN 12:2026/BCA 3.7). Make two posts.',
  },
  PEOPLE_ROLE_UNKNOWN: {
    status: 422,
    vi: 'Không có vai trò "{role}".',
    en: 'There is no role "{role}".',
  },
  PEOPLE_ROLE_ISOLATED: {
    status: 422,
    vi: 'Vai trò cán bộ bảo vệ bí mật nhà nước chỉ có trong bản cài đặt biệt lập, không nối mạng.',
    en: 'The secrets officer exists only in an isolated installation without a network.',
  },
  PEOPLE_LAST_ADMINISTRATOR: {
    status: 409,
    vi: 'Đây là quản trị hệ thống cuối cùng của cơ quan. Hãy giao quản trị cho người khác trước.',
    en: 'This is the last administrator of the organisation. Appoint another one first.',
  },
  PEOPLE_POST_ENDED: {
    status: 409,
    vi: 'Vị trí công tác này đã kết thúc ngày {day}.',
    en: 'This post ended on {day}.',
  },
  PEOPLE_DAYS_ORDER: {
    status: 422,
    vi: 'Ngày kết thúc phải sau ngày bắt đầu.',
    en: 'The last day must not be before the first.',
  },
  PEOPLE_RENAMED_SINCE: {
    status: 422,
    vi: 'Tên hiện tại có từ ngày {day}: tên mới phải bắt đầu sau ngày đó.',
    en: 'The present name stands from {day}: a new one must begin after that day.',
  },
  PEOPLE_SUCCESSOR_INVALID: {
    status: 422,
    vi: 'Vị trí tiếp nhận công việc phải là một vị trí khác còn hiệu lực của cơ quan.',
    en: 'The post that takes over must be another valid post of the organisation.',
  },
  PEOPLE_TREE_LOOP: {
    status: 422,
    vi: 'Không thể đặt "{name}" nằm dưới chính nó.',
    en: '"{name}" cannot be placed under itself.',
  },
  PEOPLE_UNIT_IN_USE: {
    status: 409,
    vi: 'Đơn vị còn {posts} vị trí và {units} đơn vị trực thuộc chưa kết thúc. Hãy chuyển hoặc kết thúc trước.',
    en: 'The unit still has {posts} posts and {units} units under it. Move or end them first.',
  },
  PEOPLE_ORGANIZATION_DISSOLVED: {
    status: 409,
    vi: 'Cơ quan này đã kết thúc hoạt động ngày {day}.',
    en: 'This organisation was dissolved on {day}.',
  },
  PEOPLE_IDENTIFIER_TAKEN: {
    status: 409,
    vi: 'Mã "{value}" đang là mã của {name} trong thời gian đó.',
    en: 'The code "{value}" belongs to {name} in that time.',
  },
  PEOPLE_IDENTIFIER_INVALID: {
    status: 422,
    vi: 'Mã định danh viết như H49.64.33, tối đa 35 ký tự (QĐ 20/2020/QĐ-TTg); mã cũ viết như 000.00.00.H41.',
    en: 'An agency code reads like H49.64.33, 35 characters at most (QĐ 20/2020/QĐ-TTg); an old one like 000.00.00.H41.',
  },
  PEOPLE_HAS_ADMINISTRATOR: {
    status: 409,
    vi: 'Cơ quan này đã có quản trị hệ thống; việc giao vị trí là của người đó.',
    en: 'This organisation has an administrator already, who gives its posts.',
  },
  PEOPLE_ALREADY_SET_UP: {
    status: 409,
    vi: 'Hệ thống đã được thiết lập.',
    en: 'The installation is already set up.',
  },
  PEOPLE_DELEGATION_BEYOND: {
    status: 422,
    vi: 'Chỉ được ủy quyền vai trò của chính vị trí mình; quyền được ủy không ủy lại cho người khác (NĐ 30/2020 Đ13).',
    en: 'Only roles of one’s own post can be delegated, and delegated ones are not passed on (NĐ 30/2020 Đ13).',
  },
  PEOPLE_TERM_OVERLAP: {
    status: 409,
    vi: 'Nhiệm kỳ này trùng ngày với một nhiệm kỳ khác, hoặc nhiệm kỳ trước chưa có ngày kết thúc.',
    en: 'This term overlaps another one, or the former term has no last day yet.',
  },
  PEOPLE_DEMO_IS_FOR_GOOD: {
    status: 409,
    vi: 'Dấu "dữ liệu mẫu" đặt khi lập cơ quan và không đổi được.',
    en: 'The demo mark is set when an organisation is made and cannot be changed.',
  },
})
