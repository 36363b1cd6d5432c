# Signing in and keeping accounts.
identity-wrong = အကောင့်အမည်နှင့် စကားဝှက် မကိုက်ညီပါ။ နှစ်ခုလုံးကို စစ်ဆေးပြီး ထပ်ကြိုးစားပါ။
identity-wait = ကြိမ်ဖန်များစွာ ကြိုးစားပြီးပါပြီ။ { $seconds } စက္ကန့် စောင့်ပြီး ထပ်ကြိုးစားပါ။
identity-password-too-short = အနည်းဆုံး စာလုံး { $min } လုံးရှိသော စကားဝှက်ကို ရွေးပါ။ စကားလုံး သုံးလုံး သို့မဟုတ် လေးလုံး သုံးလျှင် မှတ်ရလွယ်သည်။
identity-password-too-long = စာလုံး { $max } လုံးထက် မပိုသော စကားဝှက်ကို ရွေးပါ။
identity-password-guessable = ဤစကားဝှက်ကို ခန့်မှန်းရလွယ်သည်။ တစ်ခုနှင့်တစ်ခု မသက်ဆိုင်သော စကားလုံး သုံးလုံး သို့မဟုတ် လေးလုံးက ပိုကောင်းသည်။
identity-name-missing = အမည် ထည့်ပါ။
identity-name-too-long = စာလုံး { $max } လုံးထက် မပိုပါစေနှင့်။
identity-login-wrong = အက္ခရာ၊ ဂဏန်း၊ သို့မဟုတ် . - _ @ + တို့ကို 3 လုံးမှ 64 လုံးအထိ သုံးပါ။
identity-audit-busy = ကွင်းဆက်တစ်ခုလုံးကို ယခု စစ်နေသည်။ မိနစ်အနည်းငယ်အကြာတွင် ပြန်ကြည့်ပါ။
identity-chain-hole = မှတ်တမ်း { $row } ပျောက်နေသည်။
identity-chain-unbound = မှတ်တမ်း { $row } သည် ယခင်တစ်ခုနှင့် မဆက်ပါ။
identity-chain-changed = မှတ်တမ်း { $row } ကို ပြောင်းထားသည်။
identity-chain-replaced = မှတ်တမ်း { $row } သည် မှတ်ထားသည့်အရာ မဟုတ်ပါ။
identity-chain-cut = { $row } တွင် ဆုံးသော်လည်း { $expected } အထိ ရေးခဲ့သည်။
identity-agency-kind = စာရင်းမှ အဖွဲ့အမျိုးအစားကို ရွေးပါ။
identity-present-wrong = ဤသည် လက်ရှိစကားဝှက် မဟုတ်ပါ။
