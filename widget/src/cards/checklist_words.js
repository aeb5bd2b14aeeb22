/** What a checklist says beside its own texts; papers are spoken of alike on other cards. */

export const bring = "要带";
export const sign = "要签";
export const nothing = "不用您跑";
export const procedures = "接下来窗口会做的";
export const unsure = "手里有就带上";
export const records = "不用您开";
export const checking = "正在核实";
export const forms = "要填的表";
export const formsNote = "窗口有，到了再填也行";
export const pieces = (n) => `${n}样`;
export const between = (now) => (typeof now === "number" ? `${now}样` : `${now.min}到${now.max}样`);
export const nothingToBring = "不用另外带证明";
export const conclusion = { bring: "要带", sign: "签", nothing: "不用您跑" };
export const signed = (n) => `${n}份`;
export const readyCount = (ready, all) => (ready === all ? "都备好了，可以出门了" : `备好了${ready}样，共${all}样`);
export const unsureNote = "按规定不该再要，县里未确认；没有不用专门去开，窗口要就请对方出示依据。";
export const recordsNote = "该由窗口自己查，县里未确认。";
export const signNote = "承诺是自愿的，有证明也可以直接交。";
export const reason = "道理";
export const why = "为什么";
export const law = "依据";
export const excerpt = "（未读到全文）";
export const issuer = "谁发的";
export const whereToGet = "在哪办这一样";
export const validFor = "多久有效";
export const fallback = "查不到、办不成";
export const alternatives = "也可以";
export const bar = "不能用承诺的";
export const sample = "看承诺书样本";
export const deadline = "别错过";
export const late = "误了";
export const office = "在哪办、多久、多少钱";
export const where = "在哪办";
export const days = "要多久";
export const fee = "费用";
export const phone = "问业务";
export const who = "谁去";
export const delegate = "托人办";
export const delegateNo = "要本人来";
export const mistakes = "容易出岔子的地方";
export const next = "办完还可能要办";
export const assumed = "我是按这些情形算的";
export const told = "您说的情形";
export const notSo = "不是这样？点一下您的情形：";
export const correction = (name, label) => `不对，${name}：${label}`;
export const mend = "点一下能改";
export const changed = "改了";
export const because = (said) => `因为您说“${said}”`;
export const added = "加上了";
export const dropped = "不用了";
export const otherWay = "换了办法";
export const before = "以前要交";
export const overdue = (phone) => `这份清单过了复核日期，去之前先打${phone}核一下。`;
export const code = "清单码 ";
export const codeNote = "报给窗口、热线就能看到";
export const asOf = (date) => `系统接通情况截至${date}，拿不准打`;
export const outcomes = {
  not_needed: "这件事不用办",
  use_other_service: "要改办另一件事",
  covered_by: "不用另办，已有的证管得住",
  elsewhere: "不在这里办",
};
export const ask = (name) => `${name}要带什么`;
