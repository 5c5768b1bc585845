/** What invented documents are about: subjects and sentences in administrative Vietnamese. */

export interface Theme {
  /** After "về việc" or as a noun: "phân bổ kinh phí …". */
  subject: string
  /** Sentences of reason and state, then tasks for those addressed. */
  facts: readonly string[]
  tasks: readonly string[]
  /** Documents cited as căn cứ or in the text; invented except for laws and decrees. */
  cites: readonly string[]
  /** Types of document that such a thing is written in; all when left out. */
  types?: readonly string[]
}

export const themes: Record<string, readonly Theme[]> = {
  forest: [
    {
      subject: 'tăng cường công tác phòng cháy, chữa cháy rừng mùa khô {season}',
      facts: [
        'Theo dự báo của Đài Khí tượng Thủy văn tỉnh, mùa khô {season} nền nhiệt độ cao hơn trung bình nhiều năm từ 0,5 đến 1,2 độ C, nguy cơ cháy rừng ở cấp IV, cấp V kéo dài.',
        'Từ đầu năm đến nay trên địa bàn tỉnh đã xảy ra 07 vụ cháy rừng, thiệt hại 12,4 ha rừng sản xuất; công tác trực cháy ở một số chủ rừng chưa được duy trì thường xuyên.',
      ],
      tasks: [
        'Rà soát, bổ sung phương án phòng cháy, chữa cháy rừng theo phương châm bốn tại chỗ; bố trí lực lượng trực 24/24 giờ khi dự báo cháy rừng từ cấp III trở lên.',
        'Tổ chức tuyên truyền đến từng thôn, bản; ký cam kết bảo vệ rừng với 100% hộ gia đình sống gần rừng.',
        'Kiểm tra, tu bổ đường băng cản lửa, chòi canh và trang thiết bị chữa cháy; hoàn thành trước ngày 15 tháng 12.',
      ],
      cites: [
        'Luật Lâm nghiệp ngày 15 tháng 11 năm 2017',
        'Kế hoạch số 88/KH-UBND ngày 12 tháng 02 năm 2026 của Ủy ban nhân dân tỉnh',
      ],
    },
  ],
  budget: [
    {
      subject: 'phân bổ kinh phí sự nghiệp năm {year} cho các đơn vị dự toán cấp tỉnh',
      types: ['Quyết định', 'Công văn', 'Thông báo', 'Tờ trình'],
      facts: [
        'Tổng kinh phí phân bổ đợt này là 18.450 triệu đồng, trong đó chi hoạt động thường xuyên 12.300 triệu đồng, chi nhiệm vụ đặc thù 6.150 triệu đồng.',
        'Việc phân bổ bảo đảm đúng định mức đã được Hội đồng nhân dân tỉnh thông qua và khả năng cân đối của ngân sách địa phương.',
      ],
      tasks: [
        'Căn cứ dự toán được giao, các đơn vị lập phương án chi tiết, gửi Sở Tài chính trước ngày 20 hằng tháng để thẩm tra.',
        'Quản lý, sử dụng kinh phí đúng mục đích, tiết kiệm, hiệu quả; quyết toán theo quy định hiện hành.',
        'Kho bạc Nhà nước khu vực kiểm soát chi và báo cáo tình hình giải ngân theo tháng, quý.',
      ],
      cites: [
        'Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2025',
        'Nghị quyết số 41/NQ-HĐND ngày 09 tháng 12 năm 2025 của Hội đồng nhân dân tỉnh',
      ],
    },
    {
      subject: 'lập dự toán thu, chi ngân sách nhà nước năm {next}',
      types: ['Công văn', 'Hướng dẫn', 'Thông báo'],
      facts: [
        'Để bảo đảm tiến độ xây dựng dự toán năm {next}, các cơ quan, đơn vị cần đánh giá đúng tình hình thực hiện 09 tháng và ước thực hiện cả năm {year}.',
      ],
      tasks: [
        'Báo cáo đánh giá tình hình thực hiện thu, chi; thuyết minh rõ nguyên nhân tăng, giảm so với dự toán.',
        'Gửi hồ sơ dự toán (bản giấy và bản điện tử) về Sở Tài chính để tổng hợp, trình Ủy ban nhân dân tỉnh.',
      ],
      cites: ['Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2025'],
    },
  ],
  flood: [
    {
      subject: 'khẩn trương khắc phục hậu quả mưa lũ trên địa bàn xã Sông Mây và xã Đồi Chè',
      types: ['Công văn', 'Báo cáo', 'Kế hoạch'],
      facts: [
        'Đợt mưa lớn từ ngày 08 đến ngày 11 đã làm 32 nhà bị ngập, 04 nhà hư hỏng nặng, sạt lở 1,6 km đường liên thôn, 45 ha lúa và hoa màu bị vùi lấp.',
        'Chính quyền địa phương đã sơ tán 118 người đến nơi an toàn; không có thiệt hại về người.',
      ],
      tasks: [
        'Huy động lực lượng tại chỗ giúp Nhân dân dọn dẹp, sửa chữa nhà ở, vệ sinh môi trường, phòng, chống dịch bệnh.',
        'Thống kê thiệt hại theo biểu mẫu, gửi về Ban Chỉ huy Phòng thủ dân sự tỉnh trước 16 giờ hằng ngày.',
        'Ưu tiên thông tuyến đường vào thôn Suối Vàng; bố trí lực lượng cảnh giới tại các ngầm tràn.',
      ],
      cites: ['Luật Phòng thủ dân sự ngày 20 tháng 6 năm 2023'],
    },
  ],
  digital: [
    {
      subject: 'số hóa tài liệu lưu trữ và kết quả giải quyết thủ tục hành chính giai đoạn {year} - {later}',
      facts: [
        'Đến nay toàn tỉnh đã số hóa 412 mét giá tài liệu, đạt 38,6% khối lượng; chất lượng ảnh quét và siêu dữ liệu giữa các đơn vị chưa đồng đều.',
      ],
      tasks: [
        'Lập danh mục hồ sơ ưu tiên số hóa; bảo đảm độ phân giải tối thiểu 200 dpi, màu, tỷ lệ 100%.',
        'Bố trí cán bộ chuyên trách kiểm tra chất lượng; chỉ ký số của cơ quan lên bản sao đã được đối chiếu.',
        'Báo cáo kết quả hằng quý về Sở Nội vụ để tổng hợp.',
      ],
      cites: [
        'Luật Lưu trữ ngày 21 tháng 6 năm 2024',
        'Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ',
      ],
    },
  ],
  citizens: [
    {
      subject: 'lịch tiếp công dân định kỳ của lãnh đạo quý {quarter} năm {year}',
      types: ['Thông báo', 'Kế hoạch', 'Công văn'],
      facts: [
        'Thực hiện quy định về tiếp công dân, lãnh đạo tiếp công dân định kỳ vào sáng thứ Năm tuần thứ hai và tuần thứ tư hằng tháng tại Trụ sở Tiếp công dân.',
      ],
      tasks: [
        'Văn phòng chủ trì bố trí địa điểm, thông báo lịch trên Cổng thông tin điện tử và niêm yết tại trụ sở.',
        'Các phòng chuyên môn cử người có thẩm quyền cùng dự khi có vụ việc thuộc lĩnh vực phụ trách.',
      ],
      cites: ['Luật Tiếp công dân ngày 25 tháng 11 năm 2013'],
    },
  ],
  land: [
    {
      subject: 'rà soát, cấp Giấy chứng nhận quyền sử dụng đất lần đầu cho hộ gia đình, cá nhân',
      facts: [
        'Qua rà soát còn 1.284 thửa đất đủ điều kiện nhưng chưa được cấp Giấy chứng nhận, tập trung ở các thôn vùng cao.',
        'Nguyên nhân chủ yếu là bản đồ địa chính cũ chưa được chỉnh lý, hồ sơ kê khai thiếu giấy tờ về nguồn gốc đất.',
      ],
      tasks: [
        'Thành lập tổ công tác lưu động hướng dẫn Nhân dân kê khai; hoàn thành thẩm tra hồ sơ trong thời hạn 15 ngày làm việc.',
        'Công khai danh sách đủ điều kiện, chưa đủ điều kiện tại trụ sở và nhà văn hóa thôn.',
      ],
      cites: ['Luật Đất đai ngày 18 tháng 01 năm 2024'],
    },
  ],
  food: [
    {
      subject: 'kiểm tra an toàn thực phẩm đối với cơ sở sản xuất, kinh doanh dịp cuối năm {year}',
      facts: [
        'Đoàn kiểm tra liên ngành đã kiểm tra 64 cơ sở, trong đó 57 cơ sở đạt yêu cầu; 07 cơ sở vi phạm về ghi nhãn và điều kiện bảo quản.',
      ],
      tasks: [
        'Tập trung kiểm tra các mặt hàng tiêu dùng nhiều: thịt và sản phẩm từ thịt, rượu, bánh kẹo, rau, củ, quả.',
        'Xử lý nghiêm vi phạm, công khai tên cơ sở vi phạm theo quy định.',
      ],
      cites: ['Luật An toàn thực phẩm ngày 17 tháng 6 năm 2010'],
    },
  ],
  archives: [
    {
      subject: 'tập huấn nghiệp vụ văn thư, lập hồ sơ và giao nộp hồ sơ vào lưu trữ cơ quan năm {year}',
      types: ['Công văn', 'Kế hoạch', 'Giấy mời', 'Thông báo'],
      facts: [
        'Qua kiểm tra, việc lập hồ sơ công việc ở một số đơn vị còn chậm; tỷ lệ hồ sơ điện tử giao nộp đúng hạn mới đạt 61%.',
      ],
      tasks: [
        'Cử công chức làm văn thư, lưu trữ và chuyên viên phòng chuyên môn tham dự đầy đủ, đúng thành phần.',
        'Nội dung: thể thức văn bản; đăng ký, quản lý văn bản đến, văn bản đi; lập hồ sơ điện tử; xác định thời hạn lưu trữ.',
        'Gửi danh sách đăng ký về Văn phòng trước ngày 25 để chuẩn bị tài liệu.',
      ],
      cites: [
        'Luật Lưu trữ ngày 21 tháng 6 năm 2024',
        'Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ',
      ],
    },
  ],
  staff: [
    {
      subject: 'thành lập Tổ công tác rà soát vị trí việc làm và cơ cấu ngạch công chức',
      types: ['Quyết định', 'Tờ trình'],
      facts: ['Tổ công tác gồm 09 thành viên, làm việc theo chế độ kiêm nhiệm và tự giải thể khi hoàn thành nhiệm vụ.'],
      tasks: [
        'Rà soát, đề xuất điều chỉnh danh mục vị trí việc làm phù hợp với chức năng, nhiệm vụ sau sắp xếp tổ chức bộ máy.',
        'Kinh phí hoạt động của Tổ công tác được bố trí trong dự toán chi thường xuyên hằng năm.',
      ],
      cites: ['Luật Cán bộ, công chức ngày 24 tháng 6 năm 2025'],
    },
  ],
  settlement: [
    {
      subject: 'kết quả quyết toán kinh phí quản lý hành chính năm {last}',
      types: ['Báo cáo', 'Công văn', 'Thông báo'],
      facts: [
        'Tổng kinh phí được giao 4.216 triệu đồng, đã sử dụng 4.105 triệu đồng, đạt 97,4%; kinh phí tiết kiệm chi bổ sung thu nhập 86 triệu đồng.',
        'Đơn vị chấp hành đúng chế độ, định mức; sổ sách kế toán mở đầy đủ, chứng từ hợp lệ.',
      ],
      tasks: [
        'Đề nghị cơ quan tài chính thẩm tra, thông báo xét duyệt quyết toán theo quy định.',
        'Tiếp tục thực hành tiết kiệm, chống lãng phí trong mua sắm, sử dụng tài sản công.',
      ],
      cites: ['Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2025'],
    },
  ],
  reform: [
    {
      subject: 'kết quả công tác cải cách hành chính quý {quarter} năm {year}',
      types: ['Báo cáo', 'Công văn', 'Giấy mời'],
      facts: [
        'Trong quý đã tiếp nhận 3.972 hồ sơ thủ tục hành chính, giải quyết 3.905 hồ sơ; tỷ lệ đúng hạn và trước hạn đạt 99,1%.',
        'Tỷ lệ hồ sơ nộp trực tuyến đạt 82,5%; 100% văn bản đi được ký số và gửi trên môi trường điện tử.',
      ],
      tasks: [
        'Khắc phục tình trạng hồ sơ trễ hạn ở lĩnh vực đất đai; công khai xin lỗi tổ chức, cá nhân theo quy định.',
        'Đẩy mạnh khai thác, sử dụng lại dữ liệu số hóa trong giải quyết thủ tục hành chính.',
      ],
      cites: ['Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ'],
    },
  ],
  resolution: [
    {
      subject: 'sơ kết giữa nhiệm kỳ thực hiện Nghị quyết Đại hội đảng bộ các cấp',
      types: ['Kế hoạch', 'Công văn', 'Báo cáo', 'Hướng dẫn'],
      facts: [
        'Qua nửa nhiệm kỳ, 14/18 chỉ tiêu chủ yếu đạt và vượt tiến độ; công tác xây dựng Đảng và hệ thống chính trị được tăng cường.',
        'Tuy nhiên, việc cụ thể hóa nghị quyết ở một số nơi còn chậm, nội dung chương trình hành động chưa sát thực tế.',
      ],
      tasks: [
        'Các cấp ủy trực thuộc tổ chức sơ kết nghiêm túc, đánh giá đúng kết quả, chỉ rõ hạn chế, nguyên nhân và bài học kinh nghiệm.',
        'Báo cáo sơ kết gửi về Văn phòng Tỉnh ủy để tổng hợp, trình Ban Thường vụ Tỉnh ủy.',
      ],
      cites: [
        'Chương trình làm việc toàn khóa của Ban Chấp hành Đảng bộ tỉnh',
        'Kế hoạch số 25-KH/TU của Ban Thường vụ Tỉnh ủy',
      ],
    },
  ],
  cadres: [
    {
      subject: 'rà soát, bổ sung quy hoạch cán bộ lãnh đạo, quản lý nhiệm kỳ 2025 - 2030 và 2030 - 2035',
      facts: [
        'Công tác quy hoạch được thực hiện đúng nguyên tắc, dân chủ, khách quan; cơ cấu cán bộ trẻ, cán bộ nữ, cán bộ người dân tộc thiểu số từng bước được nâng lên.',
      ],
      tasks: [
        'Cấp ủy, tập thể lãnh đạo các cơ quan, đơn vị tiến hành rà soát, đưa ra khỏi quy hoạch những trường hợp không còn đủ tiêu chuẩn, điều kiện.',
        'Hồ sơ nhân sự gửi về Ban Tổ chức Tỉnh ủy thẩm định trước khi trình cấp có thẩm quyền.',
      ],
      cites: ['Điều lệ Đảng Cộng sản Việt Nam', 'Quy chế làm việc của Ban Chấp hành Đảng bộ tỉnh nhiệm kỳ 2025 - 2030'],
    },
  ],
  masses: [
    {
      subject: 'nâng cao hiệu quả công tác dân vận và phong trào thi đua “Dân vận khéo” năm {year}',
      facts: [
        'Toàn Đảng bộ hiện có 236 mô hình “Dân vận khéo” được đăng ký, nhiều mô hình phát huy hiệu quả trong xây dựng nông thôn mới.',
      ],
      tasks: [
        'Cụ thể hóa nội dung phong trào gắn với nhiệm vụ chính trị của địa phương, đơn vị; lựa chọn từ một đến hai việc khó để tập trung tháo gỡ.',
        'Định kỳ sáu tháng, một năm đánh giá, biểu dương mô hình tiêu biểu.',
      ],
      cites: ['Chương trình công tác năm của Ban Thường vụ'],
    },
  ],
  partyArchives: [
    {
      subject: 'chỉnh lý, giao nộp tài liệu lưu trữ nhiệm kỳ 2020 - 2025 vào Kho Lưu trữ Tỉnh ủy',
      types: ['Công văn', 'Kế hoạch', 'Hướng dẫn', 'Thông báo'],
      facts: [
        'Theo kế hoạch, tài liệu của các cơ quan tham mưu, giúp việc và đảng bộ trực thuộc nhiệm kỳ 2020 - 2025 phải được chỉnh lý hoàn chỉnh trước khi giao nộp.',
      ],
      tasks: [
        'Thống kê, lập mục lục hồ sơ; hồ sơ bảo quản vĩnh viễn phải được đánh số tờ, viết chứng từ kết thúc.',
        'Văn phòng Tỉnh ủy cử cán bộ hướng dẫn nghiệp vụ; đầu mối liên hệ: Phòng Cơ yếu - Công nghệ thông tin - Lưu trữ.',
      ],
      cites: ['Quy định về Phông lưu trữ Đảng Cộng sản Việt Nam'],
    },
  ],
  partyDigital: [
    {
      subject: 'gửi, nhận văn bản điện tử trên mạng thông tin diện rộng của Đảng',
      types: ['Công văn', 'Hướng dẫn', 'Thông báo', 'Quyết định'],
      facts: [
        'Đến hết quý {quarter} năm {year}, 96% văn bản không mật được gửi, nhận trên mạng; còn 05 đơn vị vẫn gửi song song bản giấy.',
      ],
      tasks: [
        'Từ ngày 01 tháng sau, văn bản không mật chỉ gửi bản điện tử đã ký số; không gửi bản giấy trừ trường hợp cần lưu bản chính.',
        'Văn thư cơ quan xác nhận đã nhận văn bản trong ngày làm việc; kịp thời thông báo khi văn bản gửi sai nơi nhận.',
      ],
      cites: ['Quy chế quản lý, vận hành mạng thông tin diện rộng của Đảng tại tỉnh'],
    },
  ],
  conference: [
    {
      subject: 'triệu tập Hội nghị Ban Chấp hành Đảng bộ tỉnh lần thứ {count}',
      types: ['Công văn', 'Thông báo'],
      facts: [
        'Hội nghị cho ý kiến về tình hình kinh tế - xã hội, quốc phòng - an ninh, công tác xây dựng Đảng và một số nội dung theo chương trình làm việc.',
      ],
      tasks: [
        'Thời gian: 01 ngày, khai mạc lúc 07 giờ 30 phút; địa điểm: Hội trường Tỉnh ủy.',
        'Đề nghị các đồng chí nghiên cứu trước tài liệu được gửi trên hệ thống và dự Hội nghị đúng thành phần.',
      ],
      cites: ['Quy chế làm việc của Ban Chấp hành Đảng bộ tỉnh nhiệm kỳ 2025 - 2030'],
    },
  ],
}

/** Sections that any longer plan or report may have, so that some documents run over several pages. */
export const sections: readonly { heading: string; sentences: readonly string[] }[] = [
  {
    heading: 'KINH PHÍ THỰC HIỆN',
    sentences: [
      'Kinh phí thực hiện được bố trí trong dự toán chi thường xuyên hằng năm của các cơ quan, đơn vị theo phân cấp và các nguồn hợp pháp khác.',
      'Các đơn vị sử dụng kinh phí đúng mục đích, tiết kiệm, hiệu quả; chấp hành chế độ thanh toán, quyết toán theo quy định.',
    ],
  },
  {
    heading: 'CÔNG TÁC THÔNG TIN, TUYÊN TRUYỀN',
    sentences: [
      'Đẩy mạnh tuyên truyền trên Cổng thông tin điện tử, hệ thống truyền thanh cơ sở và mạng xã hội bằng tiếng phổ thông và tiếng dân tộc.',
      'Kịp thời biểu dương tập thể, cá nhân làm tốt; phê bình, nhắc nhở nơi thực hiện chậm, hình thức.',
      'Nội dung tuyên truyền phải ngắn gọn, dễ hiểu, bám sát tình hình thực tế của từng địa bàn.',
    ],
  },
  {
    heading: 'TIẾN ĐỘ THỰC HIỆN',
    sentences: [
      'Bước 1: Xây dựng kế hoạch chi tiết, thành lập tổ giúp việc và phân công nhiệm vụ; hoàn thành trong 10 ngày kể từ ngày ban hành.',
      'Bước 2: Tổ chức triển khai đến cơ sở, tập huấn, hướng dẫn nghiệp vụ; hoàn thành trong quý.',
      'Bước 3: Kiểm tra, đánh giá kết quả, tổng hợp khó khăn, vướng mắc; báo cáo trước ngày 15 của tháng cuối quý.',
    ],
  },
  {
    heading: 'CHẾ ĐỘ THÔNG TIN, BÁO CÁO',
    sentences: [
      'Định kỳ hằng tháng, quý, năm hoặc khi có yêu cầu, các cơ quan, đơn vị báo cáo kết quả thực hiện bằng văn bản điện tử đã ký số.',
      'Văn phòng theo dõi, đôn đốc, tổng hợp, tham mưu tổ chức sơ kết, tổng kết theo quy định.',
    ],
  },
]
