package search

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// usual holds readings of characters where, in names, another than the
// dictionary's first is the rule.
var usual = map[rune]string{
	'长': "chang2", '都': "du1", '调': "tiao2", '泊': "bo2", '干': "gan1", '盛': "sheng4",
	'钻': "zuan4", '参': "can1", '观': "guan1", '没': "mei2", '说': "shuo1", '露': "lu4",
	'圳': "zhen4", '阿': "a1", '伽': "jia1", '弹': "dan4", '便': "bian4", '晟': "sheng4",
}

// phrases holds words in which a character is not read as usual.
const phrases = `
重庆 chong2 qing4
重阳 chong2 yang2
重建 chong2 jian4
重组 chong2 zu3
重构 chong2 gou4
重复 chong2 fu4
重启 chong2 qi3
重重 chong2 chong2
院长 yuan4 zhang3
校长 xiao4 zhang3
会长 hui4 zhang3
理事长 li3 shi4 zhang3
董事长 dong3 shi4 zhang3
秘书长 mi4 shu1 zhang3
市长 shi4 zhang3
省长 sheng3 zhang3
县长 xian4 zhang3
区长 qu1 zhang3
镇长 zhen4 zhang3
部长 bu4 zhang3
局长 ju2 zhang3
厅长 ting1 zhang3
处长 chu4 zhang3
科长 ke1 zhang3
所长 suo3 zhang3
组长 zu3 zhang3
团长 tuan2 zhang3
站长 zhan4 zhang3
厂长 chang3 zhang3
船长 chuan2 zhang3
家长 jia1 zhang3
首长 shou3 zhang3
成长 cheng2 zhang3
增长 zeng1 zhang3
生长 sheng1 zhang3
长子县 zhang3 zi3 xian4
长春 chang2 chun1
长沙 chang2 sha1
长江 chang2 jiang1
特长 te4 chang2
单县 shan4 xian4
乐清 yue4 qing1
音乐 yin1 yue4
乐器 yue4 qi4
乐团 yue4 tuan2
声乐 sheng1 yue4
民乐 min2 yue4
乐陵 lao4 ling2
乐亭 lao4 ting2
厦门 xia4 men2
大厦 da4 sha4
六安 lu4 an1
六合区 lu4 he2 qu1
台州 tai1 zhou1
天台县 tian1 tai1 xian4
亳州 bo2 zhou1
蚌埠 beng4 bu4
东阿 dong1 e1
阿胶 e1 jiao1
曲阜 qu1 fu4
歌曲 ge1 qu3
作曲 zuo4 qu3
戏曲 xi4 qu3
曲艺 qu3 yi4
牟平 mu4 ping2
中牟 zhong1 mu4
莘县 shen1 xian4
莘庄 xin1 zhuang1
济南 ji3 nan2
济宁 ji3 ning2
济阳 ji3 yang2
济源 ji3 yuan2
济水 ji3 shui3
汶上 wen4 shang4
无棣 wu2 di4
浚县 xun4 xian4
涡阳 guo1 yang2
尉犁 yu4 li2
番禺 pan1 yu2
大埔 da4 bu4
黄埔 huang2 pu3
东莞 dong1 guan3
铅山 yan2 shan1
盱眙 xu1 yi2
珲春 hun2 chun1
丽水 li2 shui3
宿州 su4 zhou1
西藏 xi1 zang4
藏族 zang4 zu2
藏药 zang4 yao4
藏医 zang4 yi1
宝藏 bao3 zang4
矿藏 kuang4 cang2
莆田 pu2 tian2
泊头 bo2 tou2
吐蕃 tu3 bo1
吐鲁番 tu3 lu3 fan1
石家庄 shi2 jia1 zhuang1
大同 da4 tong2
大夫 dai4 fu5
朝阳 chao2 yang2
朝鲜 chao2 xian3
洪洞 hong2 tong2
井陉 jing3 xing2
侯马 hou2 ma3
闽侯 min3 hou4
郫都 pi2 du1
筠连 jun1 lian2
银行 yin2 hang2
行业 hang2 ye4
商行 shang1 hang2
分行 fen1 hang2
支行 zhi1 hang2
央行 yang1 hang2
投行 tou2 hang2
农行 nong2 hang2
工行 gong1 hang2
建行 jian4 hang2
行家 hang2 jia1
太行 tai4 hang2
重工 zhong4 gong1
重型 zhong4 xing2
会计 kuai4 ji4
会稽 kuai4 ji1
血液 xue4 ye4
调查 diao4 cha2
调研 diao4 yan2
调度 diao4 du4
调动 diao4 dong4
声调 sheng1 diao4
传记 zhuan4 ji4
传奇 chuan2 qi2
应用 ying4 yong4
应急 ying4 ji2
应对 ying4 dui4
响应 xiang3 ying4
反应 fan3 ying4
适应 shi4 ying4
供应 gong1 ying4
效应 xiao4 ying4
兴趣 xing4 qu4
高兴 gao1 xing4
人参 ren2 shen1
海参 hai3 shen1
丹参 dan1 shen1
参差 cen1 ci1
干部 gan4 bu4
骨干 gu3 gan4
主干 zhu3 gan4
才干 cai2 gan4
能干 neng2 gan4
模具 mu2 ju4
模样 mu2 yang4
种植 zhong4 zhi2
播种 bo1 zhong3
效率 xiao4 lv4
率领 shuai4 ling3
统率 tong3 shuai4
数学 shu4 xue2
校准 jiao4 zhun3
校验 jiao4 yan4
校对 jiao4 dui4
转动 zhuan4 dong4
转子 zhuan4 zi3
转速 zhuan4 su4
公差 gong1 cha1
差异 cha1 yi4
差分 cha1 fen1
出差 chu1 chai1
钻石 zuan4 shi2
钻探 zuan1 tan4
钻研 zuan1 yan2
磨具 mo2 ju4
磨盘 mo4 pan2
石磨 shi2 mo4
处理 chu3 li3
处方 chu3 fang1
处置 chu3 zhi4
处于 chu3 yu2
结果 jie2 guo3
结实 jie1 shi5
教育 jiao4 yu4
教书 jiao1 shu1
给水 ji3 shui3
供给 gong1 ji3
补给 bu3 ji3
给养 ji3 yang3
量子 liang4 zi3
测量 ce4 liang2
计量 ji4 liang4
中介 zhong1 jie4
命中 ming4 zhong4
打中 da3 zhong4
中标 zhong4 biao1
中奖 zhong4 jiang3
中毒 zhong4 du2
中风 zhong4 feng1
散热 san4 re4
散文 san3 wen2
松散 song1 san3
切削 qie1 xiao1
切割 qie1 ge1
切片 qie1 pian4
一切 yi1 qie4
削减 xue1 jian3
质朴 zhi4 pu3
薄膜 bao2 mo2
薄板 bao2 ban3
剥离 bo1 li2
剥皮 bao1 pi2
强迫 qiang3 po4
勉强 mian3 qiang3
倔强 jue2 jiang4
空白 kong4 bai2
空缺 kong4 que1
填空 tian2 kong4
相机 xiang4 ji1
照相 zhao4 xiang4
相片 xiang4 pian4
首相 shou3 xiang4
将领 jiang4 ling3
大将 da4 jiang4
名将 ming2 jiang4
上将 shang4 jiang4
少年 shao4 nian2
青少年 qing1 shao4 nian2
少儿 shao4 er2
少先队 shao4 xian1 dui4
宿舍 su4 she4
校舍 xiao4 she4
舍弃 she3 qi4
好奇 hao4 qi2
爱好 ai4 hao4
便宜 pian2 yi5
提防 di1 fang2
大都 da4 du1
首都 shou3 du1
作坊 zuo1 fang2
磨坊 mo4 fang2
油坊 you2 fang2
潍坊 wei2 fang1
廊坊 lang2 fang1
发廊 fa4 lang2
理发 li3 fa4
美发 mei3 fa4
头发 tou2 fa5
毛发 mao2 fa4
角色 jue2 se4
主角 zhu3 jue2
了解 liao3 jie3
为了 wei4 le5
因为 yin1 wei4
作为 zuo4 wei2
行为 xing2 wei2
成为 cheng2 wei2
人为 ren2 wei2
华为 hua2 wei2
地质 di4 zhi4
奇数 ji1 shu4
暴露 bao4 lu4
露天 lu4 tian1
勘探 kan1 tan4
似的 shi4 de5
似乎 si4 hu1
相似 xiang1 si4
近似 jin4 si4
创伤 chuang1 shang1
当铺 dang4 pu4
适当 shi4 dang4
档案 dang4 an4
店铺 dian4 pu4
铺设 pu1 she4
缝纫 feng2 ren4
裂缝 lie4 feng4
焊缝 han4 feng4
号召 hao4 zhao4
载体 zai4 ti3
记载 ji4 zai3
三年五载 san1 nian2 wu3 zai3
车载 che1 zai4
冠军 guan4 jun1
夺冠 duo2 guan4
间隔 jian4 ge2
间接 jian4 jie1
中间 zhong1 jian1
监督 jian1 du1
国子监 guo2 zi3 jian4
宁波 ning2 bo1
大黄 da4 huang2
白术 bai2 zhu2
苍术 cang1 zhu2
琢磨 zuo2 mo5
五行 wu3 xing2
`

// phraseTable holds the phrases by their first character, the longest first.
var phraseTable = sync.OnceValue(func() map[rune][]phrase {
	table := map[rune][]phrase{}
	for line := range strings.Lines(phrases) {
		fields := strings.Fields(line)
		if len(fields) == 0 {
			continue
		}
		first, _ := utf8.DecodeRuneInString(fields[0])
		table[first] = append(table[first], phrase{fields[0], fields[1:]})
	}
	for _, list := range table {
		slices.SortStableFunc(list, func(a, b phrase) int { return cmp.Compare(len(b.text), len(a.text)) })
	}
	return table
})

type phrase struct {
	text     string
	readings []string // one for each character
}

// phraseAt returns the length and readings of the longest phrase that s begins
// with, or zero.
func phraseAt(s string) (n int, readings []string) {
	if s[0] < utf8.RuneSelf {
		return 0, nil
	}
	first, _ := utf8.DecodeRuneInString(s)
	for _, p := range phraseTable()[first] {
		if strings.HasPrefix(s, p.text) {
			return len(p.text), p.readings
		}
	}
	return 0, nil
}
