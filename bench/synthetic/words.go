package synthetic

import "strings"

// A word is a piece of a name in both languages.
type word struct{ zh, en string }

// words reads "泰/Tai 安/an": pieces with "/" between the languages and "_" for
// a space.
func words(text string) []word {
	var list []word
	for _, piece := range strings.Fields(text) {
		zh, en, _ := strings.Cut(piece, "/")
		list = append(list, word{zh, strings.ReplaceAll(en, "_", " ")})
	}
	return list
}

var (
	// cityHeads and cityTails make 2,025 names of places.
	cityHeads = words(`泰/Tai 济/Ji 菏/He 临/Lin 德/De 滨/Bin 东/Dong 西/Xi 南/Nan 北/Bei 青/Qing 烟/Yan 威/Wei 日/Ri 莱/Lai
		聊/Liao 淄/Zi 枣/Zao 安/An 宁/Ning 长/Chang 常/Chang 广/Guang 桂/Gui 贵/Gui 海/Hai 杭/Hang 合/He 湖/Hu 怀/Huai 黄/Huang
		吉/Ji 嘉/Jia 金/Jin 荆/Jing 九/Jiu 开/Kai 昆/Kun 兰/Lan 丽/Li 连/Lian 柳/Liu 洛/Luo 绵/Mian 平/Ping`)
	cityTails = words(`安/an 宁/ning 州/zhou 阳/yang 城/cheng 山/shan 江/jiang 海/hai 川/chuan 河/he 源/yuan 水/shui 台/tai
		岛/dao 昌/chang 平/ping 原/yuan 庆/qing 陵/ling 泽/ze 远/yuan 沂/yi 口/kou 港/gang 桥/qiao 门/men 华/hua 都/du 春/chun
		林/lin 丰/feng 清/qing 乐/le 康/kang 信/xin 义/yi 和/he 兴/xing 通/tong 化/hua 岭/ling 泉/quan 湾/wan 溪/xi 坝/ba`)
	brands = words(`华龙/Hualong 力博/Libo 天成/Tiancheng 中科/Zhongke 金桥/Jinqiao 瑞丰/Ruifeng 恒信/Hengxin 博远/Boyuan
		鲁能/Luneng 科汇/Kehui 明德/Mingde 同创/Tongchuang 泰和/Taihe 东岳/Dongyue 新华/Xinhua 海纳/Haina 润泽/Runze 启明/Qiming
		国瑞/Guorui 正大/Zhengda 宏图/Hongtu 永安/Yongan 盛世/Shengshi 万通/Wantong 佳禾/Jiahe 凯盛/Kaisheng 星辰/Xingchen
		百川/Baichuan 方圆/Fangyuan 康达/Kangda 兴业/Xingye 联创/Lianchuang 三元/Sanyuan 九州/Jiuzhou 汇通/Huitong 绿源/Lüyuan`)
	qualities = words(`智能/Intelligent 绿色/Green 高端/High-end 精密/Precision 新型/New 现代/Modern 数字/Digital 特种/Special
		先进/Advanced 生态/Ecological 海洋/Marine 医用/Medical 车用/Automotive 工业/Industrial 民用/Civil 航空/Aviation`)
	fields = words(`半导体/Semiconductor 新材料/Materials 生物医药/Biomedicine 农机装备/Farm_Machinery 机器人/Robotics
		复合材料/Composites 有色金属/Nonferrous_Metals 输变电/Power_Transmission 纺织服装/Textiles 食品加工/Food_Processing
		化工/Chemicals 煤炭/Coal 新能源/New_Energy 储能/Energy_Storage 光伏/Photovoltaics 物流/Logistics 软件/Software
		人工智能/Artificial_Intelligence 大数据/Big_Data 物联网/Internet_of_Things 节能环保/Environmental_Protection 牡丹/Peony
		中医药/Chinese_Medicine 畜牧/Livestock 种业/Seeds 冶金/Metallurgy 陶瓷/Ceramics 造纸/Paper 橡胶/Rubber 玻璃纤维/Glass_Fibre
		轴承/Bearings 汽车零部件/Automotive_Parts 工程机械/Construction_Machinery 电子信息/Electronics 建材/Building_Materials
		文旅/Culture_and_Tourism 康养/Health_Care 石油装备/Oil_Equipment 船舶/Shipbuilding 水产/Aquaculture`)
	trades   = words(`产业/Industry 制造/Manufacturing 服务/Services 装备/Equipment 应用/Applications`)
	surnames = words(`王/Wang 李/Li 张/Zhang 刘/Liu 陈/Chen 杨/Yang 赵/Zhao 黄/Huang 周/Zhou 吴/Wu 徐/Xu 孙/Sun 胡/Hu 朱/Zhu 高/Gao
		林/Lin 何/He 郭/Guo 马/Ma 罗/Luo 梁/Liang 宋/Song 郑/Zheng 谢/Xie 韩/Han 唐/Tang 冯/Feng 于/Yu 董/Dong 萧/Xiao 樊/Fan 常/Chang`)
	givens = words(`伟/wei 芳/fang 娜/na 敏/min 静/jing 丽/li 强/qiang 磊/lei 军/jun 洋/yang 勇/yong 艳/yan 杰/jie 娟/juan 涛/tao 明/ming
		超/chao 秀/xiu 霞/xia 平/ping 刚/gang 桂/gui 英/ying 华/hua 玉/yu 兰/lan 飞/fei 占/zhan 欣/xin 文/wen 建/jian 国/guo 志/zhi 海/hai`)
	areas = words(`市/_City 区/_District 县/_County 高新区/_High-tech_Zone`)
)

// What sources write where there is no figure or code.
var (
	certificates = []string{"国家高新技术企业", "山东省科技小巨人企业", "专精特新企业", "瞪羚企业", "科技型中小企业"}
	bases        = []string{
		"name: the society is named after the industry",
		"context: both are named in one paragraph; the tie is not stated",
		"geography: the district lies in the city",
		"context: invited to the same activity",
	}
	notes = []string{
		"Several; no number, no party named.",
		"The year is inferred from the page footer.",
		"Called a leading enterprise although the name is that of an institute.",
		"来源仅列简称，全称待核。",
	}
	phrases = map[string][]string{
		"title":     {"副总经理", "主任、研究员", "党组书记、主席", "教授", "高级工程师", "科创联络员"},
		"honorific": {"中国科学院院士", "中国工程院院士", "泰山学者", "国家杰青", "日本工程院外籍院士"},
		"academy":   {"中国科学院", "中国工程院", "日本工程院"},
		"field":     {"复合材料", "人工智能", "作物育种", "电力系统", "有色金属冶炼", "智能制造"},
		"round":     {"此轮", "第一批", "第二批", "2022年度"},
		"metric":    {"approved", "applied", "signed", "visited", "trained"},
		"valueText": {"数十亿元", "一批", "若干家"},
		"unit":      {"家", "项", "人", "万元", "个"},
		"publisher": {"中国科协", "泰安日报", "大众日报", "中国网科技"},
		"author":    {"刘玉考", "武建堂", "本报记者"},
		"reference": {"2022年第12期", "第3版", "网页存档"},
		"role":      {"HOST", "CHAIR", "主任", "成员", "牵线方", "秘书长"},
		"mode":      {"走访", "指导", "诊断", "柔性引才", "全职"},
		"side":      {"甲方", "乙方"},
		"label":     {"主导产业", "特色产业", "重点联系", "首批"},
	}
)
