/**
 * Syllables that fill official Vietnamese. Where two readings of a word are both possible syllables, the everyday one
 * is the likelier (`kinh phí` rather than `kỉnh phí`). Written from general knowledge; order has no meaning.
 */
const COMMON = `
và của các có được trong cho là những với theo đã để không người về này đến từ khi công một tại trên do ra như hoặc việc
nhà năm sự thực hiện định quy quyết tổ chức quản lý cơ quan văn bản thông tin báo cáo số tỉnh huyện xã phường thị trấn
thành phố ủy ban nhân dân sở bộ chính phủ thủ tướng chủ tịch phó giám đốc trưởng phòng cục chi trung tâm đảng đoàn hội
nghị đồng đại biểu quốc luật nghị pháp lệnh thông tư liên hướng dẫn chỉ thị kế hoạch chương trình đề án dự phương tờ
trình biên hợp giấy mời giới thiệu ủy quyền nghỉ phép phiếu gửi chuyển thư điện báo kính nơi nhận lưu căn cứ xét yêu cầu
đề nghị nhằm mục đích ý nghĩa nội dung nhiệm vụ giải biện thời gian địa điểm đối tượng phạm vi áp dụng điều khoản điểm
chương mục phần kèm ban hành thi hành hiệu lực kể ngày tháng giờ phút quý tuần trước sau hết hạn kết thúc bắt đầu tiếp
tục thường xuyên định kỳ đột xuất khẩn mật tối tuyệt hỏa tốc thượng sáu đầu cuối cả toàn tất mọi từng mỗi nhiều ít lớn
nhỏ cao thấp tốt xấu mới cũ đúng sai đủ thiếu cần phải nên được bị làm đi lên xuống vào ngoài trong giữa cùng chung riêng
kinh tế xã hội văn hóa giáo dục đào tạo y khoa học nghệ môi trường tài nguyên đất đai nông nghiệp lâm thủy sản xây dựng
giao thông vận tải công thương du lịch thể thao lao động việc làm thương binh nội vụ tư ngoại quốc phòng an ninh trật tự
thanh tra kiểm toán tòa án viện sát quân sự biên phòng hải quan thuế kho bạc ngân hàng nhà nước bảo hiểm bưu
sức khỏe vệ sinh thực phẩm an toàn bệnh dịch thuốc chữa khám điều trị dự phòng ngộ độc thức ăn đường phố nước uống sạch
sản xuất chế biến kinh doanh dịch vụ mua bán hàng hóa chất lượng giá trị tiền đồng nghìn triệu tỷ chi thu ngân sách quyết
phí lệ tổng bổ sung cấp phát phân bổ giao nhận thanh quyết mức tiêu chuẩn định trang thiết bị dụng cụ máy móc xe ô tô mô
cán bộ viên chức lãnh đạo chuyên môn nghiệp vụ trình độ bằng lương phụ ngạch bậc tuyển dụng biên chế điều động luân bổ
nhiệm miễn khen thưởng kỷ luật thi đua phong trào danh hiệu hồ sơ tài liệu lưu trữ văn thư sổ đăng ký bảo quản khai thác
sử dụng thẩm tra phê duyệt ký đóng dấu tên họ chữ trang tờ bản sao chứng thực gốc chính danh mục mẫu bảng biểu phụ lục
triển khai phối hợp chủ trì tham mưu đôn đốc theo dõi kiểm tra giám sát đánh giá tổng hợp sơ rút nghiệm khắc phục tồn
hạn nguyên nhân giải pháp kiến đề xuất tăng cường nâng năng lực hiệu quả đẩy mạnh đổi phát triển bền vững hội nhập cải
cách hành thủ tục một cửa số trực tuyến mạng máy tính phần mềm hệ thống dữ cơ sở hạ tầng kỹ thuật
giáp tuyên truyền phổ biến vận động tập huấn bồi dưỡng học tập quán triệt nghị trung ương khóa kỳ họp lần thứ nhất hai ba
bốn năm sáu bảy tám chín mười trăm việt nam cộng hòa chủ độc lập tự do hạnh phúc cộng sản tết nguyên đán lễ kỷ niệm
chiến thắng phóng miền bắc thống đất quê hương đơn vị doanh nghiệp công ty cá nhân hộ gia đình con em trẻ phụ nữ thanh
niên nông cựu binh mặt trận tổ liên minh hợp tác quyền lợi trách cam bảo đảm bảo vệ phòng chống ngăn chặn xử phạt vi phạm
tội tệ nạn tham nhũng lãng tiết kiệm khiếu nại tố cáo tiếp dân đối thoại dân chủ cơ sở quy chế làm tiêu nội trực thuộc
ngành cấp lĩnh vực khu khối thôn ấp tổ đội nhóm lớp buổi ngày sáng chiều tối khách sạn quán hàng chợ trại nuôi trồng cây
giống vụ mùa lúa gạo rau quả thịt cá trứng sữa rượu bia nước đá bao bì nhãn mác nguồn gốc xuất xứ mẫu xét nghiệm nhiễm ô
nguy cơ truyền qua phục vụ xin hỗ trợ tham gia đóng góp ý kiến dự thảo hoàn thiện gồm nêu rõ cụ thể sau đây dưới bên
`

const SET = new Set(COMMON.split(/\s+/).filter(Boolean))

/** True for an everyday syllable of official texts, any case. */
export function isCommonSyllable(word: string): boolean {
  return SET.has(word.toLowerCase().normalize('NFC'))
}
