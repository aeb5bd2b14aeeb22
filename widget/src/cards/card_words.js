/** What the other cards say beside their own texts. */

export const pledgeTitle = (name) => `《${name}》样本`;
export const pledgeSample = "以窗口提供的格式文本为准";
export const pledgeFor = (name) => `办“${name}”要签的`;
export const declares = "我承诺";
export const checked = "怎么核";
export const consequences = "说假话的后果";
export const signature = "承诺人（签字）：";
export const signedOn = "日期：　　　　年　　月　　日";
export const eventConclusion = (todo, visits) => [`${todo}件事`, `最少跑${visits}趟`];
export const eventOfficial = "国家“一件事”清单里的事";
export const eventLoose = "不是打包办，一件一件递材料";
export const eventIdle = "用不着";
export const eventCarry = "随身带";
export const eventBring = "另外要带（几处都要的只备一回）";
export const eventIssued = "路上办出来，接着用";
export const visit = (n) => `第${n}趟`;
export const copies = (n) => `备${n}份`;
export const statuses = {
  not_ready: "清单还在核，先打12345问",
  suspended: "规定正在核实，先打12345问",
  elsewhere: "不在县里窗口",
  use_other_service: "要改办另一件事",
};
export const picked = "选了";
