/** What the cards of booking say beside their own texts. */

const modes = { onsite: "上门查看", fetch: "代取证明", accompany: "陪同办理" };

export const ofErrand = (mode, ...rest) => [modes[mode], ...rest].filter(Boolean).join(" · ");
export const timesOf = (purpose) => (purpose === "move" ? "改到哪个时间" : "能约的时间");
export const pickedMark = "选了";

export const formTitle = "留个称呼和电话";
export const held = "给您留住了，填好下面的才算约好";
export const minutes = (seconds) => (seconds < 60 ? "不到1分钟" : `${Math.floor(seconds / 60)}分钟`);
export const until = (moment, span) => `留到${moment}，还有${span}`;
export const hurry = "留的时间快到了，还有不到2分钟。";
export const formDone = "这张表已经交了，结果在下面。";
export const formBelow = "表在下面，接着填就行。";
export const formReplaced = "换了别的时间，这张表不用填了。";
export const expired = "留的时间过了，这个空当已经放开";
export const stillTyped = "您填的还在，重新挑个时间就行，不用再打一遍。";
export const askAgain = "重新挑个时间";
export const askAgainSaid = "时间过了，没填完，再约个代办员";

export const labels = {
  name: "您怎么称呼",
  phone: "电话",
  beneficiary: "给谁办（给自己办就空着）",
  place: "到哪里找您",
  code: "短信验证码",
};
export const hints = { place: "村组、门牌，或者旁边好找的地方" };
export const sendCode = "发验证码";
export const sendAgain = "再发一次";
export const codeSent = (digits, again) => `验证码发到尾号${digits}的手机上了。${again ? "没收到的话，过1分钟可以再发。" : ""}`;
export const noCode = "收不到？请工作人员打电话核实";
export const willCall = "交上以后，工作人员会打这个电话核实，核实了才算约好。";
export const confirm = { code: "约好", call: "交上去" };
export const sending = "正在办……";
export const whereKept = "只存在这次预约里，不进聊天记录，也不留在这台机器上。";
export const wantName = "请写上怎么称呼您";
export const wantPhone = "请写上电话，代办员好找您";
export const badPhone = "这个号码不对，对一对：手机号11位，座机要带区号";
export const mobileForCode = "收验证码要写11位的手机号";
export const wantPlace = "请写上到哪里找您";
export const wantCode = "请写上短信里的验证码";
export const wantConsent = "要您同意，才能留下姓名和电话";
export const noLine = "网络断了，网通了再点一次。急的话打12345。";
export const keptOffline = "网络断了。您填的都在，网一通就自动交上去。急的话打12345。";

export const appointment = "帮办代办预约";
const standings = {
  held: "还没约好：填完称呼和电话才算",
  confirmed: "✓ 约好了",
  under_way: "正在办",
  done: "已经办完",
  cancelled: "已经取消",
  missed: "没碰上面",
};
export const standing = ({ status, awaits_call: awaits }) => (awaits ? "先给您留着，等工作人员打电话核实" : standings[status]);
export const codeWord = "暗号";
export const codeWordNote = "来的人要先说出这个暗号。";
export const provisional = (phone) => ["代办员名单县里还没录进来，动身、等人之前先打", phone, "核实。"];
export const honest = "代办员不收钱，也不问您要验证码。";
export const place = "地点";
export const agent = "代办员";
export const evidence = "办什么";
export const reference = "编号";
export const copyReference = "复制编号";
export const change = { move: "改时间", cancel: "取消预约" };
export const changing = { move: "我要改约好的时间", cancel: "我要取消约好的预约" };
export const changeUntil = (until) => `要改、要取消，在${until}以前。`;
export const toCalendar = "存进日历";
export const summary = ({ mode, code_word: word }) => `帮办代办：${modes[mode]}（暗号${word}）`;

export const complaint = "投诉";
export const day = (date) => {
  const at = new Date(`${date}T00:00:00Z`);
  return `${at.getUTCMonth() + 1}月${at.getUTCDate()}日（周${"日一二三四五六"[at.getUTCDay()]}）`;
};
export const recorded = (due) => `记下了，${due}前答复您`;
export const answered = "投诉有答复了";
export const sayThis = "到窗口就这样说";
export const shouldNot = (name) => `“${name}”按规定不该再要，请您出示依据，给我一次性告知单。`;
export const askBasis = "请您出示要这份材料的依据，给我一次性告知单。";
export const demanded = "要的材料";
export const window = "哪个窗口";
export const complaintStatus = "问问办到哪了";
export const askComplaint = (reference) => `投诉${reference}有答复了吗`;
export const urgent = "急的话打";
