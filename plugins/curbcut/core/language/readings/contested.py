"""Characters that have two living readings of their own: standing alone, outside any word, only sense decides.

Each names the two readings that come into question; an editor is asked about them when no word and no rule decides.
source: 现代汉语词典 (7th ed.); 普通话异读词审音表 (1985)
"""

from __future__ import annotations

_PAIRS = (
    "长=chang2/zhang3 重=zhong4/chong2 行=xing2/hang2 处=chu4/chu3 调=diao4/tiao2 中=zhong1/zhong4 "
    "种=zhong3/zhong4 教=jiao1/jiao4 为=wei4/wei2 得=de5/dei3 地=di4/de5 着=zhe5/zhao2 还=hai2/huan2 "
    "数=shu4/shu3 当=dang1/dang4 应=ying1/ying4 发=fa1/fa4 供=gong1/gong4 假=jia3/jia4 降=jiang4/xiang2 "
    "角=jiao3/jue2 卡=ka3/qia3 空=kong1/kong4 乐=le4/yue4 量=liang4/liang2 率=lv4/shuai4 曲=qu3/qu1 "
    "切=qie4/qie1 任=ren4/ren2 散=san4/san3 少=shao3/shao4 盛=sheng4/cheng2 宿=su4/xiu3 系=xi4/ji4 "
    "相=xiang1/xiang4 载=zai4/zai3 转=zhuan3/zhuan4 曾=ceng2/zeng1 差=cha4/cha1 朝=chao2/zhao1 "
    "冲=chong1/chong4 传=chuan2/zhuan4 单=dan1/shan4 倒=dao4/dao3 斗=dou4/dou3 干=gan4/gan1 "
    "冠=guan4/guan1 会=hui4/kuai4 结=jie2/jie1 尽=jin4/jin3 卷=juan4/juan3 圈=quan1/juan4 累=lei4/lei3 "
    "铺=pu1/pu4 扇=shan4/shan1 舍=she3/she4 挑=tiao1/tiao3 吐=tu3/tu4 校=xiao4/jiao4 兴=xing1/xing4 "
    "晕=yun1/yun4 扎=zha1/za1 折=zhe2/she2 正=zheng4/zheng1 钻=zuan1/zuan4 背=bei4/bei1 分=fen1/fen4 "
    "脏=zang1/zang4 炸=zha4/zha2 弹=tan2/dan4 藏=cang2/zang4 薄=bao2/bo2 参=can1/shen1 泊=bo2/po1 "
    "恶=e4/wu4 缝=feng4/feng2 塞=sai1/se4 丧=sang4/sang1 划=hua4/hua2 闷=men4/men1 撒=sa3/sa1 "
    "粘=zhan1/nian2 解=jie3/xie4 区=qu1/ou1 查=cha2/zha1 横=heng2/heng4 强=qiang2/qiang3 畜=chu4/xu4 "
    "将=jiang1/jiang4 更=geng4/geng1 觉=jue2/jiao4 露=lu4/lou4 落=luo4/la4 了=le5/liao3 奔=ben1/ben4 "
    "佛=fo2/fu2 号=hao4/hao2 磨=mo2/mo4 嚼=jiao2/jue2 华=hua2/hua4 仇=chou2/qiu2 省=sheng3/xing3"
)
CONTESTED: dict[str, tuple[str, str]] = {
    pair[0]: (pair[2:].partition("/")[0], pair[2:].partition("/")[2]) for pair in _PAIRS.split()
}
